import type { Block, Cell, Table } from '../../model/document.ts';
import { type Locator, locator } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { segmentLines } from '../text/segment-lines.ts';
import type { SourceLine } from '../text/source-line.ts';
import { continueTable } from './continue-tables.ts';
import type { DraftPicture, DraftTable, PageItem, PageLayout, TextLine } from './draft.ts';
import { type DraftParagraph, joinParagraphs, type Measure, measureOf, usualPitch } from './join-paragraphs.ts';
import { type Box, boxAround } from './page-content.ts';
import { withoutFurniture } from './page-furniture.ts';

const round = (value: number): number => Math.round(value * 10) / 10;

const at = (page: number, box: Box): Locator =>
  locator({ page, box: [round(box[0]), round(box[1]), round(box[2]), round(box[3])] });

/** Index of a position among the sorted starts of cells. */
const placeIn = (starts: readonly number[]): ((position: number) => number) => {
  const places = new Map(starts.map((start, i) => [start, i]));
  return (position) => places.get(position) ?? starts.filter((start) => start < position).length;
};

const startsOf = (values: readonly number[]): readonly number[] => [...new Set(values)].sort((a, b) => a - b);

/** The table of the model: rows and columns in which no cell begins are left out. */
const toTable = (draft: DraftTable): Table => {
  const rows = startsOf(draft.cells.map((cell) => cell.row));
  const cols = startsOf(draft.cells.map((cell) => cell.col));
  const rowAt = placeIn(rows);
  const colAt = placeIn(cols);
  const cells = draft.cells
    .map((cell): Cell => {
      const row = rowAt(cell.row);
      const col = colAt(cell.col);
      return {
        row,
        col,
        rowSpan: rowAt(cell.row + cell.rowSpan) - row,
        colSpan: colAt(cell.col + cell.colSpan) - col,
        text: cell.text.trim(),
        locator: { ...at(cell.page, cell.box), row, col },
        ...(cell.isDoubtful ? { doubtful: true as const } : {}),
      };
    })
    .sort((a, b) => a.row - b.row || a.col - b.col);
  return {
    is: 'table',
    layout: 'grid',
    rows: rows.length,
    cols: cols.length,
    cells,
    locator: at(draft.page, draft.box),
    ...(draft.isUncertain ? { uncertain: true as const } : {}),
  };
};

/** Items of all pages in order; a table that goes on over a page is one. */
const joinPages = (layouts: readonly PageLayout[]): readonly PageItem[] => {
  const items: PageItem[] = [];
  for (const layout of layouts) {
    layout.items.forEach((item, i) => {
      const last = items.at(-1);
      const whole = i === 0 && item.is === 'table' && last?.is === 'table' ? continueTable(last, item) : null;
      if (whole) items[items.length - 1] = whole;
      else items.push(item);
    });
  }
  return items.flatMap((item): readonly PageItem[] => (item.is === 'table' ? (item.instead ?? [item]) : [item]));
};

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The heading level that a larger font size gives a short line; null for print of the usual size. */
const levelOf = (paragraph: DraftParagraph, bodySize: number): SourceLine['level'] => {
  const first = paragraph.lines[0];
  if (!first) return null;
  const { size, page } = first;
  const text = paragraph.text.trim();
  if (size < 1.2 * bodySize || text.length > 60 || /[。！？；]$/.test(text)) return null;
  return size >= 1.4 * bodySize && page === 1 ? 0 : 1;
};

/** Stands for a picture, which says nothing itself. */
const PICTURE = '[图片]';

const pictureLine = ({ page, box }: DraftPicture): TextLine => ({
  is: 'text-line',
  page,
  box,
  text: PICTURE,
  size: 0,
  headWidth: 0,
  isDoubtful: false,
});

/** Where a line of the text that is cut into blocks stood on its pages. */
type Placed = { readonly lines: readonly TextLine[] };

const toSourceLine = (paragraph: DraftParagraph, line: number, bodySize: number): SourceLine => ({
  is: 'line',
  text: paragraph.text,
  line,
  start: null,
  end: null,
  exact: false,
  level: levelOf(paragraph, bodySize),
  picture: false,
});

