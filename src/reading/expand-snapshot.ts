import { archiveKind } from '../documents/archive/archive-kind.ts';
import { expandArchive } from '../documents/archive/expand-archive.ts';
import type { Snapshot } from '../model/report.ts';
import { sha256 } from '../platform/sha256.ts';
import type { ExpandedArchive } from './tasks.ts';

const ACCEPTED = 'accepted are archives that hold a report as a web page, text, Word, Excel, PDF or OFD file';

/** Takes a snapshot apart that is an archive; each member becomes a snapshot "outer.zip!inner/name.docx" of its own. */
export const expandSnapshot = async ({ source, bytes }: Snapshot): Promise<ExpandedArchive> => {
  const kind = archiveKind(bytes);
  const expanded = kind === null ? null : await expandArchive(bytes, kind);
  if (expanded === null) return { snapshots: [], failures: [], leftOut: [] };
  if ('code' in expanded) {
    const { code, message } = expanded;
    return { snapshots: [], failures: [{ source, code, message: `${source}: ${message}` }], leftOut: [] };
  }
  const inside = (name: string): string => `${source}!${name}`;
  const { members, failures, leftOut } = expanded;
  const nothing = members.length + failures.length === 0;
  const message = `${source} holds no report; ${ACCEPTED}`;
  return {
    snapshots: members.map((member) => ({
      source: inside(member.name),
      sha256: sha256(member.bytes),
      bytes: member.bytes,
      declaredType: null,
    })),
    failures: nothing
      ? [{ source, code: 'unsupported', message }]
      : failures.map(({ name, failure: { code, message } }) => ({ source: inside(name), code, message })),
    leftOut: leftOut.map(({ name, why }) => ({ source: inside(name), why })),
  };
};
