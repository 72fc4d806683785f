import type { Worksheet } from 'exceljs';
import type { Finding, Repair } from '../model/finding.ts';
import { addSheet, type Book, sayYear } from './book.ts';
import { likelyRepairs, sayChange } from './likely-repairs.ts';
import { CENTRE, coloured, faded, HEAD, LABEL, type Look, NUMBER, TEXT, TITLE } from './look.ts';
import { isOpen, type NumberedFinding } from './order-findings.ts';
import type { Words } from './words.ts';
import { fitRow, putFigure, putMerged, putRow, putText, setWidths } from './write-cell.ts';

const WIDTHS = [6, 9, 10, 13, 38, 8, 8, 8, 20, 17, 22, 24, 8, 11, 11];

const sayRepair = ({ changes }: Repair, words: Words): string =>
  changes.map((change) => `${change.label} ${sayChange(change, words)}`).join(words.also);

/** The best repair; where others are about as likely, all of them. */
const sayRepairs = (finding: Finding, words: Words): string => {
  const likely = likelyRepairs(finding).map((repair) => sayRepair(repair, words));
  if (likely.length <= 1) return likely.join('');
  return [words.findings.anyOf, ...likely.map((text, index) => `${index + 1}) ${text}`)].join('\n');
};

const quotesOf = ({ evidence }: Finding): string => {
  const quotes = evidence.map(({ quote }) => quote).filter((quote) => quote !== null && quote !== '');
  return [...new Set(quotes)].join('\n');
};

const textsOf = (entry: NumberedFinding, { words, scorecard }: Book): readonly (string | null)[] => {
  const { finding, causedBy } = entry;
  const { language } = scorecard;
  const prefix = causedBy === null ? '' : words.findings.causedBy(causedBy);
  return [
    String(entry.number),
    words.severities[finding.severity],
    words.families[finding.family],
    finding.place[language],
    prefix + finding.message[language],
    finding.found,
    finding.expected,
    finding.difference,
    quotesOf(finding),
    finding.basis,
    finding.advice?.[language] ?? null,
    sayRepairs(finding, words),
    words.statuses[finding.status],
    entry.firstSeen,
    entry.deadline ?? words.none,
  ];
};

const NUMBERS = new Set([5, 6, 7]);
const CENTRED = new Set([0, 1, 2, 12, 13, 14]);
const LOUD = new Set([0, 1]);

const lookAt = (index: number, entry: NumberedFinding): Look => {
  const look = NUMBERS.has(index) ? { ...NUMBER, alignment: { ...NUMBER.alignment, vertical: 'top' as const } } : TEXT;
  const own = CENTRED.has(index) ? CENTRE : look;
  if (!isOpen(entry)) return faded(own);
  return LOUD.has(index) ? coloured(own, entry.finding.severity) : own;
};

const writeFinding = (
  sheet: Worksheet,
  row: number,
  entry: NumberedFinding,
  texts: readonly (string | null)[],
  widths: readonly number[],
): void => {
  for (const [index, text] of texts.entries()) {
    const cell = sheet.getCell(row, index + 1);
    const look = lookAt(index, entry);
    if (index === 0 || NUMBERS.has(index)) putFigure(cell, text, look);
    else putText(cell, text, look);
  }
  fitRow(
    sheet.getRow(row),
    texts.map((text, index) => [text, widths[index]!] as const),
  );
};

/** Columns of figures are as wide as their longest figure: one that does not fit shows as ####. */
const widthsFor = (rows: readonly (readonly (string | null)[])[]): readonly number[] =>
  WIDTHS.map((width, index) => {
    if (!NUMBERS.has(index)) return width;
    const longest = Math.max(0, ...rows.map((texts) => texts[index]?.length ?? 0));
    return Math.min(20, Math.max(width, longest * 1.2 + 3));
  });

/** Writes the list of findings: root causes first, each followed by what it causes; filter, frozen head, print set-up. */
export const writeFindingsSheet = (book: Book): void => {
  const { words, scorecard, findings } = book;
  const sheet = addSheet(book, 'findings', { landscape: true, repeat: 2 });
  const rows = findings.map((entry) => textsOf(entry, book));
  const widths = widthsFor(rows);
  setWidths(sheet, widths);
  const title = words.findings.title(scorecard.office.name, sayYear(scorecard, words));
  putMerged(sheet, 1, [1, WIDTHS.length], title, TITLE);
  sheet.getRow(1).height = 28;
  putRow(sheet, 2, words.findings.heads, HEAD);
  sheet.getRow(2).height = 36;
  for (const [index, entry] of findings.entries()) writeFinding(sheet, index + 3, entry, rows[index]!, widths);
  if (findings.length === 0) putMerged(sheet, 3, [1, WIDTHS.length], words.findings.empty, LABEL);
  sheet.autoFilter = {
    from: { row: 2, column: 1 },
    to: { row: Math.max(2, findings.length + 2), column: WIDTHS.length },
  };
};
