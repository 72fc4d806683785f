import { print } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';
import type { Severity } from '../model/rule.ts';
import { SEVERITIES } from '../model/rule.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { addSheet, type Book, sayYear } from './book.ts';
import { BIG, coloured, HEAD, KEY, LABEL, type Look, MIDDLE, PLAIN, TITLE, WHOLE } from './look.ts';
import { isOpen } from './order-findings.ts';
import { below, type Page, section } from './page.ts';
import { fitRow, putMerged, putText, setWidths } from './write-cell.ts';

const WIDTHS = [18, 16, 16, 16, 16, 16];
const LAST = WIDTHS.length;
const WIDE = WIDTHS.reduce((sum, width) => sum + width, 0);

const pair = (page: Page, label: string, value: string, look: Look = LABEL): void => {
  const row = below(page);
  putText(page.sheet.getCell(row, 1), label, KEY);
  putMerged(page.sheet, row, [2, LAST], value, look);
  fitRow(page.sheet.getRow(row), [
    [label, WIDTHS[0]!],
    [value, WIDE - WIDTHS[0]!],
  ]);
};

const GRADE_TONE = { 优: 'info', 良: 'info', 中: 'warning', 差: 'error' } as const;

const writeScore = (page: Page, { words, scorecard }: Book): void => {
  const { score } = scorecard.result;
  const heads = below(page);
  putMerged(page.sheet, heads, [1, 3], words.cover.score, HEAD);
  putMerged(page.sheet, heads, [4, LAST], words.cover.grade, HEAD);
  page.sheet.getRow(heads).height = 20;
  const row = below(page);
  const points = print({ units: BigInt(score.tenths), scale: 1 });
  putMerged(page.sheet, row, [1, 3], words.cover.points(points), BIG);
  putMerged(page.sheet, row, [4, LAST], words.grades[score.grade], coloured(BIG, GRADE_TONE[score.grade]));
  page.sheet.getRow(row).height = 56;
};

const writeIdentity = (page: Page, { words, scorecard }: Book): void => {
  const { cover } = words;
  const { language, template, ruleset } = scorecard;
  pair(page, cover.office, scorecard.office.name);
  pair(page, cover.year, sayYear(scorecard, words));
  pair(page, cover.form, template ? template.name[language] : cover.unknownForm);
  pair(page, cover.source, scorecard.result.source);
  pair(page, cover.run, `${words.date(scorecard.date)}${words.parentheses(scorecard.runId)}`);
  pair(page, cover.rules, `${ruleset.name} ${ruleset.version}${words.parentheses(ruleset.hash.slice(0, 19))}`);
  const deadline = scorecard.deadline === null ? cover.noDeadline : words.date(scorecard.deadline);
  pair(page, cover.deadline, deadline, { ...LABEL, font: { ...LABEL.font, bold: true } });
};

const writeCounts = (page: Page, { words, findings }: Book): void => {
  const { cover } = words;
  section(page, cover.counts);
  const heads = [cover.severity, cover.open, cover.roots, cover.consequences, cover.waived];
  const headRow = below(page);
  for (const [index, text] of heads.entries()) {
    const columns: readonly [number, number] = index < heads.length - 1 ? [index + 1, index + 1] : [index + 1, LAST];
    putMerged(page.sheet, headRow, columns, text, HEAD);
  }
  page.sheet.getRow(headRow).height = 36;
  const writeLine = (label: string, of: Severity | null): void => {
    const own = findings.filter(({ finding }) => of === null || finding.severity === of);
    const open = own.filter(isOpen);
    const waived = own.filter(({ finding }) => finding.status === 'waived').length;
    const roots = open.filter(({ causedBy }) => causedBy === null).length;
    const row = below(page);
    const look = of && open.length > 0 ? coloured(MIDDLE, of) : MIDDLE;
    putText(page.sheet.getCell(row, 1), label, of ? look : { ...KEY, alignment: HEAD.alignment });
    for (const [index, count] of [open.length, roots, open.length - roots, waived].entries()) {
      if (index === 3) putMerged(page.sheet, row, [5, LAST], '', MIDDLE);
      const cell = page.sheet.getCell(row, index + 2);
      cell.style = { ...WHOLE, alignment: HEAD.alignment };
      cell.value = count;
    }
    page.sheet.getRow(row).height = 20;
  };
  for (const severity of SEVERITIES) writeLine(words.severities[severity], severity);
  writeLine(cover.total, null);
};

