import type { CleanReport } from '../../../bench/generate/clean-report.ts';
import { type Grid, officialGrid } from '../../../bench/generate/official-grid.ts';

/** A piece of text by the left end of its baseline; in points, y down. */
export type DrawnText = { readonly text: string; readonly x: number; readonly y: number; readonly size: number };

export type DrawnLine = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

export type DrawnPage = { readonly texts: readonly DrawnText[]; readonly lines: readonly DrawnLine[] };

export const PAGE = { width: 595, height: 842 } as const;

/** How the tables of a report are printed. */
export type PrintStyle = {
  /** Lines around every cell, or none at all. */
  readonly rules: 'all' | 'none';
  /** The header of a table again on each page that the table goes on over. */
  readonly repeatHeader: boolean;
  /** Left out below the last row of a page, as some programs do. */
  readonly openAtPageEnd: boolean;
};

const LEFT = 60;
const RIGHT = PAGE.width - 60;
const TOP = 70;
const BOTTOM = PAGE.height - 70;
const SIZE = 10.5;
const PITCH = 16;

const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, char) => sum + (/^[\u0000-\u00ff]$/.test(char) ? 0.5 : 1) * size, 0);

/** The text in lines no wider than `width`; figures are not parted. */
const wrap = (text: string, width: number, size: number): readonly string[] => {
  const lines: string[] = [''];
  for (const word of text.match(/[\u0021-\u00ff]+|[^\u0021-\u00ff]/g) ?? []) {
    const last = lines.at(-1)!;
    const hangs = /^[，。、；：？！）》”]$/.test(word);
    if (last !== '' && !hangs && widthOf(last + word, size) > width) lines.push(word);
    else lines[lines.length - 1] = last + word;
  }
  return lines;
};

type Press = { pages: { texts: DrawnText[]; lines: DrawnLine[] }[]; y: number };

const turnPage = (press: Press): void => {
  press.pages.push({ texts: [], lines: [] });
  press.y = TOP;
};

const page = (press: Press) => press.pages.at(-1)!;

const printLine = (press: Press, text: string, x: number, size: number): void => {
  if (press.y + PITCH > BOTTOM) turnPage(press);
  press.y += PITCH * (size / SIZE);
  page(press).texts.push({ text, x, y: press.y, size });
};

const printParagraph = (press: Press, text: string): void => {
  const [first, ...rest] = wrap(`　　${text}`, RIGHT - LEFT, SIZE);
  printLine(press, first!.replace(/^　　/, ''), LEFT + 2 * SIZE, SIZE);
  for (const line of rest) printLine(press, line, LEFT, SIZE);
};

const printHeading = (press: Press, text: string, level: number): void => {
  const size = level === 0 ? 16 : 12;
  press.y += 6;
  for (const line of wrap(text, RIGHT - LEFT, size)) {
    const x = level === 0 ? (PAGE.width - widthOf(line, size)) / 2 : LEFT;
    printLine(press, line, x, size);
  }
  press.y += 4;
};

type Placed = {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
};

const place = (grid: Grid): { readonly cells: readonly Placed[]; readonly cols: number } => {
  const taken = new Set<string>();
  const cells: Placed[] = [];
  grid.forEach((row, r) => {
    let col = 0;
    for (const cell of row) {
      while (taken.has(`${r},${col}`)) col += 1;
      for (let dr = 0; dr < cell.rowSpan; dr += 1) {
        for (let dc = 0; dc < cell.colSpan; dc += 1) taken.add(`${r + dr},${col + dc}`);
      }
      cells.push({ row: r, col, rowSpan: cell.rowSpan, colSpan: cell.colSpan, text: cell.text });
      col += cell.colSpan;
    }
  });
  return { cells, cols: Math.max(...cells.map((cell) => cell.col + cell.colSpan)) };
};

type Sheet = {
  readonly cells: readonly Placed[];
  readonly xs: readonly number[];
  readonly heights: readonly number[];
  readonly style: PrintStyle;
};

/** Labels get more room than figures. */
const edgesOf = (cells: readonly Placed[], cols: number): readonly number[] => {
  const weights = Array.from({ length: cols }, (_, col) =>
    Math.max(
      3,
      ...cells.filter((cell) => cell.col === col && cell.colSpan === 1).map((cell) => Math.min(16, cell.text.length)),
    ),
  );
  const total = weights.reduce((a, b) => a + b, 0);
  let x = LEFT;
  return [x, ...weights.map((weight) => (x += ((RIGHT - LEFT) * weight) / total))];
};

