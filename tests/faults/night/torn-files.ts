import { readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Random } from '../../../bench/generate/random.ts';
import { type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, killAll, type RealPlace } from './a-real-night.ts';
import { calmNight, compareNights, leftBy, mailTo, withMailServer } from './compare-nights.ts';

type Calm = Awaited<ReturnType<typeof calmNight>>;

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const filesOf = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
};

const TAIL = 512;

/** Cuts the last bytes of a file off, or turns bits in them, as a disk may that lost its power while it wrote. */
const damage = async (path: string, random: Random): Promise<void> => {
  const { size } = await stat(path);
  const reach = Math.min(size, TAIL);
  if (reach === 0) return;
  if (random.chance(60)) return truncate(path, size - random.between(1, reach));
  const bytes = await readFile(path);
  const at = size - random.between(1, reach);
  bytes[at] = bytes[at]! ^ (1 << random.below(8));
  await writeFile(path, bytes);
};

type Outcome = 'recovered' | 'refused' | 'silent';

/**
 * A night is killed, one file of its store is damaged at its end, and the next start must either go on to the same
 * night as ever, or refuse and say why. Mails that went out before count for both.
 */
const tryOnce = async (place: RealPlace, calm: Calm, random: Random): Promise<Outcome> =>
  withMailServer(async (server) => {
    const night = await place.fresh();
    try {
      const running = night.run({ env: mailTo(server) });
      await Promise.race([running.end, pause(calm.ended.took / 3 + random.below(Math.ceil(calm.ended.took / 2)))]);
      killAll(running);
      await running.end;
      const files = await filesOf(night.data).catch(() => []);
      if (files.length > 0) await damage(random.pick(files), random);
      const { code, err, out } = await night.run({ env: mailTo(server) }).end;
      const { lost, foreign, renamed, files: other } = compareNights(calm.left, await leftBy(night, server));
      if (code === 0 && lost + foreign + renamed + other === 0) return 'recovered';
      return code !== 0 && (err + out).trim() !== '' ? 'refused' : 'silent';
    } finally {
      await night.remove();
    }
  });

const TRIES = { short: 10, long: 300 } as const;

const measure = async (scale: 'short' | 'long', random: Random): Promise<readonly Figure[]> => {
  const place = await aRealPlace(4);
  try {
    const calm = await calmNight(place);
    const outcomes: Outcome[] = [];
    for (let at = 0; at < TRIES[scale]; at += 1) outcomes.push(await tryOnce(place, calm, random));
    const count = (is: Outcome): number => outcomes.filter((outcome) => outcome === is).length;
    return [
      told('damaged files tried', outcomes.length),
      told('recovered', count('recovered')),
      told('refused with a message', count('refused')),
      zero('silent wrong state', count('silent')),
    ];
  } finally {
    await place.remove();
  }
};

/** A file of the store loses its end or a bit of it, as when the power goes. */
export const tornFiles: FaultRow = {
  row: 5,
  fault: 'torn writes: cut or flipped ends of the files of the store',
  promise: 'the old state, the new one, or a refusal; never a mix',
  lacks: async () => null,
  measure,
};
