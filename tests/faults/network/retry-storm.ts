import { addressGuard, PUBLIC_ONLY } from '../../../src/sources/web/address-guard.ts';
import { hostGates, type Pace, USUAL_POLITENESS } from '../../../src/sources/web/host-gates.ts';
import type { HttpGet } from '../../../src/sources/web/http-get.ts';
import { USUAL_RETRIES } from '../../../src/sources/web/retry-delay.ts';
import { webClient } from '../../../src/sources/web/web-client.ts';
import { webFault } from '../../../src/sources/web/web-fault.ts';
import { atMost, type FaultRow, type Figure } from '../fault-row.ts';

/** A clock that stands still while anything works, and then goes to the next pause that ends. */
const virtualPace = (chance: () => number): Pace & { readonly run: (until: Promise<unknown>) => Promise<void> } => {
  let now = 0;
  let order = 0;
  const sleepers: { at: number; order: number; wake: () => void }[] = [];
  return {
    now: () => now,
    chance,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        order += 1;
        sleepers.push({ at: now + milliseconds, order, wake });
      }),
    run: async (until) => {
      let done = false;
      until.finally(() => {
        done = true;
      });
      while (!done) {
        await new Promise((resolve) => setImmediate(resolve));
        if (done || sleepers.length === 0) continue;
        sleepers.sort((a, b) => a.at - b.at || a.order - b.order);
        const next = sleepers.shift();
        now = Math.max(now, next?.at ?? now);
        next?.wake();
      }
    },
  };
};

const OUTAGE = 60_000;
const WINDOW = 5_000;
const WINDOWS = 12;

/** The busiest five seconds of the minute after the outage, beside their mean. */
const peakToMean = (arrivals: readonly number[]): number => {
  const windows = Array.from({ length: WINDOWS }, () => 0);
  for (const at of arrivals) {
    const window = Math.floor((at - OUTAGE) / WINDOW);
    if (window < WINDOWS) windows[window]! += 1;
  }
  const all = windows.reduce((sum, count) => sum + count, 0);
  return Math.round((Math.max(...windows) / (all / WINDOWS)) * 100) / 100;
};

const storm = async (hosts: number, chance: () => number) => {
  const pace = virtualPace(chance);
  const arrivals: number[] = [];
  let served = 0;
  const http: HttpGet = {
    get: async () => {
      arrivals.push(pace.now());
      if (pace.now() < OUTAGE)
        return { fault: webFault({ code: 'unreachable', message: 'down', again: true, host: true }) };
      return { answer: { status: 200, headers: new Map(), bytes: new Uint8Array([1]) } };
    },
    close: async () => {},
  };
  const guard = addressGuard(PUBLIC_ONLY);
  const gates = hostGates({ ...USUAL_POLITENESS, atOnce: hosts }, pace);
  const client = webClient({ guard, http, gates, pace, retries: USUAL_RETRIES, wallClock: pace.now });
  const signal = new AbortController().signal;
  const night = Promise.all(
    Array.from({ length: hosts }, async (_, number) => {
      const result = await client.fetch({ url: `http://host${number}.example/`, known: null, limit: 1000, signal });
      if ('page' in result) served += 1;
    }),
  );
  await pace.run(night);
  return { returns: arrivals.filter((at) => at >= OUTAGE), served };
};

/** So many hosts are down for a minute; how evenly do the requests come back, beside pauses without chance? */
const measure = async (hosts: number, chance: () => number): Promise<readonly Figure[]> => {
  const jittered = await storm(hosts, chance);
  const unjittered = peakToMean((await storm(hosts, () => 0.999)).returns);
  const share = Math.round((100 * jittered.served) / hosts);
  return [
    atMost('peak to mean of arrivals in the minute after', peakToMean(jittered.returns), 2),
    { name: 'the same without jitter', value: unjittered, target: '> 4', isMet: unjittered > 4 },
    { name: 'hosts reached in the same night', value: `${share} %`, target: '≥ 90 %', isMet: share >= 90 },
  ];
};

export const retryStorm: FaultRow = {
  row: 32,
  fault: 'all hosts are down for a minute and come back together',
  promise: 'they are asked again spread over time',
  lacks: async () => null,
  measure: (scale, random) => measure(scale === 'short' ? 300 : 3000, () => random.below(1_000_000) / 1_000_000),
};
