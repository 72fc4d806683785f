import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileSafely } from '../platform/write-file-safely.ts';
import { unpackCard } from './keep-card.ts';
import type { Night } from './night.ts';

/**
 * Keeps a workbook under its path below the output folder: there at once, or, where several machines may work on the
 * night, in the store, from which the machine that runs the night writes all of them.
 */
export const keepWorkbook = async (path: string, bytes: Uint8Array, night: Night): Promise<void> => {
  if (night.seal === null) await writeFileSafely(join(night.config.reports, path), bytes);
  else await night.store.blobs.put('workbooks', bytes);
};

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Writes the workbooks that wait in the store, whoever made them and whenever in this run. */
export const writeWorkbooks = async ({ run, config, store, seal, log }: Night): Promise<void> => {
  if (seal === null) return;
  for (const { report, card } of await store.nights.cardsOf(run.id)) {
    const { fileName, workbook } = unpackCard(card);
    const path = join(config.reports, run.id, fileName);
    if (await isThere(path)) continue;
    const bytes = await store.blobs.get('workbooks', workbook);
    if (bytes === null) log.warn('the workbook of a report is not in the store any more', { report, path });
    else {
      await writeFileSafely(path, bytes);
      await store.blobs.remove('workbooks', workbook);
    }
  }
};
