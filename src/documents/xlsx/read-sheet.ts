import { type CellObject, SSF, utils, type WorkSheet } from '@e965/xlsx';
import { MOST_COLS, MOST_ROWS } from './open-workbook.ts';

/** A cell of a sheet as it is seen; `row` and `col` count from the sheet's corner, its span is the merged area. */
export type SheetCell = {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
};

/** What a sheet shows: its cells that hold text, by row, then column; merged blank areas too. */
export type Sheet = {
  readonly cells: readonly SheetCell[];
  /** Whether the file says anything of a slot: a value, a format, a merged area. */
  readonly isMarked: (row: number, col: number) => boolean;
  readonly hiddenCells: number;
  readonly clippedCells: number;
  readonly hasTooManyMerges: boolean;
};

/** The built-in date formats follow the reader's country; Excel shows them in China with the year first. */
const LOCAL_DATE = /^m\/d\/yy/i;

const dateText = (cell: CellObject): string | null =>
  cell.t === 'n' && typeof cell.z === 'string' && LOCAL_DATE.test(cell.z)
    ? String(SSF.format('yyyy/m/d', cell.v as number))
    : null;

/** A formula that was never calculated shows no figure to go by. */
const formulaText = (cell: CellObject): string => `=${String(cell.f).slice(0, 200)}`;

const textOf = (cell: CellObject): string => {
  const isEmpty = cell.v === undefined || cell.v === '' || cell.t === 'z';
  if (isEmpty) return cell.f === undefined || cell.t === 's' ? '' : formulaText(cell);
  if (cell.t === 's') return String(cell.v).trim();
  return (dateText(cell) ?? cell.w ?? String(cell.v)).trim();
};

type Address = { readonly row: number; readonly col: number };

const addressOf = (key: string): Address | null => {
  if (!/^[A-Z]{1,3}\d{1,7}$/.test(key)) return null;
  const { r, c } = utils.decode_cell(key);
  return { row: r, col: c };
};

const isHidden = (sheet: WorkSheet, { row, col }: Address): boolean =>
  sheet['!rows']?.[row]?.hidden === true || sheet['!cols']?.[col]?.hidden === true;

type Found = Address & { readonly text: string };

type Scan = { readonly found: readonly Found[]; readonly marked: ReadonlySet<number>; hidden: number; clipped: number };

const slot = (row: number, col: number): number => row * MOST_COLS + col;

/** Looks at the cells that exist, never at the range a sheet claims. */
const scan = (sheet: WorkSheet): Scan => {
  const found: Found[] = [];
  const marked = new Set<number>();
  let hidden = 0;
  let clipped = 0;
  for (const key of Object.keys(sheet)) {
    const at = addressOf(key);
    if (!at) continue;
    const text = textOf(sheet[key] as CellObject);
    if (at.row >= MOST_ROWS || at.col >= MOST_COLS) clipped += text === '' ? 0 : 1;
    else if (isHidden(sheet, at)) hidden += text === '' ? 0 : 1;
    else {
      marked.add(slot(at.row, at.col));
      if (text !== '') found.push({ ...at, text });
    }
  }
  return { found, marked, hidden, clipped };
};

type Area = Address & { readonly rowSpan: number; readonly colSpan: number };

/** Slots that all merged areas of a sheet together may be looked up in. */
const MOST_SLOTS = 1_000_000;

/** Merged areas within the used part of a sheet. Of areas that overlap the first counts. */
const mergedAreas = (sheet: WorkSheet, rows: number, cols: number) => {
  const areas = new Map<number, Area>();
  const owned = new Set<number>();
  let budget = MOST_SLOTS;
  for (const { s, e } of sheet['!merges'] ?? []) {
    const area = {
      row: s.r,
      col: s.c,
      rowSpan: Math.min(e.r, rows - 1) - s.r + 1,
      colSpan: Math.min(e.c, cols - 1) - s.c + 1,
    };
    if (area.rowSpan < 1 || area.colSpan < 1 || owned.has(slot(area.row, area.col))) continue;
    budget -= area.rowSpan * area.colSpan;
    if (budget < 0) return { areas, owned, isCut: true };
    const slots = slotsOf(area);
    if (slots.some((each) => owned.has(each))) continue;
    for (const each of slots) owned.add(each);
    areas.set(slot(area.row, area.col), area);
  }
  return { areas, owned, isCut: false };
};

const slotsOf = ({ row, col, rowSpan, colSpan }: Area): readonly number[] =>
  Array.from({ length: rowSpan * colSpan }, (_, i) => slot(row + Math.floor(i / colSpan), col + (i % colSpan)));

const extent = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value + 1), 0);

/** Reads what a sheet shows: formatted values, cached results of formulas, merged areas; hidden rows and columns are left out. */
export const readSheet = (sheet: WorkSheet): Sheet => {
  const { found, marked, hidden, clipped } = scan(sheet);
  const rows = extent(found.map((cell) => cell.row));
  const cols = extent(found.map((cell) => cell.col));
  const { areas, owned, isCut } = mergedAreas(sheet, rows, cols);
  const cells: SheetCell[] = [];
  const filled = new Set<number>();
  for (const { row, col, text } of found) {
    const at = slot(row, col);
    const area = areas.get(at);
    // what lies under a merged area is not seen
    if (!area && owned.has(at)) continue;
    filled.add(at);
    cells.push({ row, col, rowSpan: area?.rowSpan ?? 1, colSpan: area?.colSpan ?? 1, text });
  }
  for (const [at, area] of areas) if (!filled.has(at)) cells.push({ ...area, text: '' });
  return {
    cells: cells.sort((a, b) => a.row - b.row || a.col - b.col),
    isMarked: (row, col) => marked.has(slot(row, col)),
    hiddenCells: hidden,
    clippedCells: clipped,
    hasTooManyMerges: isCut,
  };
};