const linesOf = (cell: Placed, xs: readonly number[]): readonly string[] =>
  wrap(cell.text, xs[cell.col + cell.colSpan]! - xs[cell.col]! - 8, SIZE);

const sheetOf = (grid: Grid, style: PrintStyle): Sheet => {
  const { cells, cols } = place(grid);
  const xs = edgesOf(cells, cols);
  const heights = grid.map((_, row) =>
    Math.max(
      1,
      ...cells.filter((cell) => cell.row === row && cell.rowSpan === 1).map((cell) => linesOf(cell, xs).length),
    ),
  );
  return { cells, xs, heights: heights.map((lines) => 8 + 13 * lines), style };
};

/** Rows from `from` up to `to` on the page that is open. */
const printRows = (press: Press, sheet: Sheet, from: number, to: number): void => {
  const { xs, heights, style } = sheet;
  const ys = [press.y];
  for (let row = from; row < to; row += 1) ys.push(ys.at(-1)! + heights[row]!);
  const isLast = to === heights.length;
  for (const cell of sheet.cells) {
    const top = Math.max(cell.row, from);
    const bottom = Math.min(cell.row + cell.rowSpan, to);
    if (top >= bottom) continue;
    const [x0, x1] = [xs[cell.col]!, xs[cell.col + cell.colSpan]!];
    const [y0, y1] = [ys[top - from]!, ys[bottom - from]!];
    if (style.rules === 'all') {
      page(press).lines.push({ x0, y0, x1, y1: y0 }, { x0, y0, x1: x0, y1 }, { x0: x1, y0, x1, y1 });
      if (bottom < to || isLast || !style.openAtPageEnd) page(press).lines.push({ x0, y0: y1, x1, y1 });
    }
    if (cell.row < from) continue;
    const lines = linesOf(cell, xs);
    const first = (y0 + y1) / 2 - (13 * lines.length) / 2 + 10.5;
    lines.forEach((text, i) => {
      const x = (x0 + x1) / 2 - widthOf(text, SIZE) / 2;
      page(press).texts.push({ text, x, y: first + 13 * i, size: SIZE });
    });
  }
  press.y = ys.at(-1)!;
};

/** Rows at the top that hold no figure. */
const headerRows = (sheet: Sheet): number => {
  const first = sheet.cells.find((cell) => /^[+-]?\d[\d.,]*$/.test(cell.text));
  return first?.row ?? 0;
};

const printTable = (press: Press, grid: Grid, style: PrintStyle): void => {
  const sheet = sheetOf(grid, style);
  press.y += 6;
  let from = 0;
  while (from < sheet.heights.length) {
    const header = from > 0 && style.repeatHeader ? headerRows(sheet) : 0;
    if (header > 0) printRows(press, sheet, 0, header);
    let to = from;
    let y = press.y;
    while (to < sheet.heights.length && y + sheet.heights[to]! <= BOTTOM) {
      y += sheet.heights[to]!;
      to += 1;
    }
    if (to > from) printRows(press, sheet, from, to);
    from = to;
    if (from < sheet.heights.length) turnPage(press);
  }
  press.y += 8;
};

/** A report drawn on pages of A4 with a header line and page numbers: what a PDF or OFD of it holds. */
export const printReport = (report: CleanReport, style: PrintStyle): readonly DrawnPage[] => {
  const press: Press = { pages: [], y: TOP };
  turnPage(press);
  printHeading(press, report.title, 0);
  for (const piece of report.pieces) {
    if (piece.is === 'table') printTable(press, officialGrid(report, piece.id), style);
    else if (piece.is === 'heading') printHeading(press, piece.text, piece.level);
    else printParagraph(press, piece.text);
  }
  return press.pages.map((drawn, i) => ({
    texts: [
      { text: report.office.name, x: LEFT, y: 40, size: 9 },
      ...drawn.texts,
      { text: `- ${i + 1} -`, x: PAGE.width / 2 - 8, y: PAGE.height - 35, size: 9 },
    ],
    lines: drawn.lines,
  }));
};
