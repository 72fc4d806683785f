import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, type RealPlace, writtenBy } from './a-real-night.ts';

const exec = promisify(execFile);

const mount = (folder: string, size: string): Promise<unknown> =>
  exec('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);

const unmount = (folder: string): Promise<unknown> => exec('umount', ['-l', folder]).catch(() => null);

/** Whether a small file system can be made here; null, or what is missing. */
const mountLacks = async (): Promise<string | null> => {
  if (process.getuid?.() !== 0) return 'only root can mount a small file system';
  const place = await aRealPlace(0);
  try {
    await mount(place.source, '1m');
    await unmount(place.source);
    return null;
  } catch (error) {
    return `no file system can be mounted here: ${(error as Error).message.split('\n')[0]}`;
  } finally {
    await place.remove();
  }
};

/** A zip that was cut off lacks its end record; a mail that was cut off lacks its last boundary. */
const isTorn = async (path: string): Promise<boolean> => {
  const bytes = await readFile(path);
  if (path.endsWith('.xlsx')) return bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1')) < 0;
  return path.endsWith('.eml') && !bytes.subarray(-200).toString('latin1').trimEnd().endsWith('--');
};

const tornIn = async ({ reports }: RealPlace): Promise<number> => {
  const entries = await readdir(reports, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const torn = await Promise.all(paths.map(isTorn));
  return torn.filter(Boolean).length;
};

type Tried = { readonly torn: number; readonly failed: boolean; readonly named: boolean; readonly whole: boolean };

/**
 * A night whose data and reports stand on a disk of this size, then again on a disk with room: what was saved is
 * carried over as it is, as an operator would do it.
 */
const tryAt = async (place: RealPlace, calm: ReadonlyMap<string, string>, size: string): Promise<Tried> => {
  const night = await place.fresh();
  const disk = join(night.folder, 'disk');
  await mkdir(disk);
  await mount(disk, size);
  const [data, reports] = [join(disk, 'data'), join(disk, 'reports')];
  try {
    const { code, err, out } = await night.run({ env: { GOUJI_DATA: data, GOUJI_REPORTS: reports } }).end;
    const torn = await tornIn({ ...night, reports });
    const failed = code !== 0;
    const named = !failed || (/ENOSPC|no space|full|空间/i.test(err + out) && (err + out).includes(disk));
    await cp(disk, join(night.folder, 'room'), { recursive: true });
    const room = {
      GOUJI_DATA: join(night.folder, 'room', 'data'),
      GOUJI_REPORTS: join(night.folder, 'room', 'reports'),
    };
    const again = await night.run({ env: room }).end;
    const written = await writtenBy({ ...night, reports: room.GOUJI_REPORTS });
    const same = [...calm].every(([path, hash]) => written.get(path) === hash) && written.size === calm.size;
    return { torn, failed, named, whole: again.code === 0 && same };
  } finally {
    await unmount(disk);
    await night.remove();
  }
};

const SIZES = {
  short: ['64k', '300k', '700k'],
  long: [
    '16k',
    '32k',
    '64k',
    '100k',
    '150k',
    '200k',
    '250k',
    '300k',
    '400k',
    '500k',
    '600k',
    '700k',
    '800k',
    '1m',
    '1200k',
    '2m',
  ],
} as const;

const measure = async (scale: 'short' | 'long'): Promise<readonly Figure[]> => {
  const place = await aRealPlace(4);
  try {
    const calm = await place.fresh();
    await calm.run().end;
    const expected = await writtenBy(calm);
    await calm.remove();
    const tries: Tried[] = [];
    for (const size of SIZES[scale]) tries.push(await tryAt(place, expected, size));
    const failed = tries.filter((one) => one.failed);
    return [
      told('disks that were too small', failed.length),
      zero(
        'torn files',
        tries.reduce((sum, { torn }) => sum + torn, 0),
      ),
      allOf('errors that name the path and the space', failed.filter(({ named }) => named).length, failed.length),
      allOf('recovered without repair', tries.filter(({ whole }) => whole).length, tries.length),
    ];
  } finally {
    await place.remove();
  }
};

/** The disk fills up in the middle of the night. */
export const fullDisk: FaultRow = {
  row: 4,
  fault: 'the disk is full',
  promise: 'no half file is ever visible; the next start with room goes on',
  lacks: mountLacks,
  measure,
};
