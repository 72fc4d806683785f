import { join } from 'node:path';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Snapshot } from '../model/report.ts';
import { ConfigurationError, quoteValue } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { FileTooLarge, readFolder, readPlainFile } from '../platform/read-folder.ts';
import { sha256 } from '../platform/sha256.ts';

/** A report file of a source: `source` is its name there, with '/' on every system; `folder` the office's folder, null at the top. */
export type SourceEntry = { readonly source: string; readonly folder: string | null; readonly size: number };

/** What a source offers tonight, sorted by name, and what of it cannot be taken. */
export type SourceListing = { readonly entries: readonly SourceEntry[]; readonly failures: readonly AuditFailure[] };

/** Where reports come from. Listing is cheap; bytes are taken one report at a time. */
export type Source = {
  readonly list: () => Promise<SourceListing>;
  readonly take: (entry: SourceEntry) => Promise<{ readonly snapshot: Snapshot } | { readonly failure: AuditFailure }>;
};

const describe = (error: Error): Omit<AuditFailure, 'source'> =>
  error instanceof FileTooLarge
    ? { code: 'too-large', message: error.message }
    : { code: 'unreadable', message: `cannot be read: ${error.message}` };

const firstFolder = (path: string): string | null => (path.includes('/') ? path.slice(0, path.indexOf('/')) : null);

/**
 * A folder of reports: `<folder>/<office id>/…` belongs to an office by the name of its folder, a file directly in
 * the folder to none yet. Links are not followed. `list` throws a ConfigurationError when the folder cannot be listed; a single file that
 * cannot be read or is too large is a failure of its own and never stops the others.
 */
export const folderSource = (folder: string): Source => ({
  list: async () => {
    const { files, refused } = await readFolder(folder).catch((cause: Error) => {
      const fault = `--source (GOUJI_SOURCE) is ${quoteValue(folder)}; accepted: a folder of reports (${cause.message})`;
      throw new ConfigurationError('the reports cannot be listed:', [fault], { cause });
    });
    return {
      entries: files.map(({ path, size }) => ({ source: path, folder: firstFolder(path), size })),
      failures: refused.map(({ path, code, message }) => ({ source: path, code, message: `${path} ${message}` })),
    };
  },
  take: async ({ source }) => {
    try {
      const bytes = await readPlainFile(join(folder, source), LIMITS.fileBytes);
      return { snapshot: { source, sha256: sha256(bytes), bytes, declaredType: null } };
    } catch (error) {
      return { failure: { source, ...describe(error as Error) } };
    }
  },
});
