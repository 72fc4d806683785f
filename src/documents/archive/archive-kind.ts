import { type ArchiveKind, detectBinary } from '../detect-format.ts';

/** What kind of archive the bytes are, by their content; null for anything else, a .docx among it. */
export const archiveKind = (bytes: Uint8Array): ArchiveKind | null => {
  const format = bytes.length === 0 ? null : detectBinary(bytes);
  return format?.is === 'archive' ? format.of : null;
};
