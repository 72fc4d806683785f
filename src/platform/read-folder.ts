import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LIMITS } from './limits.ts';

/** A file below a folder: `path` is relative to the folder, with '/' on every system. */
export type FolderFile = { readonly path: string; readonly size: number };

/** Something below a folder that is not read, and why, in words for people. */
export type Refusal = { readonly path: string; readonly code: string; readonly message: string };

export type Listing = { readonly files: readonly FolderFile[]; readonly refused: readonly Refusal[] };

/** Code unit order: the same on every machine, whatever its locale. */
const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** Hidden files and the drafts of office programs (".DS_Store", "~$report.docx"): nobody means them as reports. */
const isLitter = (name: string): boolean => name.startsWith('.') || name.startsWith('~$') || name === 'Thumbs.db';

/**
 * All files below `folder`, sorted by path. Symbolic links are never followed: they, and whatever is no plain file,
 * are refused by name. Hidden files are passed over. Throws when the folder itself cannot be listed or holds more
 * files than the limits allow.
 */
export const readFolder = async (folder: string): Promise<Listing> => {
  const files: FolderFile[] = [];
  const refused: Refusal[] = [];
  const refuse = (path: string, code: string, message: string): void => void refused.push({ path, code, message });

  const take = async (path: string, depth: number): Promise<void> => {
    const found = await lstat(join(folder, path));
    if (found.isSymbolicLink()) return refuse(path, 'unsupported', 'is a symbolic link; put the file itself here');
    if (found.isDirectory()) return visit(path, depth + 1);
    if (!found.isFile()) return refuse(path, 'unsupported', 'is neither a file nor a folder');
    files.push({ path, size: found.size });
    if (files.length > LIMITS.files) throw new Error(`${folder} holds more than ${LIMITS.files} files`);
  };

  const visit = async (path: string, depth: number): Promise<void> => {
    if (depth > LIMITS.depth) return refuse(path, 'unsupported', `lies more than ${LIMITS.depth} folders deep`);
    for (const name of await readdir(join(folder, path))) {
      if (isLitter(name)) continue;
      const child = path === '' ? name : `${path}/${name}`;
      await take(child, depth).catch((error: NodeJS.ErrnoException) => {
        if (error.code === undefined) throw error;
        refuse(child, 'unreadable', `cannot be read: ${error.message}`);
      });
    }
  };

  await visit('', 0);
  return { files: files.sort(byPath), refused: refused.sort(byPath) };
};

/** Thrown for a file that is larger than allowed; `size` is what was seen of it. */
export class FileTooLarge extends Error {
  override readonly name = 'FileTooLarge';
}

// Windows has no such flags; there links need rights that a report folder's users do not have.
const READ_PLAIN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * The bytes of a plain file of at most `limit` bytes. A link, a pipe or a device is refused, also when it took the
 * file's place after the listing. Throws FileTooLarge, or the system's error.
 */
export const readPlainFile = async (path: string, limit: number): Promise<Uint8Array> => {
  const handle = await open(path, READ_PLAIN);
  try {
    const found = await handle.stat();
    if (!found.isFile()) throw new Error(`${path} is not a plain file`);
    if (found.size > limit) throw new FileTooLarge(`${path} has ${found.size} bytes; at most ${limit} are read`);
    const bytes = await handle.readFile();
    // It may have grown since.
    if (bytes.length > limit) throw new FileTooLarge(`${path} has ${bytes.length} bytes; at most ${limit} are read`);
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  } finally {
    await handle.close();
  }
};
