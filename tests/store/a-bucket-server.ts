import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { Bucket } from '../../src/store/bucket-blobs.ts';

/**
 * A small server that keeps objects in memory and speaks as much S3 as a store needs: HEAD, GET, PUT, DELETE by path.
 * It checks each signature (version 4) by computing it anew from what came over the wire, and the hash of what is put.
 */
export type BucketServer = {
  readonly bucket: Bucket;
  readonly objects: Map<string, Buffer>;
  /** What was asked, in order: "PUT /bucket/path". */
  readonly asked: string[];
  /** Answers to give instead, one each, before anything is done. */
  readonly answers: number[];
  readonly close: () => Promise<void>;
};

const ACCESS_KEY = 'test-key';
const SECRET_KEY = 'test-secret';

const sha = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

/** The signature that the request should have, by AWS's description; null when its header is not of that form. */
const isSigned = (request: IncomingMessage): boolean => {
  const parts =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/.exec(
      request.headers.authorization ?? '',
    );
  if (!parts) return false;
  const [, key, day = '', region = '', signed = '', signature] = parts;
  if (key !== ACCESS_KEY) return false;
  const headers = signed.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  const canonical = [
    request.method,
    request.url,
    '',
    headers.join(''),
    signed,
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const scope = `${day}/${region}/s3/aws4_request`;
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha(canonical)].join('\n');
  const signing = ['s3', 'aws4_request'].reduce(hmac, hmac(hmac(`AWS4${SECRET_KEY}`, day), region));
  return hmac(signing, text).toString('hex') === signature;
};

type Answer = { readonly status: number; readonly content?: Buffer | string };

const answerTo = (objects: Map<string, Buffer>, request: IncomingMessage, body: Buffer): Answer => {
  const path = request.url ?? '';
  if (!isSigned(request)) return { status: 403, content: '<Error><Code>SignatureDoesNotMatch</Code></Error>' };
  if (request.method === 'PUT') {
    if (request.headers['x-amz-content-sha256'] !== sha(body)) return { status: 400, content: 'wrong hash' };
    objects.set(path, body);
    return { status: 200 };
  }
  if (request.method === 'DELETE') {
    objects.delete(path);
    return { status: 204 };
  }
  const object = objects.get(path);
  if (!object) return { status: 404 };
  return request.method === 'HEAD' ? { status: 200 } : { status: 200, content: object };
};

/** Starts the server on a free port of loopback. */
export const aBucketServer = async (): Promise<BucketServer> => {
  const objects = new Map<string, Buffer>();
  const asked: string[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      asked.push(`${request.method} ${request.url}`);
      const instead = answers.shift();
      const { status, content } =
        instead === undefined ? answerTo(objects, request, body) : { status: instead, content: '<Error/>' };
      response.writeHead(status).end(content);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    bucket: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket: 'reports',
      prefix: 'gouji/test',
      accessKey: ACCESS_KEY,
      secretKey: SECRET_KEY,
    },
    objects,
    asked,
    answers,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