const placeOf = ({ lines }: Placed): Locator => {
  const { page } = lines[0]!;
  return at(page, boxAround(lines.filter((line) => line.page === page).map((line) => line.box)));
};

const withPlace = <T extends { readonly locator: Locator }>(thing: T, places: readonly Placed[]): T => {
  const place = thing.locator.line === null ? undefined : places[thing.locator.line - 1];
  if (!place) return thing;
  return { ...thing, locator: { ...thing.locator, ...withoutNulls(placeOf(place)), line: null } };
};

const withoutNulls = ({ page, box }: Locator): Partial<Locator> => (box ? { page, box } : { page });

const isDoubtful = ({ locator: { line } }: { readonly locator: Locator }, places: readonly Placed[]): boolean =>
  line !== null && (places[line - 1]?.lines.some((own) => own.isDoubtful) ?? false);

const doubtOf = (thing: { readonly locator: Locator }, places: readonly Placed[]): { readonly doubtful?: true } =>
  isDoubtful(thing, places) ? { doubtful: true } : {};

/** The blocks with pages and boxes in place of line numbers, which a page does not have; doubt goes with the lines. */
const placeBlock = (block: Block, places: readonly Placed[]): Block => {
  if (block.is === 'table') {
    const cells = block.cells.map((cell) => ({ ...withPlace(cell, places), ...doubtOf(cell, places) }));
    return withPlace({ ...block, cells }, places);
  }
  if (block.is !== 'paragraph') return withPlace(block, places);
  return { ...withPlace(block, places), ...doubtOf(block, places) };
};

type Setting = { readonly measure: Measure; readonly pitch: number };

/** How print is set, page by page; a page with little print is set like the whole. */
const settingsOf = (lines: readonly TextLine[], bodySize: number): ((page: number) => Setting) => {
  const isBody = (line: TextLine): boolean => Math.abs(line.size - bodySize) <= 0.12 * bodySize;
  const body = lines.filter(isBody);
  const pitch = usualPitch(body);
  const whole = measureOf(body) ?? { left: 0, right: Number.POSITIVE_INFINITY };
  const pages = Map.groupBy(body, (line) => line.page);
  const known = new Map([...pages].map(([page, own]) => [page, own.length >= 8 ? measureOf(own)! : whole]));
  return (page) => ({ measure: known.get(page) ?? whole, pitch });
};

export type BuiltBlocks = { readonly blocks: readonly Block[]; readonly notes: readonly Note[] };

const furnitureNote = (leftOut: number): readonly Note[] =>
  leftOut === 0
    ? []
    : [
        {
          code: 'left-out',
          message: `${leftOut} lines at the margins of pages were left out: headers, footers and page numbers.`,
          locator: locator({}),
        },
      ];

/**
 * The blocks of pages laid out: headings, paragraphs joined over lines and pages, tables joined over pages. Every
 * locator gives the page and the box in points (of the first page, where something goes on over several).
 */
export const buildBlocks = (pages: readonly PageLayout[]): BuiltBlocks => {
  const { layouts, leftOut } = withoutFurniture(pages);
  const items = joinPages(layouts);
  const lines = items.filter((item) => item.is === 'text-line');
  const bodySize = median(
    lines.flatMap((line) => Array.from({ length: Math.ceil(line.text.length / 8) }, () => line.size)),
  );
  const settings = settingsOf(lines, bodySize);
  const places: Placed[] = [];
  const parts: (SourceLine | Table)[] = [];
  let open: TextLine[] = [];
  const flush = (): void => {
    for (const paragraph of joinParagraphs(open, settings)) {
      places.push(paragraph);
      parts.push(toSourceLine(paragraph, places.length, bodySize));
    }
    open = [];
  };
  for (const item of items) {
    if (item.is === 'text-line') {
      open.push(item);
      continue;
    }
    flush();
    if (item.is === 'picture') {
      places.push({ lines: [pictureLine(item)] });
      parts.push({ ...toSourceLine({ text: PICTURE, lines: [] }, places.length, bodySize), picture: true });
    } else parts.push(toTable(item));
  }
  flush();
  const { blocks, notes } = segmentLines(parts);
  return {
    blocks: blocks.map((block) => placeBlock(block, places)),
    notes: [...furnitureNote(leftOut), ...notes.map((note) => withPlace(note, places))],
  };
};
