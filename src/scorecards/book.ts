import type { Workbook, Worksheet } from 'exceljs';
import type { Fact } from '../model/fact.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { FigureNames } from './name-figures.ts';
import type { NumberedFinding } from './order-findings.ts';
import type { Words } from './words.ts';

/** What every sheet is written from. */
export type Book = {
  readonly workbook: Workbook;
  readonly scorecard: Scorecard;
  readonly words: Words;
  readonly names: FigureNames;
  readonly findings: readonly NumberedFinding[];
  readonly facts: ReadonlyMap<string, Fact>;
};

/** The cells of the figures sheet by fact key: full references, only of figures that stand there as numbers or blanks. */
export type FigureCells = ReadonlyMap<string, string>;

type SheetName = keyof Words['sheets'];

/** Adds an A4 sheet that prints one page wide, with page numbers; rows 1 to `repeat` head every printed page and stay in view. */
export const addSheet = (
  { workbook, words }: Book,
  name: SheetName,
  { landscape, repeat }: { readonly landscape: boolean; readonly repeat: number },
): Worksheet =>
  workbook.addWorksheet(words.sheets[name], {
    views: [repeat > 0 ? { state: 'frozen', ySplit: repeat, showGridLines: false } : { showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
      ...(repeat > 0 ? { printTitlesRow: `1:${repeat}` } : {}),
    },
    headerFooter: { oddFooter: `&L&A&R${words.page}` },
  });

/** The report year for people; "年度不详" when the report states none. */
export const sayYear = ({ year }: Scorecard, words: Words): string =>
  year === null ? words.cover.unknownYear : words.year(year);
