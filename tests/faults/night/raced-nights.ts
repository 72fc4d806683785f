import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, type RealPlace } from './a-real-night.ts';
import { mailTo, withMailServer } from './compare-nights.ts';

const SCRIPT = fileURLToPath(new URL('./scheduled-night.ts', import.meta.url));

/** Starts so many schedulers of one place at the same moment; what each says became of its run. */
const race = async (
  place: RealPlace,
  starters: number,
  env: Readonly<Record<string, string>>,
): Promise<readonly string[]> => {
  const children = Array.from({ length: starters }, () =>
    spawn(process.execPath, [SCRIPT], { env: { ...place.env, ...env } }),
  );
  const ends = children.map(
    (child) =>
      new Promise<string>((resolve) => {
        let out = '';
        child.stdout.on('data', (chunk) => {
          out += chunk;
        });
        child.on('close', () => resolve(out));
      }),
  );
  // Every process is up before the first may begin.
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('spawn', resolve))));
  for (const child of children) child.stdin.write('go\n');
  return Promise.all(ends);
};

const SIZES = { short: 6, long: 200 } as const;

const measure = async (scale: 'short' | 'long'): Promise<readonly Figure[]> => {
  const races = SIZES[scale];
  const place = await aRealPlace(2);
  let [right, mails, strange] = [0, 0, 0];
  try {
    for (let at = 0; at < races; at += 1) {
      const night = await place.fresh();
      await withMailServer(async (server) => {
        const said = await race(night, at % 2 === 0 ? 2 : 5, mailTo(server));
        right += Number(said.filter((state) => state === 'finished').length === 1);
        strange += said.filter((state) => !['finished', 'already-done', 'RunLockHeld'].includes(state)).length;
        mails += Math.abs(server.received.length - place.offices.length);
      });
      await night.remove();
    }
  } finally {
    await place.remove();
  }
  return [
    told('processes at once', '2 and 5'),
    allOf('slots with one run', right, races),
    zero('mails too many or too few', mails),
    zero('schedulers that ended in another way', strange),
  ];
};

/** Several schedulers at the same moment: one runs the night, the others say why they do not. */
export const racedNights: FaultRow = {
  row: 9,
  fault: 'two and five schedulers started at once',
  promise: 'one run a slot',
  lacks: async () => null,
  measure,
};
