import robotsParser from 'robots-parser';
import type { AddressGuard } from './address-guard.ts';
import type { HostGates, Pace } from './host-gates.ts';
import type { HttpAnswer, HttpGet } from './http-get.ts';
import { parseRetryAfter, type Retries, retryDelay } from './retry-delay.ts';
import { type WebFault, webFault } from './web-fault.ts';

/** What is known of an address from before: sent along, so that the server may answer "not modified". */
export type Validators = {
  readonly finalUrl: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
};

/** A fetched page; `unchanged` when the server says that the known version still stands. */
export type FetchedPage = {
  readonly finalUrl: string;
  readonly unchanged: boolean;
  readonly headers: ReadonlyMap<string, string>;
  readonly bytes: Uint8Array;
};

export type PageRequest = {
  readonly url: string;
  readonly known: Validators | null;
  readonly limit: number;
  readonly signal: AbortSignal;
};

export type FetchResult = { readonly page: FetchedPage } | { readonly fault: WebFault };

/** Fetches pages as a well-behaved visitor: guarded, in turn, as robots.txt allows, trying again with patience. */
export type WebClient = {
  readonly fetch: (request: PageRequest) => Promise<FetchResult>;
  readonly close: () => Promise<void>;
};

export type WebClientParts = {
  readonly guard: AddressGuard;
  readonly http: HttpGet;
  readonly gates: HostGates;
  readonly pace: Pace;
  readonly retries: Retries;
  /** The wall clock, for dates in Retry-After. */
  readonly wallClock: () => number;
};

/** The name to which robots.txt speaks. */
export const ROBOT_NAME = 'Gouji';

// Its types describe an ES module, but it is a CommonJS one: the default import is the function itself.
const parseRobotsTxt = robotsParser as unknown as typeof robotsParser.default;

const MOST_REDIRECTS = 5;

const ROBOTS_BYTES = 512 * 1024;

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/** Answers that mean "not now", rather than "no". */
const PASSING: readonly number[] = [408, 425, 429, 500, 502, 503, 504];

const STATUS_WORDS: Readonly<Record<number, string>> = {
  401: 'the page asks for a password',
  403: 'the host does not give the page to this visitor',
  404: 'the page is not there',
  410: 'the page is there no more',
  429: 'the host asks for fewer requests',
  503: 'the host is overloaded',
};

const statusFault = (status: number, after: number | null): WebFault => ({
  code: `http-${status}`,
  message: `${STATUS_WORDS[status] ?? 'the host answers with an error'} (HTTP ${status})`,
  again: PASSING.includes(status),
  after,
  host: false,
});

type Attempt = { readonly answer: HttpAnswer } | { readonly fault: WebFault };

type Rules = { readonly allows: (url: string) => boolean; readonly delay: number } | { readonly fault: WebFault };

const isRedirect = (result: Attempt): boolean => 'answer' in result && REDIRECTS.includes(result.answer.status);

const isFault = (value: Attempt | WebFault): value is WebFault => 'code' in value;

const asSeconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;

