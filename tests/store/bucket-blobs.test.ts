import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/platform/sha256.ts';
import { bucketBlobs } from '../../src/store/bucket-blobs.ts';
import { StoreError } from '../../src/store/store.ts';
import { aBucketServer, type BucketServer } from './a-bucket-server.ts';

let server: BucketServer;

beforeEach(async () => {
  server = await aBucketServer();
});

afterEach(() => server.close());

const BYTES = Buffer.from('报告'.repeat(1000));
const HASH = sha256(BYTES);
const PATH = `/reports/gouji/test/snapshots/${HASH.slice(0, 2)}/${HASH}`;

describe('large files in a bucket', () => {
  test('are put by their hash, given back as they were, and put once', async () => {
    const blobs = bucketBlobs(server.bucket);
    expect(await blobs.put('snapshots', BYTES)).toBe(HASH);
    expect(await blobs.put('snapshots', BYTES)).toBe(HASH);
    expect(Buffer.from((await blobs.get('snapshots', HASH)) ?? []).equals(BYTES)).toBe(true);
    expect(server.asked).toEqual([`HEAD ${PATH}`, `PUT ${PATH}`, `HEAD ${PATH}`, `GET ${PATH}`]);
  });

  test('are null when they are not there or no longer what they were, and removing what is gone is no fault', async () => {
    const blobs = bucketBlobs(server.bucket);
    expect(await blobs.get('mails', HASH)).toBeNull();
    await blobs.put('snapshots', BYTES);
    server.objects.set(PATH, Buffer.from('other'));
    expect(await blobs.get('snapshots', HASH)).toBeNull();
    await blobs.remove('snapshots', HASH);
    await blobs.remove('snapshots', HASH);
    expect(server.objects.size).toBe(0);
  });

  test('are put again when the server is busy for a moment', async () => {
    server.answers.push(503, 503);
    expect(await bucketBlobs(server.bucket).put('snapshots', BYTES)).toBe(HASH);
    expect(server.objects.size).toBe(1);
  });

  test('stop the run with the bucket and the answer when the key is wrong', async () => {
    const blobs = bucketBlobs({ ...server.bucket, secretKey: 'wrong' });
    const error = await blobs.put('snapshots', BYTES).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(StoreError);
    expect((error as Error).message).toMatch(/\/reports \(GOUJI_BLOBS\): PUT \S+: 403 .*SignatureDoesNotMatch/);
    expect(server.objects.size).toBe(0);
  });

  test('stop the run when nobody is there', async () => {
    const { bucket } = server;
    await server.close();
    await expect(bucketBlobs(bucket).get('snapshots', HASH)).rejects.toThrow(/cannot be reached: .*ECONNREFUSED/);
  });
});
