import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { RosterOffice } from '../../../src/sources/roster.ts';
import { websiteSource } from '../../../src/sources/web/website-source.ts';
import { memoryOfProcess } from '../../sources/a-memory.ts';
import { aTaking } from '../../sources/a-taking.ts';
import { aClient, type ClientOptions } from '../../sources/web/a-client.ts';
import { aSite, listPage, reportPage, type Seen, send } from '../../sources/web/a-site.ts';

/** What is wrong with a host; `sound` is nothing. */
export type Kind = 'sound' | 'slow' | 'huge' | 'endless' | 'reset' | 'half' | 'short' | 'storm' | 'loop' | 'tls';

/** A host of the simulated web: its address, what is wrong with it, and the offices that publish there. */
export type Host = {
  readonly address: string;
  readonly kind: Kind;
  readonly offices: number;
  readonly robots?: string;
  /** Answers a page in its own way; false leaves it to the usual one. */
  readonly answer?: (request: IncomingMessage, response: ServerResponse, own: (path: string) => string) => boolean;
};

/** Null where every address of 127.0.0.0/8 can be listened on, as on Linux. */
export const lacksLoopback = (): Promise<string | null> =>
  new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve('this system has only one loopback address'));
    server.listen(0, '127.1.0.1', () => server.close(() => resolve(null)));
  });

const endless = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/html' });
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 'x')));
  };
  response.on('drain', more);
  more();
};

const cutOff = (response: ServerResponse, headers: Record<string, string>): void => {
  response.writeHead(200, { 'content-type': 'text/html', ...headers });
  response.write('<html>');
  setTimeout(() => response.destroy(), 5);
};

const FAULTS: Readonly<
  Record<Exclude<Kind, 'sound' | 'tls'>, (request: IncomingMessage, response: ServerResponse) => void>
> = {
  slow: (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<html>');
  },
  huge: (_request, response) => send(response, 200, '', { 'content-length': '999999999' }),
  endless: (_request, response) => endless(response),
  reset: (request) => request.socket.resetAndDestroy(),
  half: (_request, response) => cutOff(response, {}),
  short: (_request, response) => cutOff(response, { 'content-length': '5000' }),
  storm: (_request, response) => send(response, 503, 'busy'),
  loop: (request, response) => send(response, 302, '', { location: `${request.url}?again` }),
};

const titleOf = (number: number): string => `第${number}局2025年政府信息公开工作年度报告`;

/** A list and a report for each office of the host. */
const soundAnswer = (path: string, response: ServerResponse): void => {
  const [, number, page] = /^\/(\d+)\/(list|report)$/.exec(path) ?? [];
  const title = titleOf(Number(number));
  if (page === 'list') send(response, 200, listPage([[`/${number}/report`, title]]));
  else if (page === 'report') send(response, 200, reportPage(title));
  else send(response, 404, '');
};

const officeOf = (host: Host, port: number, number: number): RosterOffice => ({
  id: `${host.address.replaceAll('.', '-')}-${number}`,
  name: `第${number}局`,
  level: 'department',
  parent: null,
  profile: 'default',
  reportPage: `${host.kind === 'tls' ? 'https' : 'http'}://${host.address}:${port}/${number}/list`,
  mail: null,
  aliases: [],
  attachment: null,
  deadline: null,
});

/** One night over the hosts: which offices gave a report, what failed, how long it took, and what the hosts saw. */
export type SimulatedNight = {
  readonly served: ReadonlySet<string>;
  /** The first fault of each office. */
  readonly failed: ReadonlyMap<string, string>;
  readonly seconds: number;
  readonly seen: readonly Seen[];
};

/** The address of host number n. */
export const addressOf = (number: number): string => `127.1.${Math.floor(number / 250)}.${1 + (number % 250)}`;

export const idOf = (host: Host, number: number): string => `${host.address.replaceAll('.', '-')}-${number}`;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const answerOf =
  (host: Host | undefined, own: (path: string) => string): Answer =>
  (request, response) => {
    const path = request.url ?? '';
    if (host?.kind === 'reset') FAULTS.reset(request, response);
    else if (path === '/robots.txt') send(response, host?.robots === undefined ? 404 : 200, host?.robots ?? '');
    else if (host?.answer?.(request, response, own)) return;
    else if (!host || host.kind === 'sound' || host.kind === 'tls') soundAnswer(path, response);
    else FAULTS[host.kind](request, response);
  };

/** Fetches all offices of the hosts as a night does, lane beside lane. */
export const fetchNight = async (hosts: readonly Host[], options: ClientOptions): Promise<SimulatedNight> => {
  const byAddress = new Map(hosts.map((host) => [host.address, host]));
  const site = await aSite((request, response, address) => {
    const host = byAddress.get(address);
    const own = (other: string): string => `http://${address}:${site.port}${other}`;
    // Every answer takes a moment, as in a real network.
    setTimeout(() => answerOf(host, own)(request, response), 3);
  });
  const offices = hosts.flatMap((host) =>
    Array.from({ length: host.offices }, (_, number) => officeOf(host, site.port, number)),
  );
  const source = websiteSource(offices, {
    openClient: () => aClient(options),
    memory: memoryOfProcess(),
    now: () => new Date('2026-01-20T18:00:00Z'),
    limit: 2 * 1024 * 1024,
  });
  const taking = aTaking();
  const failed = new Map<string, string>();
  const { entries } = await source.list();
  const from = performance.now();
  await Promise.all(
    [...Map.groupBy(entries, ({ lane }) => lane).values()].map(async (lane) => {
      for (const entry of lane) {
        const [first] = await source.take(entry, taking.context);
        if (first) failed.set(entry.folder ?? '', first.code);
      }
    }),
  );
  const seconds = (performance.now() - from) / 1000;
  await source.close();
  await site.close();
  return { served: new Set(taking.reports.map(({ folder }) => folder ?? '')), failed, seconds, seen: site.seen };
};
