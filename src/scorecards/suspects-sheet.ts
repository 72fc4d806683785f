import type { Worksheet } from 'exceljs';
import { factKey } from '../model/fact.ts';
import type { Located, Repair } from '../model/finding.ts';
import { addSheet, type Book } from './book.ts';
import { groupSuspects, type Suspicion } from './group-suspects.ts';
import { coloured, HEAD, HINT, LABEL, type Look, MIDDLE, NUMBER, SUBHEAD, TITLE } from './look.ts';
import { sayWhere } from './say-where.ts';
import type { Words } from './words.ts';
import { fitRow, putFigure, putMerged, putRow, putText, setWidths } from './write-cell.ts';

const WIDTHS = [9, 28, 16, 11, 13, 13, 24, 38, 10];
const LAST = WIDTHS.length;
const WIDE = WIDTHS.reduce((sum, width) => sum + width, 0);
const FIGURES = new Set([4, 5]);
const CENTRED = new Set([0, 2, 8]);
/** From this column on, a cell is about the repair and not about one figure of it. */
const OF_REPAIR = 6;
const HEAD_ROW = 3;

type Page = { readonly sheet: Worksheet; row: number };

const below = (page: Page): number => {
  page.row += 1;
  return page.row;
};

const saySurety = (located: Located, { suspects }: Words): string => {
  if (located.is === 'unique') return suspects.unique;
  return located.is === 'one-of' ? suspects.oneOf(located.of, located.atLeast) : suspects.notLocated;
};

/** How many repairs share the first place. */
const firstPlace = (located: Located): number =>
  located.is === 'one-of' ? located.of : located.is === 'unique' ? 1 : 0;

const sayLikelihood = (repair: Repair, located: Located, { suspects }: Words): string => {
  const equal = firstPlace(located);
  if (repair.rank > equal) return suspects.lessLikely;
  return equal > 1 ? suspects.asLikely : suspects.likely;
};

/** The findings on the list that the repair clears, by number and title. */
const sayCleared = (repair: Repair, { words, scorecard, findings }: Book): string =>
  findings
    .filter(({ finding }) => repair.satisfies.includes(finding.fingerprint))
    .map(({ number, finding }) => words.suspects.clears(number, finding.title[scorecard.language]))
    .join('\n');

const rowsOf = (repair: Repair, located: Located, book: Book): readonly (readonly (string | null)[])[] => {
  const { words, names, facts } = book;
  const { suspects } = words;
  return repair.changes.map(({ indicator, group, label, from, to }, at) => {
    const fact = facts.get(factKey(indicator, group));
    return [
      at === 0 ? suspects.way(repair.rank) : suspects.sameWay,
      label,
      group === null ? words.none : names.group(group),
      fact ? sayWhere(fact.locator, words) : null,
      from === '' ? words.figures.blank : from,
      to,
      at === 0 ? (suspects.kinds[repair.kind] ?? suspects.otherKind) : null,
      at === 0 ? sayCleared(repair, book) : null,
      at === 0 ? sayLikelihood(repair, located, words) : null,
    ];
  });
};

const lookAt = (column: number, isFirst: boolean): Look => {
  const own = FIGURES.has(column) ? NUMBER : CENTRED.has(column) ? MIDDLE : LABEL;
  return column === 5 && isFirst ? coloured(own, 'warning') : own;
};

const writeRow = (page: Page, texts: readonly (string | null)[], isFirst: boolean, rows: number): void => {
  const row = below(page);
  for (const [column, text] of texts.entries()) {
    const cell = page.sheet.getCell(row, column + 1);
    if (FIGURES.has(column)) putFigure(cell, text, lookAt(column, isFirst));
    else putText(cell, text, lookAt(column, isFirst));
  }
  fitRow(
    page.sheet.getRow(row),
    texts.map((text, column) => [text, WIDTHS[column]! * (column < OF_REPAIR ? 1 : rows)] as const),
  );
};

/** One row a figure; what is said of the whole repair stands once beside all its rows. */
const writeRepair = (page: Page, repair: Repair, located: Located, book: Book): void => {
  const rows = rowsOf(repair, located, book);
  const from = page.row + 1;
  for (const texts of rows) writeRow(page, texts, repair.rank <= firstPlace(located), rows.length);
  if (rows.length < 2) return;
  for (let column = OF_REPAIR; column < LAST; column += 1) {
    page.sheet.mergeCells(from, column + 1, page.row, column + 1);
  }
};

const writeWide = (page: Page, text: string, look: Look): void => {
  const row = below(page);
  putMerged(page.sheet, row, [1, LAST], text, look);
  fitRow(page.sheet.getRow(row), [[text, WIDE]]);
};

const writeSuspicion = (page: Page, { located, repairs, findings }: Suspicion, at: number, book: Book): void => {
  const { words } = book;
  const numbers = findings.map(({ number }) => number).join(words.list);
  writeWide(page, words.suspects.heading(at, numbers, saySurety(located, words)), SUBHEAD);
  const equal = firstPlace(located);
  for (const repair of repairs) writeRepair(page, repair, located, book);
  const unlisted = equal - repairs.length;
  if (unlisted > 0) {
    writeWide(page, words.suspects.more(unlisted, located.is === 'one-of' && located.atLeast), LABEL);
  }
};

/**
 * Writes the figures that are perhaps wrong, case by case: what stands there, what it may have to be, how it may have
 * happened, which findings it clears, and whether that is the only way. Figures are proposals; the records decide.
 */
export const writeSuspectsSheet = (book: Book): void => {
  const { words } = book;
  const sheet = addSheet(book, 'suspects', { landscape: true, repeat: HEAD_ROW });
  setWidths(sheet, WIDTHS);
  putMerged(sheet, 1, [1, LAST], words.suspects.title, TITLE);
  sheet.getRow(1).height = 28;
  putMerged(sheet, 2, [1, LAST], words.suspects.hint, HINT);
  fitRow(sheet.getRow(2), [[words.suspects.hint, WIDE]]);
  putRow(sheet, HEAD_ROW, words.suspects.heads, HEAD);
  sheet.getRow(HEAD_ROW).height = 22;
  const page: Page = { sheet, row: HEAD_ROW };
  const suspicions = groupSuspects(book.findings);
  for (const [index, suspicion] of suspicions.entries()) writeSuspicion(page, suspicion, index + 1, book);
  if (suspicions.length === 0) writeWide(page, words.suspects.empty, LABEL);
};
