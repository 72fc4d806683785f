import { StoreError } from '../store/store.ts';

/** A full, failing or read-only disk, and no more open files: another report would fare no better. */
const OF_THE_MACHINE: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EMFILE', 'ENFILE']);

/**
 * Whether an error that a unit of work threw is a trouble of the store or of the machine, so that the night stops and
 * is continued by the next start; any other is the unit's own, which is tried again and then parked.
 */
export const stopsTheNight = (error: unknown): boolean => {
  if (error instanceof StoreError) return true;
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: unknown };
  return OF_THE_MACHINE.has(code) || OF_THE_MACHINE.has((cause as { readonly code?: unknown } | undefined)?.code);
};
