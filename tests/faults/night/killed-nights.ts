import type { Random } from '../../../bench/generate/random.ts';
import { allOf, atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, killAll, type RealPlace } from './a-real-night.ts';
import { addUp, calmNight, compareNights, type Difference, leftBy, mailTo, withMailServer } from './compare-nights.ts';

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

type Night = { readonly kills: number; readonly restarts: number; readonly difference: Difference };

/** One night that is killed again and again, at most `most` times, and started again until it ends by itself. */
const killedNight = async (
  place: RealPlace,
  calm: Awaited<ReturnType<typeof calmNight>>,
  most: number,
  random: Random,
): Promise<Night> =>
  withMailServer(
    async (server) => {
      const night = await place.fresh();
      try {
        let [kills, restarts] = [0, 0];
        for (;;) {
          const running = night.run({ env: mailTo(server) });
          if (kills < most) {
            // The kill may come while the program still starts, or when it is done.
            await Promise.race([running.end, pause(random.below(Math.ceil(calm.ended.took * 1.1)))]);
            killAll(running);
          }
          const { code, signal, err } = await running.end;
          if (signal === 'SIGKILL') kills += 1;
          else if (code === 0) break;
          else throw new Error(`a start after ${kills} kills ended with ${code}: ${err}`);
          restarts += 1;
        }
        return { kills, restarts, difference: compareNights(calm.left, await leftBy(night, server)) };
      } finally {
        await night.remove();
      }
    },
    () => random.below(5),
  );

const SIZES = { short: { kills: 20, offices: 8 }, long: { kills: 200, offices: 100 } } as const;

/** At least this many nights share the kills. */
const NIGHTS = 5;

const measure = async (scale: 'short' | 'long', random: Random): Promise<readonly Figure[]> => {
  const { kills: wanted, offices } = SIZES[scale];
  const place = await aRealPlace(offices);
  try {
    const calm = await calmNight(place);
    const nights: Night[] = [];
    let kills = 0;
    while (kills < wanted) {
      const night = await killedNight(place, calm, Math.min(Math.ceil(wanted / NIGHTS), wanted - kills), random);
      nights.push(night);
      kills += night.kills;
    }
    const sum = addUp(nights.map(({ difference }) => difference));
    return [
      told('kills', kills),
      told('nights', nights.length),
      zero('lost mails', sum.lost),
      zero('files that differ from an undisturbed night', sum.files),
      zero('mails to a wrong address', sum.foreign),
      atMost('second copies of a mail', sum.copies, kills),
      zero('copies with another Message-ID', sum.renamed),
      allOf('nights finished', nights.length, nights.length),
    ];
  } finally {
    await place.remove();
  }
};

/** kill -9 at random times: every office is served, and what is written is what an undisturbed night writes. */
export const killedNights: FaultRow = {
  row: 1,
  fault: 'kill -9 at random times',
  promise: 'no report lost, no office unserved, the same files',
  lacks: async () => null,
  measure,
};
