import process from 'node:process';
import type { Random } from '../../../bench/generate/random.ts';
import { allOf, atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, type RealPlace } from './a-real-night.ts';
import { addUp, calmNight, compareNights, type Difference, leftBy, mailTo, withMailServer } from './compare-nights.ts';

const GRACE_SECONDS = 20;

const CODES = { SIGTERM: 143, SIGINT: 130 } as const;

type Stopped = {
  readonly stops: number;
  readonly rightCodes: number;
  /** Milliseconds from the signal to the end, of each stop. */
  readonly took: readonly number[];
  readonly difference: Difference;
};

/** A night that is asked to stop, at random times, at most `most` times, and started again until it is done. */
const stoppedNight = async (
  place: RealPlace,
  calm: Awaited<ReturnType<typeof calmNight>>,
  most: number,
  random: Random,
): Promise<Stopped> =>
  withMailServer(async (server) => {
    const night = await place.fresh();
    try {
      const took: number[] = [];
      let rightCodes = 0;
      for (;;) {
        const running = night.run({ env: mailTo(server) });
        const name = random.pick(['SIGTERM', 'SIGINT'] as const);
        let asked: number | null = null;
        if (took.length < most) {
          await running.says('2026-11-20');
          const wait = new Promise((resolve) => setTimeout(resolve, random.below(Math.ceil(calm.ended.took))));
          await Promise.race([running.end, wait]);
          if (running.child.exitCode === null) {
            asked = performance.now();
            process.kill(running.child.pid!, name);
          }
        }
        const { code, err } = await running.end;
        if (asked !== null) {
          took.push(performance.now() - asked);
          // A signal that comes when all is done changes nothing.
          rightCodes += Number(code === CODES[name] || code === 0);
        }
        if (code === 0) break;
        if (code !== CODES[name]) throw new Error(`a start ended with ${code}: ${err}`);
      }
      return {
        stops: took.length,
        rightCodes,
        took,
        difference: compareNights(calm.left, await leftBy(night, server)),
      };
    } finally {
      await night.remove();
    }
  });

const SIZES = { short: { stops: 12, offices: 8 }, long: { stops: 100, offices: 50 } } as const;

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const measure = async (scale: 'short' | 'long', random: Random): Promise<readonly Figure[]> => {
  const { stops: wanted, offices } = SIZES[scale];
  const place = await aRealPlace(offices);
  try {
    const calm = await calmNight(place);
    const nights: Stopped[] = [];
    let stops = 0;
    while (stops < wanted) {
      const night = await stoppedNight(place, calm, Math.min(4, wanted - stops), random);
      nights.push(night);
      stops += night.stops;
    }
    const sum = addUp(nights.map(({ difference }) => difference));
    const took = nights.flatMap((night) => night.took).map((each) => each / 1000);
    return [
      told('signals', stops),
      allOf(
        'right exit codes',
        nights.reduce((all, { rightCodes }) => all + rightCodes, 0),
        stops,
      ),
      atMost('shutdown p99', Number(percentile(took, 0.99).toFixed(2)), GRACE_SECONDS, 's'),
      zero('lost mails', sum.lost),
      zero('second copies of a mail', sum.copies),
      zero('files that differ from an undisturbed night', sum.files),
    ];
  } finally {
    await place.remove();
  }
};

/** SIGTERM and SIGINT at random times: the run hands back in time and is continued by the next start. */
export const stoppedNights: FaultRow = {
  row: 10,
  fault: 'SIGTERM and SIGINT at random times',
  promise: 'finishes or hands back within 20 s; nothing is done twice',
  lacks: async () => null,
  measure,
};
