import type { AuditFailure } from '../model/audit-result.ts';
import type { Snapshot } from '../model/report.ts';
import { LIMITS } from '../platform/limits.ts';
import { FileTooLarge, readPlainFile } from '../platform/read-folder.ts';
import { sha256 } from '../platform/sha256.ts';
import type { Input } from './collect-inputs.ts';

/** The bytes of one input, or why they cannot be had; never throws for what a file system may do. */
export const takeSnapshot = async ({
  source,
  path,
}: Input): Promise<{ readonly snapshot: Snapshot } | { readonly failure: AuditFailure }> => {
  try {
    const bytes = await readPlainFile(path, LIMITS.fileBytes);
    return { snapshot: { source, sha256: sha256(bytes), bytes, declaredType: null } };
  } catch (error) {
    const code = error instanceof FileTooLarge ? 'too-large' : 'unreadable';
    return { failure: { source, code, message: (error as Error).message } };
  }
};
