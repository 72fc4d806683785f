import type { CleanReport, Piece } from './clean-report.ts';
import { type Grid, officialGrid, printingOf } from './official-grid.ts';

/** How a plain text shows its tables; all of them occur where pages or office files were turned into text. */
export const TEXT_LAYOUTS = ['cell-lines', 'cell-lines-covered', 'numbered-lines', 'tab-rows', 'pipe-rows'] as const;

export type TextLayout = (typeof TEXT_LAYOUTS)[number];

type Placed = { readonly text: string; readonly row: number; readonly col: number };

/** Where every cell of a grid begins, and which places it covers besides. */
const place = (grid: Grid): { readonly cells: readonly Placed[][]; readonly covered: ReadonlySet<string> } => {
  const taken = new Set<string>();
  const covered = new Set<string>();
  const cells = grid.map((row, r) => {
    let col = 0;
    return row.map((cell): Placed => {
      while (taken.has(`${r}:${col}`)) col += 1;
      const placed = { text: cell.text, row: r, col };
      for (let y = 0; y < cell.rowSpan; y += 1) {
        for (let x = 0; x < cell.colSpan; x += 1) {
          taken.add(`${r + y}:${col + x}`);
          // A cell merged downwards leaves an empty cell in each row below, whatever its width.
          if (y > 0 && x === 0) covered.add(`${r + y}:${col}`);
        }
      }
      return placed;
    });
  });
  return { cells, covered };
};

/** The cells of each row from left to right; `withCovered` adds the empty ones that merged cells leave below them. */
const rowTexts = (grid: Grid, withCovered: boolean): readonly (readonly string[])[] => {
  const { cells, covered } = place(grid);
  return cells.map((row, r) => {
    if (!withCovered) return row.map((cell) => cell.text);
    const empty = [...covered]
      .filter((at) => at.startsWith(`${r}:`))
      .map((at) => ({ text: '', col: Number(at.split(':')[1]) }));
    return [...row, ...empty].sort((a, b) => a.col - b.col).map((cell) => cell.text);
  });
};

/** Every place of the grid, what is covered empty: rows of equal length. */
const fullRows = (grid: Grid): readonly (readonly string[])[] => {
  const { cells } = place(grid);
  const width = Math.max(...grid.map((row, r) => cells[r]!.at(-1)!.col + row.at(-1)!.colSpan));
  return cells.map((row) => {
    const texts: string[] = new Array(width).fill('');
    for (const cell of row) texts[cell.col] = cell.text;
    return texts;
  });
};

const tableLines = (report: CleanReport, id: string, layout: TextLayout): readonly string[] => {
  const serials = layout === 'numbered-lines';
  const grid = officialGrid(report, id, { ...printingOf(report), serials });
  switch (layout) {
    case 'cell-lines':
    case 'cell-lines-covered':
      return rowTexts(grid, layout === 'cell-lines-covered').flatMap((row) => [...row.map((text) => `\t${text}`), '']);
    case 'numbered-lines':
      if (id !== 'statistics') return rowTexts(grid, false).flatMap((row) => [...row.map((text) => `\t${text}`), '']);
      return rowTexts(grid, false).flatMap((row) => row.flatMap((text) => [text === '' ? '\u00a0' : text, '']));
    case 'tab-rows':
      return fullRows(grid).map((row) => row.join('\t'));
    case 'pipe-rows': {
      const [first, ...rest] = fullRows(grid).map((row) => `| ${row.join(' | ')} |`);
      const rule = `|${' --- |'.repeat(first!.split('|').length - 2)}`;
      return [first!, rule, ...rest];
    }
  }
};

const pieceLines = (report: CleanReport, piece: Piece, layout: TextLayout): readonly string[] => {
  if (piece.is === 'table') return ['', ...tableLines(report, piece.id, layout), ''];
  if (piece.is === 'heading') return ['', piece.text];
  return [`　　${piece.text}`];
};

const chineseDate = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** The report as plain text, title first, signed and dated at the end. */
export const renderText = (report: CleanReport, layout: TextLayout): string =>
  [
    report.title,
    '',
    ...report.pieces.flatMap((piece) => pieceLines(report, piece, layout)),
    '',
    report.office.name,
    chineseDate(report.published),
    '',
  ].join('\n');
