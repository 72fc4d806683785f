import { utils, type WorkSheet } from '@e965/xlsx';
import type { CleanReport, Piece } from '../../bench/generate/clean-report.ts';
import { type Grid, officialGrid } from '../../bench/generate/official-grid.ts';
import { docxOf, p, run, tbl, tc, tr } from '../documents/docx/word-files.ts';
import { workbookOf } from '../documents/xlsx/workbooks.ts';

/** A cell of a grid and where it begins. */
type Placed = {
  readonly text: string;
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
};

const place = (grid: Grid): { readonly cells: readonly Placed[]; readonly cols: number } => {
  const taken = new Set<string>();
  const cells = grid.flatMap((row, r) => {
    let col = 0;
    return row.map(({ text, rowSpan, colSpan }): Placed => {
      while (taken.has(`${r}:${col}`)) col += 1;
      for (let y = 0; y < rowSpan; y += 1) for (let x = 0; x < colSpan; x += 1) taken.add(`${r + y}:${col + x}`);
      return { text, row: r, col, rowSpan, colSpan };
    });
  });
  return { cells, cols: Math.max(...cells.map(({ col, colSpan }) => col + colSpan)) };
};

const chineseDate = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Rows at the top of a table that name its columns. */
const headerRows = (grid: Grid): number => {
  const first = grid.findIndex((row) => row.some(({ label }) => !label));
  const { cells } = place(grid);
  return Math.max(first, ...cells.filter(({ row }) => row < first).map(({ row, rowSpan }) => row + rowSpan));
};

const rowXml = (cells: readonly Placed[], row: number, cellXml: (cell: Placed) => string): string => {
  const own = cells.filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan).sort((a, b) => a.col - b.col);
  return tr(
    ...own.map((cell) => {
      const across = cell.colSpan > 1 ? `<w:gridSpan w:val="${cell.colSpan}"/>` : '';
      const down = cell.rowSpan === 1 ? '' : cell.row === row ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
      return tc(cell.row === row ? cellXml(cell) : p(''), across + down);
    }),
  );
};

type TableStyle = {
  readonly cell?: (cell: Placed) => string;
  /** Rows in tables of their own, each with the header again when `again`; `between` stands between two of them. */
  readonly rowsEach?: number;
  readonly again?: boolean;
  readonly between?: string;
};

const tableXml = (grid: Grid, style: TableStyle): string => {
  const { cells, cols } = place(grid);
  const widths = Array.from({ length: cols }, () => 900);
  const cellXml = style.cell ?? ((cell: Placed) => p(escapeXml(cell.text)));
  const rows = grid.map((_, row) => rowXml(cells, row, cellXml));
  const each = style.rowsEach ?? rows.length;
  const header = rows.slice(0, headerRows(grid));
  const parts: string[] = [];
  for (let from = 0; from < rows.length; from += each) {
    const repeated = from > 0 && style.again ? header : [];
    parts.push(tbl(widths, ...repeated, ...rows.slice(from, from + each)));
  }
  return parts.join(style.between ?? p(''));
};

/** Figures spaced out, as a typist aligns them: "1 234". */
const spacedFigure = (text: string): string =>
  /^\d{4,}$/.test(text) ? text.replace(/(\d)(?=(?:\d{3})+$)/g, '$1 ') : text;

const textBox = (text: string): string =>
  `<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>${p(text)}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox><w:txbxContent>${p(text)}</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>`;

const LANDSCAPE =
  '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>';

const PAGE_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>';

/** Digits in runs of their own, as Word leaves them where something was corrected. */
const splitRuns = ({ text }: Placed): string => `<w:p>${[...text].map((char) => run(escapeXml(char))).join('')}</w:p>`;

const broken = ({ text }: Placed): string =>
  `<w:p>${[...text].map((char, at) => (at > 0 && at % 4 === 0 && !/\d/.test(text) ? `<w:r><w:br/></w:r>${run(escapeXml(char))}` : run(escapeXml(char)))).join('')}</w:p>`;

/** Ways in which people build the tables of a report in Word. */
export const WORD_STYLES = {
  'merged cells': {},
  'line breaks inside labels': { cell: broken },
  'digits in runs of their own': { cell: splitRuns },
  'figures in text boxes': {
    cell: ({ text }: Placed) => (/^\d+$/.test(text) ? textBox(text) : p(escapeXml(text))),
  },
  'figures with blanks between thousands': { cell: ({ text }: Placed) => p(escapeXml(spacedFigure(text))) },
  'a table parted at a page break': { rowsEach: 12, between: PAGE_BREAK },
  'a parted table with its header again': { rowsEach: 12, again: true, between: PAGE_BREAK },
  'a parted table with a line between': { rowsEach: 12, again: true, between: p('（续表）') },
  'landscape pages': { rowsEach: 14, between: LANDSCAPE },
  'a table inside a cell of another': { nested: true },
} as const satisfies Readonly<Record<string, TableStyle & { readonly nested?: true }>>;

