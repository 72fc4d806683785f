import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, statfs } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Makes names in a folder durable. Windows cannot open a folder for this and does not need it. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** mkdir -p that also makes the new names durable: a file is not safe in a folder that a power cut can take away. */
const makeFolder = async (folder: string): Promise<void> => {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = dirname(made)) {
    await syncFolder(dirname(made));
    if (made === first || dirname(made) === made) return;
  }
};

const freeSpace = async (folder: string): Promise<string> => {
  try {
    const { bavail, bsize } = await statfs(folder);
    return `; ${Math.floor((bavail * bsize) / 1024)} KiB are free there`;
  } catch {
    return '';
  }
};

const writeDurably = async (path: string, bytes: Uint8Array): Promise<void> => {
  const handle = await open(path, 'wx');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const DRAFT = /^\..{1,255}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$/;

/**
 * Removes what `writeFileSafely` left unfinished in a folder and below it when its process was killed. Nobody else may be
 * writing there at the time. A folder that does not exist is no fault.
 */
export const removeDrafts = async (folder: string): Promise<void> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    if (entry.isFile() && DRAFT.test(entry.name)) await rm(join(entry.parentPath, entry.name), { force: true });
  }
};

/**
 * Writes a whole file or nothing: at any moment, also after a crash, `path` is the old file, or the new one with all
 * its bytes on disk. Makes the folder where it is missing. Throws an Error that names the path and, for a full disk,
 * the free space.
 */
export const writeFileSafely = async (path: string, bytes: Uint8Array): Promise<void> => {
  const folder = dirname(path);
  const draft = join(folder, `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await makeFolder(folder);
    await writeDurably(draft, bytes);
    await rename(draft, path);
    await syncFolder(folder);
  } catch (cause) {
    await rm(draft, { force: true }).catch(() => {});
    const space = await freeSpace(folder);
    throw new Error(`cannot write ${path} (${bytes.length} bytes): ${(cause as Error).message}${space}`, { cause });
  }
};
