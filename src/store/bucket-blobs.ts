import { sha256 } from '../platform/sha256.ts';
import type { BlobKind, Blobs } from './blobs.ts';
import { StoreError } from './store.ts';

/** A bucket of S3 or of a server that speaks like it. `prefix` is a path without slashes at its ends, or empty. */
export type Bucket = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
};

const PATIENCE = 60_000;
const RETRIES = 4;

type Request = {
  readonly method: 'HEAD' | 'GET' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: Uint8Array;
};

type Ask = (request: Request) => Promise<Response>;

/** Signed requests, tried again where the server is busy; the library is loaded with the first. */
const askFor = (bucket: Bucket): Ask => {
  const client = import('aws4fetch').then(
    ({ AwsClient }) =>
      new AwsClient({
        accessKeyId: bucket.accessKey,
        secretAccessKey: bucket.secretKey,
        service: 's3',
        region: bucket.region,
        retries: RETRIES,
      }),
  );
  return async ({ method, path, body }) => {
    const url = `${bucket.endpoint}/${bucket.bucket}/${path}`;
    try {
      return await (await client).fetch(url, {
        method,
        signal: AbortSignal.timeout(PATIENCE),
        redirect: 'error',
        // The hash in the signature makes the server check that it has all bytes as they were sent.
        ...(body ? { body: body as Uint8Array<ArrayBuffer>, headers: { 'X-Amz-Content-Sha256': sha256(body) } } : {}),
      });
    } catch (cause) {
      const why = ((cause as Error).cause as Error | undefined)?.message ?? (cause as Error).message;
      throw new StoreError(`the bucket ${bucket.endpoint}/${bucket.bucket} (GOUJI_BLOBS) cannot be reached: ${why}`, {
        cause,
      });
    }
  };
};

const LONGEST_ANSWER = 200;

/**
 * Blobs as objects of a bucket: `<prefix>/snapshots/ab/abcd…`, as in a folder. What `put` has confirmed the server has
 * confirmed. Rejects with a StoreError that names the bucket and the server's answer.
 */
export const bucketBlobs = (bucket: Bucket): Blobs => {
  const ask = askFor(bucket);
  const pathOf = (kind: BlobKind, hash: string): string =>
    [...(bucket.prefix === '' ? [] : [bucket.prefix]), kind, hash.slice(0, 2), hash].join('/');
  const refuse = async (request: Request, response: Response): Promise<never> => {
    const answer = (await response.text().catch(() => '')).replace(/\s+/g, ' ').slice(0, LONGEST_ANSWER);
    throw new StoreError(
      `the bucket ${bucket.endpoint}/${bucket.bucket} (GOUJI_BLOBS): ${request.method} ${request.path}: ${response.status} ${answer}`,
    );
  };
  return {
    put: async (kind, bytes) => {
      const hash = sha256(bytes);
      const path = pathOf(kind, hash);
      if ((await ask({ method: 'HEAD', path })).ok) return hash;
      const request: Request = { method: 'PUT', path, body: bytes };
      const response = await ask(request);
      return response.ok ? hash : refuse(request, response);
    },
    get: async (kind, hash) => {
      const request: Request = { method: 'GET', path: pathOf(kind, hash) };
      const response = await ask(request);
      if (response.status === 404) return null;
      if (!response.ok) return refuse(request, response);
      const bytes = new Uint8Array(await response.arrayBuffer());
      return sha256(bytes) === hash ? bytes : null;
    },
    remove: async (kind, hash) => {
      const request: Request = { method: 'DELETE', path: pathOf(kind, hash) };
      const response = await ask(request);
      if (!response.ok && response.status !== 404) return refuse(request, response);
    },
  };
};