/** The client of one night: what it learns of hosts and their robots.txt ends with it. */
export const webClient = (parts: WebClientParts): WebClient => {
  const { guard, http, gates, pace, retries, wallClock } = parts;
  const robots = new Map<string, Promise<Rules>>();

  const askOnce = async (url: URL, request: PageRequest): Promise<Attempt> => {
    const { known, limit, signal } = request;
    const mine = known?.finalUrl === url.href ? known : null;
    const headers = {
      ...(mine?.etag ? { 'if-none-match': mine.etag } : {}),
      ...(mine?.lastModified ? { 'if-modified-since': mine.lastModified } : {}),
    };
    const result = await gates.run(url.hostname, signal, ({ within, onBytes }) =>
      http.get({ url, headers, limit, within, signal, onBytes }),
    );
    if (isFault(result)) return { fault: result };
    if ('fault' in result) return result;
    const { status } = result.answer;
    if (status === 200 || (status === 304 && mine) || REDIRECTS.includes(status)) return result;
    return { fault: statusFault(status, parseRetryAfter(result.answer.headers.get('retry-after'), wallClock())) };
  };

  /** Asks until there is an answer, a fault that stays, or no try left; tells the gate how it ended. */
  const ask = async (url: URL, request: PageRequest): Promise<Attempt> => {
    for (let attempt = 0; ; attempt += 1) {
      const result = await askOnce(url, request);
      const fault = 'fault' in result ? result.fault : null;
      if (fault?.after != null && fault.after > retries.longest) {
        const message = `${fault.message}; it asks for a pause of ${asSeconds(fault.after)}`;
        gates.settle(url.hostname, { ...fault, message, host: true });
        return { fault: { ...fault, message, again: false } };
      }
      const tries = fault?.code === 'too-slow' ? retries.slowTries : retries.tries;
      if (!fault?.again || attempt + 1 >= tries) {
        // A redirect is not the end: only the page behind it tells how the host does.
        if (!isRedirect(result)) gates.settle(url.hostname, fault?.again || fault?.host ? fault : null);
        return result;
      }
      gates.pause(url.hostname, (fault.after ?? 0) + retryDelay(attempt, retries, pace.chance()));
    }
  };

  const parseRobots = (url: URL, text: string): Rules => {
    const parsed = parseRobotsTxt(url.href, text);
    const delay = parsed.getCrawlDelay(ROBOT_NAME);
    return {
      allows: (page) => parsed.isAllowed(page, ROBOT_NAME) !== false,
      delay: delay !== undefined && Number.isFinite(delay) ? delay * 1000 : 0,
    };
  };

  const fetchRobots = async (origin: string, signal: AbortSignal): Promise<Rules> => {
    const url = new URL('/robots.txt', origin);
    const result = await follow({ url: url.href, known: null, limit: ROBOTS_BYTES, signal }, false);
    if ('page' in result) return parseRobots(url, new TextDecoder().decode(result.page.bytes));
    const { fault } = result;
    // No such file, or a closed door before it: nothing is forbidden. A host in trouble is not asked further.
    if (/^http-4/.test(fault.code) && !fault.again) return { allows: () => true, delay: 0 };
    if (fault.code === 'too-large' || fault.code === 'bomb') return { allows: () => true, delay: 0 };
    return { fault: { ...fault, message: `its robots.txt cannot be had: ${fault.message}`, again: false, host: true } };
  };

  const rulesOf = (url: URL, signal: AbortSignal): Promise<Rules> => {
    const known = robots.get(url.origin);
    if (known) return known;
    const made = fetchRobots(url.origin, signal);
    robots.set(url.origin, made);
    return made;
  };

  const robotsFault = async (url: URL, signal: AbortSignal): Promise<WebFault | null> => {
    const rules = await rulesOf(url, signal);
    if ('fault' in rules) return rules.fault;
    gates.slowDown(url.hostname, rules.delay);
    if (rules.allows(url.href)) return null;
    return webFault({ code: 'robots', message: `the host's robots.txt does not allow ${url.pathname}` });
  };

  const permit = async (url: URL, withRobots: boolean, signal: AbortSignal): Promise<WebFault | null> => {
    const refusal = guard.refusalOf(url);
    if (refusal) return webFault({ code: 'address-refused', message: refusal });
    return withRobots ? robotsFault(url, signal) : null;
  };

  const nextOf = (url: URL, { headers }: HttpAnswer): URL | null => {
    const location = headers.get('location') ?? '';
    const next = location !== '' && URL.canParse(location, url.href) ? new URL(location, url.href) : null;
    if (next) next.hash = '';
    return next;
  };

  const inCircles = (url: URL, message: string): FetchResult => {
    const fault = webFault({ code: 'redirect-loop', message });
    gates.settle(url.hostname, fault);
    return { fault };
  };

  const follow = async (request: PageRequest, withRobots: boolean): Promise<FetchResult> => {
    if (!URL.canParse(request.url)) return { fault: webFault({ code: 'bad-address', message: 'is no address' }) };
    const seen = new Set<string>();
    let url = new URL(request.url);
    url.hash = '';
    while (seen.size <= MOST_REDIRECTS) {
      if (seen.has(url.href)) return inCircles(url, `${url.href} leads back to itself`);
      seen.add(url.href);
      const refused = await permit(url, withRobots, request.signal);
      if (refused) return { fault: refused };
      const result = await ask(url, request);
      if ('fault' in result) return result;
      const { answer } = result;
      if (!REDIRECTS.includes(answer.status)) {
        const unchanged = answer.status === 304;
        return { page: { finalUrl: url.href, unchanged, headers: answer.headers, bytes: answer.bytes } };
      }
      const next = nextOf(url, answer);
      if (!next)
        return {
          fault: webFault({ code: 'bad-answer', message: 'the host sends the visitor on without saying where' }),
        };
      url = next;
    }
    return inCircles(url, `more than ${MOST_REDIRECTS} redirects`);
  };

  return { fetch: (request) => follow(request, true), close: http.close };
};
