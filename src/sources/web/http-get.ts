import { isIP } from 'node:net';
import { Agent, buildConnector } from 'undici';
import { type AddressGuard, AddressRefused } from './address-guard.ts';
import { readBody } from './read-body.ts';
import { openSlots } from './slots.ts';
import { BodyRefused, faultOfError, type WebFault, webFault } from './web-fault.ts';

/** How long each part of a request may take, in milliseconds. */
export type Timeouts = {
  readonly connect: number;
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly idle: number;
  readonly whole: number;
};

export const USUAL_TIMEOUTS: Timeouts = { connect: 10_000, headers: 30_000, idle: 20_000, whole: 180_000 };

/** One GET; `headers` beside the usual ones. */
export type HttpRequest = {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly limit: number;
  /** Milliseconds that are left of the night; the request ends with them. */
  readonly within: number;
  readonly signal: AbortSignal;
  readonly onBytes: (count: number) => void;
};

/** An answer; `bytes` is empty unless the status is 200. Header names are in lower case. */
export type HttpAnswer = {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
};

export type HttpGet = {
  readonly get: (request: HttpRequest) => Promise<{ readonly answer: HttpAnswer } | { readonly fault: WebFault }>;
  readonly close: () => Promise<void>;
};

type Lookup = NonNullable<import('node:net').TcpNetConnectOpts['lookup']>;

const lookupBy =
  (guard: AddressGuard, port: number): Lookup =>
  (name, options, done) => {
    guard.resolve(name, port).then(
      (addresses) => {
        const all = addresses.map((address) => ({ address, family: isIP(address) }));
        const [first] = all;
        if (options.all) done(null, all);
        else if (first) done(null, first.address, first.family);
        else done(new AddressRefused(`${name} leads to no address`), '', 4);
      },
      (error: Error) => done(error, '', 4),
    );
  };

/** Opens connections to addresses that the guard allows, and to no other: the last word, whatever was checked before. */
const guardedConnector = (guard: AddressGuard, timeout: number): buildConnector.connector => {
  const byPort = new Map<number, buildConnector.connector>();
  const connectorOf = (port: number): buildConnector.connector => {
    const known = byPort.get(port);
    if (known) return known;
    const made = buildConnector({ timeout, allowH2: false, lookup: lookupBy(guard, port), autoSelectFamily: true });
    byPort.set(port, made);
    return made;
  };
  return (options, done) => {
    const port = options.port === '' ? (options.protocol === 'https:' ? 443 : 80) : Number(options.port);
    const host = options.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !guard.allows(host, port)) return done(new AddressRefused(`${host} is not public`), null);
    return connectorOf(port)({ ...options, hostname: host }, done);
  };
};

const flatHeaders = (headers: Readonly<Record<string, string | string[] | undefined>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name.toLowerCase(), Array.isArray(value) ? value.join(', ') : value] as const],
    ),
  );

class TooSlow extends Error {
  readonly code = 'GOUJI_TOO_SLOW';
}

/** Aborts after a time, or with the given signal; `stop` ends both. */
const deadlineOf = (milliseconds: number, signal: AbortSignal): { signal: AbortSignal; stop: () => void } => {
  const own = new AbortController();
  const timer = setTimeout(() => own.abort(new TooSlow(`more than ${milliseconds} ms`)), milliseconds);
  const follow = (): void => own.abort(signal.reason);
  if (signal.aborted) follow();
  else signal.addEventListener('abort', follow, { once: true });
  const stop = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', follow);
  };
  return { signal: own.signal, stop };
};

const declaredLength = (headers: ReadonlyMap<string, string>): number => {
  const text = headers.get('content-length') ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : 0;
};

const LARGE_AT_ONCE = 4;

/** What every request says about itself. */
export type Introduction = { readonly userAgent: string };

/**
 * A client for single GETs through the guard: no redirects, no cookies, HTTP/1.1, one connection a host. Whatever goes
 * wrong in the network is a fault with a name; it throws only for faults of this program.
 */
export const httpGet = (guard: AddressGuard, who: Introduction, timeouts: Timeouts = USUAL_TIMEOUTS): HttpGet => {
  const largeOnes = openSlots(LARGE_AT_ONCE);
  const agent = new Agent({
    connect: guardedConnector(guard, timeouts.connect),
    connections: 1,
    pipelining: 1,
    maxHeaderSize: 64 * 1024,
  });

  const request = async ({ url, headers, limit, onBytes }: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const {
      statusCode,
      headers: received,
      body,
    } = await agent.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: 'GET',
      headers: {
        'user-agent': who.userAgent,
        accept: 'text/html,application/xhtml+xml,*/*;q=0.8',
        'accept-language': 'zh-CN,zh;q=0.9',
        'accept-encoding': 'gzip, deflate, br',
        ...headers,
      },
      headersTimeout: timeouts.headers,
      bodyTimeout: timeouts.idle,
      signal,
    });
    const answer = { status: statusCode, headers: flatHeaders(received), bytes: new Uint8Array() };
    // An abort of a body that nobody reads any more is an error that nobody waits for.
    body.on('error', () => {});
    if (statusCode !== 200) {
      await body.dump({ limit: 16 * 1024, signal }).catch(() => {});
      return answer;
    }
    const length = declaredLength(answer.headers);
    if (length > limit) {
      body.destroy();
      throw new BodyRefused('too-large', `it has ${length} bytes; at most ${limit} are fetched`);
    }
    const encoding = answer.headers.get('content-encoding') ?? '';
    return { ...answer, bytes: await readBody({ body, encoding, limit, largeOnes, onBytes }) };
  };

  return {
    get: async (wanted) => {
      const { signal, stop } = deadlineOf(Math.min(timeouts.whole, Math.max(1, wanted.within)), wanted.signal);
      try {
        return { answer: await request(wanted, signal) };
      } catch (error) {
        if (wanted.signal.aborted) return { fault: webFault({ code: 'stopped', message: 'the run was stopped' }) };
        // undici tells of an abort in its own words while the body is read.
        return { fault: faultOfError(signal.aborted ? signal.reason : error) };
      } finally {
        stop();
      }
    },
    close: () => agent.destroy(),
  };
};
