import type { Segment } from './page-content.ts';

/** Pieces this close along one line are one line: borders are often drawn cell by cell. In points. */
const GAP = 2.5;

/** Lines this far apart are one line drawn twice. In points. */
const SAME = 0.8;

const joinPieces = (pieces: readonly Segment[], gap: number): readonly Segment[] => {
  const joined: { at: number; from: number; to: number }[] = [];
  for (const piece of [...pieces].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && piece.from <= last.to + gap) last.to = Math.max(last.to, piece.to);
    else joined.push({ at: pieces[0]!.at, from: piece.from, to: piece.to });
  }
  return joined;
};

/** Joins collinear pieces into whole lines, and lines drawn twice into one; sorted by position. `scale` widens both slacks. */
export const mergeSegments = (segments: readonly Segment[], scale = 1): readonly Segment[] => {
  const sorted = [...segments].sort((a, b) => a.at - b.at);
  const merged: Segment[] = [];
  for (let from = 0; from < sorted.length; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to]!.at - sorted[from]!.at <= SAME * scale) to += 1;
    merged.push(...joinPieces(sorted.slice(from, to), GAP * scale));
    from = to;
  }
  return merged;
};
