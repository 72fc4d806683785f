import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditFailure } from '../model/audit-result.ts';
import { ConfigurationError, quoteValue } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { FileTooLarge, type FolderFile, readFolder, readPlainFile } from '../platform/read-folder.ts';
import { sha256 } from '../platform/sha256.ts';
import type { Source } from './source.ts';

const describe = (error: Error): Omit<AuditFailure, 'source'> =>
  error instanceof FileTooLarge
    ? { code: 'too-large', message: error.message }
    : { code: 'unreadable', message: `cannot be read: ${error.message}` };

const firstFolder = (path: string): string | null => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null);

/** Names that programs give to a file while they copy or load it. */
const HALF_NAMED = /\.(?:part|partial|filepart|crdownload|download|tmp|temp|opdownload|td|!ut)$/i;

/** A file touched as lately as this (milliseconds) may still be written to, and is looked at twice, so far apart. */
const FRESH = 2_000;
const LOOK_AGAIN = 100;

type Look = { readonly size: number; readonly changed: number };

const look = async (path: string): Promise<Look | null> => {
  try {
    const { size, mtimeMs } = await stat(path);
    return { size, changed: mtimeMs };
  } catch {
    // Reading it will say what is wrong.
    return null;
  }
};

const isSame = (a: Look | null, b: Look | null): boolean => a?.size === b?.size && a?.changed === b?.changed;

const isFresh = ({ changed }: Look): boolean => Math.abs(Date.now() - changed) < FRESH;

/** The files that somebody is still writing: by their name, or because they change while one looks. */
const unfinishedOf = async (folder: string, files: readonly FolderFile[]): Promise<ReadonlySet<string>> => {
  const looks = await Promise.all(files.map(async ({ path }) => ({ path, before: await look(join(folder, path)) })));
  const fresh = looks.filter(({ before }) => before !== null && isFresh(before));
  if (fresh.length > 0) await sleep(LOOK_AGAIN);
  const changing = await Promise.all(
    fresh.map(async ({ path, before }) => (isSame(before, await look(join(folder, path))) ? [] : [path])),
  );
  return new Set([...changing.flat(), ...files.flatMap(({ path }) => (HALF_NAMED.test(path) ? [path] : []))]);
};

const beingWritten = (source: string): AuditFailure => ({
  source,
  code: 'being-written',
  message: `${source} is still being written; it is left for the next night`,
});

type Taken = { readonly bytes: Uint8Array } | { readonly failure: AuditFailure };

/** The bytes of a file that has the size it was listed with, and does not change while it is read. */
const readQuietFile = async (folder: string, source: string, size: number): Promise<Taken> => {
  const path = join(folder, source);
  try {
    const before = await look(path);
    if (before && before.size !== size) return { failure: beingWritten(source) };
    const bytes = await readPlainFile(path, LIMITS.fileBytes);
    return isSame(before, await look(path)) ? { bytes } : { failure: beingWritten(source) };
  } catch (error) {
    return { failure: { source, ...describe(error as Error) } };
  }
};

/**
 * A folder of reports: `<folder>/<office id>/…` belongs to an office by the name of its folder, a file directly in
 * the folder to none yet. Links are not followed; archives are kept as they are, for the reader to look into. `list`
 * throws a ConfigurationError when the folder cannot be listed; a single file that cannot be read, is too large or is
 * still being written is a failure of its own and never stops the others.
 */
export const folderSource = (folder: string): Source => ({
  list: async () => {
    const { files, refused } = await readFolder(folder).catch((cause: Error) => {
      const fault = `--source (GOUJI_SOURCE) is ${quoteValue(folder)}; accepted: a folder of reports (${cause.message})`;
      throw new ConfigurationError('the reports cannot be listed:', [fault], { cause });
    });
    const unfinished = await unfinishedOf(folder, files);
    return {
      entries: files
        .filter(({ path }) => !unfinished.has(path))
        .map(({ path, size }) => ({ source: path, folder: firstFolder(path), lane: 'folder', size })),
      failures: [
        ...refused.map(({ path, code, message }) => ({ source: path, code, message: `${path} ${message}` })),
        ...[...unfinished].map(beingWritten),
      ],
    };
  },
  take: async ({ source, folder: office, size }, { keep }) => {
    const taken = await readQuietFile(folder, source, size);
    if ('failure' in taken) return [taken.failure];
    const { bytes } = taken;
    await keep.report({ source, sha256: sha256(bytes), bytes, declaredType: null }, office);
    return [];
  },
  close: async () => {},
});
