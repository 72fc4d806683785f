import type { Worksheet } from 'exceljs';
import type { CellRef, Claim, ClaimVerdict, Operand } from '../model/claim.ts';
import { printShort } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';
import { addSheet, type Book, type FigureCells } from './book.ts';
import { coloured, HEAD, HINT, LABEL, MIDDLE, NUMBER, TITLE } from './look.ts';
import { sayWhere } from './say-where.ts';
import { fitRow, putFigure, putMerged, putRow, putText, setWidths } from './write-cell.ts';

const WIDTHS = [50, 10, 10, 13, 13, 46, 11, 26];
const HEAD_ROW = 3;

type Judged = { readonly claim: Claim; readonly verdict: ClaimVerdict['verdict']; readonly computed: string | null };

const ORDER: readonly ClaimVerdict['verdict'][] = ['violated', 'undecided', 'holds', 'inapplicable'];

const sayReading = (key: string, book: Book): string => {
  const reading = book.facts.get(key)?.reading;
  if (reading?.is === 'stated') return printShort(reading.value);
  if (reading?.is === 'text') return reading.value;
  return book.words.figures[reading?.is ?? 'absent'];
};

const sayCell = ({ indicator, group }: CellRef, book: Book, cells: FigureCells): string => {
  const key = factKey(indicator, group);
  const cell = cells.get(key)?.replaceAll("'", '');
  const name = book.names.figure(indicator, group);
  return `${name} ${sayReading(key, book)}${cell ? book.words.parentheses(cell) : ''}`;
};

const sayOperand = (operand: Operand, book: Book, cells: FigureCells): string => {
  if (operand.from === 'table') return sayCell(operand, book, cells);
  const said = `${operand.label} ${book.words.claims.prose(operand.figure.raw)}`.trim();
  return operand.cell === null ? said : `${said} ＝ ${sayCell(operand.cell, book, cells)}`;
};

const judge = ({ scorecard }: Book): readonly Judged[] => {
  const verdicts = new Map(scorecard.result.claimVerdicts.map((verdict) => [verdict.claim, verdict]));
  const judged = scorecard.result.claims.map((claim) => {
    const verdict = verdicts.get(claim.id);
    return { claim, verdict: verdict?.verdict ?? 'undecided', computed: verdict?.computed ?? null } as const;
  });
  return judged.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
};

const writeClaim = (
  sheet: Worksheet,
  row: number,
  { claim, verdict, computed }: Judged,
  book: Book,
  cells: FigureCells,
): void => {
  const { words } = book;
  const compared = claim.operands.map((operand) => sayOperand(operand, book, cells)).join('\n');
  const percent = claim.stated?.percent === true && computed !== null && !computed.endsWith('%');
  const reason = claim.undecidable ?? (verdict === 'undecided' ? claim.doubt : null);
  const texts = [
    claim.quote,
    sayWhere(claim.locator, words),
    words.kinds[claim.kind],
    claim.stated?.raw ?? null,
    percent ? `${computed}%` : computed,
    compared,
    words.claimVerdicts[verdict],
    reason === null ? null : words.claims.reasons[reason],
  ];
  for (const [index, text] of texts.entries()) {
    const cell = sheet.getCell(row, index + 1);
    if (index === 3 || index === 4) putFigure(cell, text, NUMBER);
    else if (index === 6) putText(cell, text, verdict === 'violated' ? coloured(MIDDLE, 'error') : MIDDLE);
    else putText(cell, text, index === 2 ? MIDDLE : LABEL);
  }
  fitRow(
    sheet.getRow(row),
    texts.map((text, index) => [text, WIDTHS[index]!] as const),
  );
};

/** Writes every figure that the text states, what it was compared with and the verdict in words, the broken ones first. */
export const writeClaimsSheet = (book: Book, cells: FigureCells): void => {
  const { words } = book;
  const sheet = addSheet(book, 'claims', { landscape: true, repeat: HEAD_ROW });
  setWidths(sheet, WIDTHS);
  putMerged(sheet, 1, [1, WIDTHS.length], words.claims.title, TITLE);
  sheet.getRow(1).height = 28;
  putMerged(sheet, 2, [1, WIDTHS.length], words.claims.hint, HINT);
  sheet.getRow(2).height = 18;
  putRow(sheet, HEAD_ROW, words.claims.heads, HEAD);
  sheet.getRow(HEAD_ROW).height = 22;
  const judged = judge(book);
  for (const [index, entry] of judged.entries()) writeClaim(sheet, HEAD_ROW + 1 + index, entry, book, cells);
  if (judged.length === 0) putMerged(sheet, HEAD_ROW + 1, [1, WIDTHS.length], words.claims.empty, LABEL);
  sheet.autoFilter = {
    from: { row: HEAD_ROW, column: 1 },
    to: { row: HEAD_ROW + Math.max(1, judged.length), column: WIDTHS.length },
  };
};
