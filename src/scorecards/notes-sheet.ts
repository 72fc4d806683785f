import { SEVERITIES } from '../model/rule.ts';
import { addSheet, type Book } from './book.ts';
import { coloured, HEAD, KEY, LABEL, type Look, TITLE } from './look.ts';
import { below, type Page, section } from './page.ts';
import { sayWhere } from './say-where.ts';
import { fitRow, putMerged, putText, setWidths } from './write-cell.ts';

const WIDTHS = [22, 70, 16];
const LAST = WIDTHS.length;

const pair = (page: Page, label: string, text: string, look: Look = KEY): void => {
  const row = below(page);
  putText(page.sheet.getCell(row, 1), label, look);
  putMerged(page.sheet, row, [2, LAST], text, LABEL);
  fitRow(page.sheet.getRow(row), [
    [label, WIDTHS[0]!],
    [text, WIDTHS[1]! + WIDTHS[2]!],
  ]);
};

const triple = (page: Page, texts: readonly [string, string, string], look: Look): void => {
  const row = below(page);
  for (const [index, text] of texts.entries()) putText(page.sheet.getCell(row, index + 1), text, look);
  fitRow(
    page.sheet.getRow(row),
    texts.map((text, index) => [text, WIDTHS[index]!] as const),
  );
};

const single = (page: Page, text: string): void => putMerged(page.sheet, below(page), [1, LAST], text, LABEL);

const writeMeanings = (page: Page, { words, scorecard }: Book): void => {
  const { notes } = words;
  section(page, notes.meanings);
  for (const severity of SEVERITIES) {
    pair(page, words.severities[severity], words.severityMeanings[severity], coloured(KEY, severity));
  }
  section(page, notes.title);
  pair(page, notes.undecided, notes.undecidedMeaning);
  pair(page, notes.blank, notes.blankMeaning);
  pair(page, notes.suspect, notes.suspectMeaning);
  pair(page, notes.score, notes.scoreMeaning);
  pair(page, notes.ruleSet, `${scorecard.ruleset.name} ${scorecard.ruleset.version}`);
  pair(page, notes.hash, scorecard.ruleset.hash);
  pair(page, notes.report, `sha256:${scorecard.result.sha256}`);
};

const writeReading = (page: Page, { words, scorecard }: Book): void => {
  const { notes } = words;
  section(page, notes.readingNotes);
  if (scorecard.result.notes.length === 0) single(page, notes.noReadingNotes);
  else triple(page, [notes.code, notes.message, notes.place], HEAD);
  for (const { code, message, locator } of scorecard.result.notes) {
    triple(page, [code, message, sayWhere(locator, words)], LABEL);
  }
  section(page, notes.faults);
  if (scorecard.result.faults.length === 0) single(page, notes.noFaults);
  for (const { rule, error } of scorecard.result.faults) pair(page, rule, error);
};

/** Writes what the words mean, which rules were used, how the report was read and which rules could not run. */
export const writeNotesSheet = (book: Book): void => {
  const sheet = addSheet(book, 'notes', { landscape: false, repeat: 0 });
  setWidths(sheet, WIDTHS);
  putMerged(sheet, 1, [1, LAST], book.words.notes.title, TITLE);
  sheet.getRow(1).height = 28;
  const page: Page = { sheet, columns: LAST, row: 1 };
  writeMeanings(page, book);
  writeReading(page, book);
};