/** Cells that the form expects, how many of them were read, and how many of those are blank. */
const countCells = ({ template }: Scorecard, { facts }: Book): readonly [number, number, number] => {
  const slots = (template?.tables ?? []).flatMap(({ rows }) =>
    rows.filter(({ optional }) => !optional).flatMap((row) => row.slots),
  );
  const readings = slots.map(({ indicator, group }) => facts.get(factKey(indicator, group))?.reading.is ?? 'absent');
  const blank = readings.filter((is) => is === 'blank').length;
  const read = readings.filter((is) => is === 'stated' || is === 'text').length;
  return [slots.length, read + blank, blank];
};

/** What is known from earlier runs besides what is resolved; most reports have none of it. */
const writeMemory = (page: Page, { words: { cover }, scorecard }: Book): void => {
  const { unverified = [], changes, language, template } = scorecard;
  const untold = unverified.map(({ message, firstSeen }) => cover.unverifiedSince(message[language], firstSeen));
  if (untold.length > 0) pair(page, cover.unverified, untold.join('\n'));
  const changed = (changes?.figures ?? []).map(({ label, group, from, to }) => {
    const column = group === null ? null : (template?.groups.get(group)?.[language] ?? group);
    return cover.change(column === null ? label : `${label}[${column}]`, from, to);
  });
  if (changed.length > 0) pair(page, cover.changes(changes?.noted ?? false), changed.join('\n'));
};

const writeCoverage = (page: Page, book: Book): void => {
  const { words, scorecard } = book;
  const { holds, violated, undecided, inapplicable } = scorecard.result.coverage;
  section(page, words.cover.coverage);
  const decided = holds + violated;
  pair(page, words.cover.rulesDecided, words.cover.decided(decided, decided + undecided, undecided, inapplicable));
  const [expected, read, blank] = countCells(scorecard, book);
  pair(page, words.cover.formRead, expected ? words.cover.read(read, expected, blank) : words.cover.unknownForm);
  const noted = scorecard.result.notes.length;
  if (noted > 0) pair(page, words.cover.readingNotes, words.cover.notesOnReading(noted));
  const { resolved, language } = scorecard;
  const lines = [
    words.cover.resolvedSince(resolved.length),
    ...resolved.map(({ message }) => `· ${message[language]}`),
  ];
  pair(page, words.cover.resolved, lines.join('\n'));
  writeMemory(page, book);
};

const writeHowTo = (page: Page, { words }: Book): void => {
  section(page, words.cover.howTo);
  for (const [index, step] of words.cover.howToSteps.entries()) {
    const row = below(page);
    const text = `${index + 1}. ${step}`;
    putMerged(page.sheet, row, [1, LAST], text, PLAIN);
    fitRow(page.sheet.getRow(row), [[text, WIDE - 4]], 17);
  }
};

/** Writes the cover: whose report, how good, what is open until when, how much could be checked, how to go on. */
export const writeCoverSheet = (book: Book): void => {
  const sheet = addSheet(book, 'cover', { landscape: false, repeat: 0 });
  setWidths(sheet, WIDTHS);
  const page: Page = { sheet, columns: LAST, row: 1 };
  putMerged(sheet, 1, [1, LAST], book.words.cover.title, {
    ...TITLE,
    alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
  });
  sheet.getRow(1).height = 44;
  writeScore(page, book);
  section(page, book.words.cover.about);
  writeIdentity(page, book);
  writeCounts(page, book);
  writeCoverage(page, book);
  writeHowTo(page, book);
};
