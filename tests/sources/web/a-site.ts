import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as the server saw it: the loopback address it was for, and when it came and was done (milliseconds). */
export type Seen = {
  readonly host: string;
  readonly path: string;
  readonly from: number;
  to: number;
  readonly headers: IncomingMessage['headers'];
};

export type Answer = (request: IncomingMessage, response: ServerResponse, host: string) => void;

export type Site = {
  readonly port: number;
  readonly seen: readonly Seen[];
  /** The address of a path on the host 127.0.0.`number`, or on the address given. */
  readonly at: (path: string, host?: string) => string;
  readonly close: () => Promise<void>;
};

/** A server for all of 127.0.0.0/8 on one free port; each address is a host of its own. */
export const aSite = async (
  answer: Answer,
  make: (handler: (request: IncomingMessage, response: ServerResponse) => void) => Server = createServer,
): Promise<Site> => {
  const seen: Seen[] = [];
  const server = make((request, response) => {
    const host = request.socket.localAddress ?? '';
    const one: Seen = {
      host,
      path: request.url ?? '',
      from: performance.now(),
      to: Number.POSITIVE_INFINITY,
      headers: request.headers,
    };
    seen.push(one);
    response.on('close', () => {
      one.to = performance.now();
    });
    answer(request, response, host);
  });
  server.on('clientError', (_error, socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    seen,
    at: (path, host = '127.0.0.1') => `http://${host}:${port}${path}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};

/** Words that make a page long enough to be a report, with a table. */
export const reportPage = (title: string, body = ''): string =>
  `<html><head><title>${title}</title></head><body><h1>${title}</h1><p>${'主动公开情况与依申请公开情况均已列明。'.repeat(40)}</p>
   <table><tr><td>本年新收</td><td>3</td></tr></table>${body}</body></html>`;

/** A list of links, with enough around them to be a page. */
export const listPage = (links: readonly (readonly [href: string, text: string, date?: string])[]): string =>
  `<html><head><title>政府信息公开年报</title></head><body><ul>${links
    .map(
      ([href, text, date]) =>
        `<li><a href="${href}" title="${text}">${text.slice(0, 12)}</a> <span>${date ?? ''}</span></li>`,
    )
    .join('')}</ul><p>${'栏目说明文字。'.repeat(20)}</p></body></html>`;

export const send = (
  response: ServerResponse,
  status: number,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): void => {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
  response.end(body);
};
