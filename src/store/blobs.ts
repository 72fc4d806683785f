import { access, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '../platform/sha256.ts';
import { writeFileSafely } from '../platform/write-file-safely.ts';

/**
 * Snapshots are kept for ever, mails until they are settled; workbooks until the machine that runs the night has written
 * them, and what a night is given until the night is over.
 */
export type BlobKind = 'snapshots' | 'mails' | 'workbooks' | 'nights';

/** Bytes by their hash. */
export type Blobs = {
  /** Keeps bytes durably and gives their hash; keeping them again costs nothing. */
  readonly put: (kind: BlobKind, bytes: Uint8Array) => Promise<string>;
  /** The bytes of a hash, checked against it; null when they are not there or no longer what they were. */
  readonly get: (kind: BlobKind, hash: string) => Promise<Uint8Array | null>;
  readonly remove: (kind: BlobKind, hash: string) => Promise<void>;
};

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Blobs as files of a folder: `<folder>/snapshots/ab/abcd…`. */
export const folderBlobs = (folder: string): Blobs => {
  const pathOf = (kind: BlobKind, hash: string): string => join(folder, kind, hash.slice(0, 2), hash);
  return {
    put: async (kind, bytes) => {
      const hash = sha256(bytes);
      const path = pathOf(kind, hash);
      if (!(await exists(path))) await writeFileSafely(path, bytes);
      return hash;
    },
    get: async (kind, hash) => {
      try {
        const bytes = await readFile(pathOf(kind, hash));
        return sha256(bytes) === hash ? bytes : null;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw error;
      }
    },
    remove: (kind, hash) => rm(pathOf(kind, hash), { force: true }),
  };
};
