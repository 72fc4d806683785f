import type { DraftTable, PageLayout } from '../layout/draft.ts';

/** A table whose outer line stands nearer to the edge of the page goes on beyond it. In points. */
const AT_EDGE = 1;

const isCut = ({ box }: DraftTable, width: number): boolean => box[0] < AT_EDGE || box[2] > width - AT_EDGE;

/**
 * The layout with every cell doubtful of the tables that run over the left or right edge of the page, as pages printed
 * too wide have them: columns of theirs are not there, and what is there belongs to nobody knows what. `cut` is how
 * many there are.
 */
export const markCutTables = <T extends PageLayout>(layout: T): { readonly layout: T; readonly cut: number } => {
  const cut = new Set(layout.items.filter((item) => item.is === 'table' && isCut(item, layout.width)));
  if (cut.size === 0) return { layout, cut: 0 };
  const items = layout.items.map((item) =>
    item.is === 'table' && cut.has(item)
      ? { ...item, cells: item.cells.map((cell) => ({ ...cell, isDoubtful: true })) }
      : item,
  );
  return { layout: { ...layout, items }, cut: cut.size };
};
