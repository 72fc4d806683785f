import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, killAll, type RealPlace } from './a-real-night.ts';
import { calmNight, compareNights, leftBy, mailTo, withMailServer } from './compare-nights.ts';
import { injected, ONE_THREAD, straceLacks } from './strace.ts';

type Calm = Awaited<ReturnType<typeof calmNight>>;

type Try = {
  /** Whether the night came to the call at all. */
  readonly reached: boolean;
  /** The first start ended as if nothing had happened. */
  readonly claimsSuccess: boolean;
  /** After a second start all is as after an undisturbed night. */
  readonly isWhole: boolean;
};

/** A night whose `when`-th call fails or kills it, then one without faults. */
const tryAt = async (place: RealPlace, calm: Calm, calls: string, fault: string, when: number): Promise<Try> =>
  withMailServer(async (server) => {
    const night = await place.fresh();
    try {
      const { before, wasInjected } = injected(calls, fault, when);
      const running = night.run({ before, env: { ...mailTo(server), ...ONE_THREAD } });
      const { code } = await running.end;
      killAll(running);
      const reached = await wasInjected();
      const again = await night.run({ env: mailTo(server) }).end;
      const { lost, foreign, renamed, files } = compareNights(calm.left, await leftBy(night, server));
      return {
        reached,
        claimsSuccess: code === 0,
        isWhole: again.code === 0 && lost + foreign + renamed + files === 0,
      };
    } finally {
      await night.remove();
    }
  });

/** Every call of a kind in turn until the night no longer comes to it, or every `step`-th of them up to `most`. */
const tryAll = async (place: RealPlace, calm: Calm, calls: string, fault: string, step: number, most: number) => {
  const tries: Try[] = [];
  for (let when = 1; when <= most; when += step) {
    const one = await tryAt(place, calm, calls, fault, when);
    if (!one.reached) break;
    tries.push(one);
  }
  return tries;
};

const SYNCS = 'fsync,fdatasync';
const KINDS = [SYNCS, 'rename', 'pwrite64', 'sendto,writev,write'] as const;

const measureKills = async (scale: 'short' | 'long'): Promise<readonly Figure[]> => {
  const place = await aRealPlace(2);
  try {
    const calm = await calmNight(place);
    const tries: Try[] = [];
    for (const kind of KINDS) {
      const [step, most] = scale === 'short' ? [9, 19] : [kind.includes('write') ? 5 : 1, 400];
      tries.push(...(await tryAll(place, calm, kind, 'signal=KILL', step, most)));
    }
    return [told('crash points tried', tries.length), zero('unsafe', tries.filter(({ isWhole }) => !isWhole).length)];
  } finally {
    await place.remove();
  }
};

const measureSyncs = async (scale: 'short' | 'long'): Promise<readonly Figure[]> => {
  const place = await aRealPlace(2);
  try {
    const calm = await calmNight(place);
    const [step, most] = scale === 'short' ? [6, 19] : [1, 400];
    const tries = await tryAll(place, calm, SYNCS, 'error=EIO', step, most);
    return [
      told('failed syncs tried', tries.length),
      zero('runs that claim success after EIO', tries.filter(({ claimsSuccess }) => claimsSuccess).length),
      allOf('recovered by the next start', tries.filter(({ isWhole }) => isWhole).length, tries.length),
    ];
  } finally {
    await place.remove();
  }
};

/** kill -9 at each system call that writes: there is no unsafe point. */
export const killedCalls: FaultRow = {
  row: 2,
  fault: 'kill -9 at each fsync, rename and write',
  promise: 'the state machine has no unsafe point',
  lacks: straceLacks,
  measure: measureKills,
};

/** An fsync that fails: the run stops and says so, the next start goes on. */
export const failedSyncs: FaultRow = {
  row: 3,
  fault: 'fsync fails with EIO',
  promise: 'the run stops and says so; the next start recovers',
  lacks: straceLacks,
  measure: measureSyncs,
};
