import { addressGuard, type Reach, type Resolve } from '../../../src/sources/web/address-guard.ts';
import { hostGates, type Pace, type Politeness, USUAL_POLITENESS } from '../../../src/sources/web/host-gates.ts';
import { httpGet, type Timeouts } from '../../../src/sources/web/http-get.ts';
import { systemPace } from '../../../src/sources/web/open-websites.ts';
import type { Retries } from '../../../src/sources/web/retry-delay.ts';
import { type WebClient, webClient } from '../../../src/sources/web/web-client.ts';

export type ClientOptions = {
  readonly reach?: Partial<Reach>;
  readonly resolve?: Resolve;
  readonly politeness?: Partial<Politeness>;
  readonly retries?: Partial<Retries>;
  readonly timeouts?: Partial<Timeouts>;
  readonly pace?: Pace;
};

/** Numbers that do not depend on the machine, in [0, 1). */
export const seededChance = (seed = 1): (() => number) => {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

const LOOPBACK: Reach = { allow: ['127.0.0.0/8'], only: [], ports: [] };

/** A client that may reach the loopback network, in a hurry: short gaps, few tries. */
export const aClient = ({ reach, resolve, politeness, retries, timeouts, pace }: ClientOptions = {}): WebClient => {
  const guard = addressGuard({ ...LOOPBACK, ...reach }, resolve);
  const own = pace ?? systemPace(seededChance());
  return webClient({
    guard,
    http: httpGet(
      guard,
      { userAgent: 'Gouji/test (office@example.org)' },
      { connect: 1000, headers: 500, idle: 500, whole: 2000, ...timeouts },
    ),
    gates: hostGates({ ...USUAL_POLITENESS, gap: 1, ...politeness }, own),
    pace: own,
    retries: { tries: 2, slowTries: 1, base: 5, cap: 20, longest: 2000, ...retries },
    wallClock: () => Date.now(),
  });
};

/** Fetches one address with a client of its own. */
export const fetchOnce = async (url: string, options: ClientOptions & { readonly limit?: number } = {}) => {
  const client = aClient(options);
  try {
    return await client.fetch({
      url,
      known: null,
      limit: options.limit ?? 1024 * 1024,
      signal: new AbortController().signal,
    });
  } finally {
    await client.close();
  }
};

/** What came of it, in one word: the code of the fault, or "ok". */
export const outcomeOf = async (
  url: string,
  options: ClientOptions & { readonly limit?: number } = {},
): Promise<string> => {
  const result = await fetchOnce(url, options);
  return 'fault' in result ? result.fault.code : 'ok';
};
