import type { DraftTable, PageItem, PageLayout } from './draft.ts';
import { fillGrids } from './fill-grids.ts';
import { findGrids } from './find-grids.ts';
import { findLooseTables } from './find-loose-tables.ts';
import { type GlyphLine, toGlyphLines } from './glyph-lines.ts';
import { orderColumns } from './order-columns.ts';
import { centreY, type Glyph, type PageContent } from './page-content.ts';
import { toTextLine } from './text-lines.ts';

/** Grids on one page beyond this are a drawing. */
const MOST_GRIDS = 200;

/** Lines of print between two tables, top to bottom. */
const layLines = (lines: readonly GlyphLine[], content: PageContent): readonly PageItem[] =>
  findLooseTables(lines, content.rules, content.page).flatMap((part): readonly PageItem[] =>
    part.is === 'table' ? [part] : orderColumns(part.lines).map((line) => toTextLine(line, content.page)),
  );

/** The lines that stand above the bottom of a table, and those below. */
const splitAbove = (lines: readonly GlyphLine[], table: DraftTable): [GlyphLine[], GlyphLine[]] => [
  lines.filter((line) => centreY(line.box) < centreY(table.box)),
  lines.filter((line) => centreY(line.box) >= centreY(table.box)),
];

const inOrder = (tables: readonly DraftTable[], loose: readonly Glyph[], content: PageContent): readonly PageItem[] => {
  const items: PageItem[] = [];
  let rest: readonly GlyphLine[] = toGlyphLines(loose);
  for (const table of [...tables].sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])) {
    const [above, below] = splitAbove(rest, table);
    items.push(...layLines(above, content), table);
    rest = below;
  }
  return [...items, ...layLines(rest, content)];
};

/** Each picture before the first item that stands below its middle. */
const withPictures = (items: readonly PageItem[], { pictures = [], page }: PageContent): readonly PageItem[] => {
  const placed = [...items];
  for (const box of pictures) {
    const at = placed.findIndex((item) => item.box[1] > centreY(box));
    placed.splice(at < 0 ? placed.length : at, 0, { is: 'picture', page, box });
  }
  return placed;
};

/** A page as tables and lines of print in reading order; `isTooMuch` when its lines are too many to be looked at. */
export const layoutPage = (content: PageContent): PageLayout & { readonly isTooMuch: boolean } => {
  const { page, width, height, glyphs } = content;
  const found = findGrids(content.rules);
  const grids = found.grids.slice(0, MOST_GRIDS);
  const { tables, loose } = fillGrids(glyphs, grids, page);
  const isTooMuch = found.isTooMuch || found.grids.length > MOST_GRIDS;
  return { page, width, height, items: withPictures(inOrder(tables, loose, content), content), isTooMuch };
};