export type WordStyle = keyof typeof WORD_STYLES;

const signatureOf = (report: CleanReport): readonly string[] => [report.office.name, chineseDate(report.published)];

const pieceXml = (report: CleanReport, piece: Piece, style: TableStyle & { readonly nested?: true }): string => {
  if (piece.is !== 'table') return p(escapeXml(piece.text));
  const table = tableXml(officialGrid(report, piece.id), style);
  return style.nested ? tbl([9000], tr(tc(`${table}${p('')}`))) : table;
};

/** A report as a Word document in one of the styles. */
export const wordReport = (report: CleanReport, style: WordStyle): Uint8Array =>
  docxOf(
    [
      p(report.title),
      ...report.pieces.map((piece) => pieceXml(report, piece, WORD_STYLES[style])),
      ...signatureOf(report).map((text) => p(text)),
    ].join(''),
  );

type Line = readonly (string | number | null)[];

type Laid = { readonly lines: readonly Line[]; readonly merges: readonly string[] };

/** The cell as a spreadsheet holds it: a figure as a number unless all is text. */
const sheetValue = (text: string, asText: boolean): string | number =>
  !asText && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;

const layGrid = (grid: Grid, from: number, asText: boolean): Laid => {
  const { cells, cols } = place(grid);
  const lines = grid.map((): (string | number | null)[] => new Array(cols).fill(null));
  for (const { row, col, text } of cells) lines[row]![col] = sheetValue(text, asText);
  const merges = cells
    .filter(({ rowSpan, colSpan }) => rowSpan > 1 || colSpan > 1)
    .map(({ row, col, rowSpan, colSpan }) =>
      utils.encode_range({
        s: { r: from + row, c: col },
        e: { r: from + row + rowSpan - 1, c: col + colSpan - 1 },
      }),
    );
  return { lines, merges };
};

const sheetOf = ({ lines, merges }: Laid): WorkSheet => {
  const sheet = utils.aoa_to_sheet(lines.map((line) => [...line]));
  sheet['!merges'] = merges.map((area) => utils.decode_range(area));
  return sheet;
};

const layPieces = (report: CleanReport, pieces: readonly Piece[], asText: boolean, gap: boolean): Laid => {
  let laid: Laid = { lines: [], merges: [] };
  for (const piece of pieces) {
    const next =
      piece.is === 'table'
        ? layGrid(officialGrid(report, piece.id), laid.lines.length, asText)
        : { lines: [[piece.text]], merges: [] };
    const blank: readonly Line[] = gap && piece.is === 'table' ? [[]] : [];
    laid = { lines: [...laid.lines, ...next.lines, ...blank], merges: [...laid.merges, ...next.merges] };
  }
  return laid;
};

const text = (line: string): Piece => ({ is: 'paragraph', text: line });

const whole = (report: CleanReport): readonly Piece[] => [
  text(report.title),
  ...report.pieces,
  ...signatureOf(report).map(text),
];

const parted = (report: CleanReport): Readonly<Record<string, WorkSheet>> => {
  const tables = report.pieces.filter((piece) => piece.is === 'table');
  const prose = whole(report).filter((piece) => piece.is !== 'table');
  return Object.fromEntries([
    ['正文', sheetOf(layPieces(report, prose, false, false))],
    ...tables.map((table, at) => [`表${at + 1}`, sheetOf(layPieces(report, [table], false, false))] as const),
  ]);
};

/** Ways in which a report comes as a workbook. */
export const SHEET_STYLES = {
  'all in one sheet, the text in column A': (report: CleanReport) => ({
    报告: sheetOf(layPieces(report, whole(report), false, true)),
  }),
  'no blank row below a table': (report: CleanReport) => ({
    报告: sheetOf(layPieces(report, whole(report), false, false)),
  }),
  'figures stored as text': (report: CleanReport) => ({ 报告: sheetOf(layPieces(report, whole(report), true, true)) }),
  'a sheet for each table': parted,
} as const satisfies Readonly<Record<string, (report: CleanReport) => Readonly<Record<string, WorkSheet>>>>;

export type SheetStyle = keyof typeof SHEET_STYLES;

/** A report as a workbook in one of the styles. */
export const sheetReport = (
  report: CleanReport,
  style: SheetStyle,
  type: 'xlsx' | 'biff8' | 'ods' = 'xlsx',
): Uint8Array => workbookOf(SHEET_STYLES[style](report), type);
