import type { Worksheet } from 'exceljs';
import { type Decimal, decimal, divide, printShort, subtract } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';
import type { Equation } from '../model/rule.ts';
import { figuresOf } from '../rules/expression/bind.ts';
import { excelValue, satisfies } from '../rules/expression/excel-value.ts';
import { isScoped } from '../rules/expression/scope.ts';
import { fitsExcel, mergeReferences, toExcel } from '../rules/expression/to-excel.ts';
import { addSheet, type Book, type FigureCells } from './book.ts';
import { describeEquation, OPERATOR } from './describe-equation.ts';
import { HEAD, HINT, LABEL, MIDDLE, MISSING, SEVERITY_RGB, TITLE } from './look.ts';
import type { Words } from './words.ts';
import { excelNumber, fitRow, numberLook, putFormula, putMerged, putRow, putText, setWidths } from './write-cell.ts';

const WIDTHS = [30, 58, 13, 6, 13, 12, 10, 26];
const [LEFT, RELATION, RIGHT, DIFFERENCE, RESULT, REMARKS] = [3, 4, 5, 6, 7, 8] as const;
const FIRST = 4;

/** Excel adds in binary: differences are rounded to at most this many decimals before they are compared. */
const MOST_DECIMALS = 10;

type Result = Equation['verdict'];

/** An equation that can stand as formulas, with what they give. */
type Live = {
  readonly left: string;
  readonly right: string;
  readonly leftValue: Decimal;
  readonly rightValue: Decimal;
  readonly decimals: number;
  readonly cells: readonly string[];
  readonly result: Result;
};

const figureValue = (book: Book, key: string): Decimal | null => {
  const reading = book.facts.get(key)?.reading;
  return reading?.is === 'stated' ? reading.value : null;
};

/** The figures of the report in an equation; those of other reports are constants. */
const keysOf = ({ left, right }: Equation): readonly string[] =>
  [...new Set([...figuresOf(left), ...figuresOf(right)].map(({ path, group }) => factKey(path, group)))].filter(
    (key) => !isScoped(key),
  );

const constantsOf = ({ constants = [] }: Equation): ReadonlyMap<string, Decimal> =>
  new Map(constants.map(({ key, value }) => [key, value]));

/** A figure of another report stands in the formula as its number, where Excel can hold it. */
const asFormula = (value: Decimal | undefined): string | null =>
  value !== undefined && fitsExcel(value) ? printShort(value) : null;

const asDecimal = (value: Decimal | boolean): Decimal => (typeof value === 'boolean' ? decimal(value ? 1 : 0) : value);

/** The difference as the sheet shows it: rounded like the formula does. */
const roundedDifference = (left: Decimal, right: Decimal, decimals: number): Decimal =>
  divide(subtract(left, right), decimal(1), decimals) ?? decimal(0);

const resultOf = (equation: Equation, keys: readonly string[], difference: Decimal, book: Book): Result => {
  const stated = keys.filter((key) => figureValue(book, key) !== null).length;
  const least = equation.missing === 'blank-is-zero' ? Math.min(1, keys.length) : keys.length;
  if (stated < least) return equation.missing === 'violated' ? 'violated' : 'undecided';
  const order = difference.units > 0n ? 1 : difference.units < 0n ? -1 : 0;
  return satisfies(equation.op, order) ? 'holds' : 'violated';
};

const makeLive = (equation: Equation, book: Book, cells: FigureCells): Live | null => {
  const constants = constantsOf(equation);
  const cellOf = (key: string): string | null => cells.get(key) ?? asFormula(constants.get(key));
  const left = toExcel(equation.left, cellOf);
  const right = toExcel(equation.right, cellOf);
  if (left === null || right === null) return null;
  const numberOf = (key: string): Decimal | null => constants.get(key) ?? figureValue(book, key);
  const leftValue = asDecimal(excelValue(equation.left, numberOf));
  const rightValue = asDecimal(excelValue(equation.right, numberOf));
  if (excelNumber(leftValue) === null || excelNumber(rightValue) === null) return null;
  const decimals = Math.min(MOST_DECIMALS, Math.max(2, leftValue.scale, rightValue.scale));
  const keys = keysOf(equation);
  const difference = roundedDifference(leftValue, rightValue, decimals);
  const result = resultOf(equation, keys, difference, book);
  return { left, right, leftValue, rightValue, decimals, cells: keys.map((key) => cells.get(key)!), result };
};

const EXCEL_TEST = { '==': '=', '!=': '<>', '<=': '<=', '>=': '>=', '<': '<', '>': '>' } as const;

/**
 * IF(COUNT(cells)<n,"undecided",IF(difference=0,"agrees","disagrees")): a figure still missing leaves it open; where
 * blanks count as 0, one figure is enough.
 */
const resultFormula = ({ op, missing }: Equation, { cells }: Live, row: number, { results }: Words): string => {
  const test = `IF(F${row}${EXCEL_TEST[op]}0,"${results.holds}","${results.violated}")`;
  if (cells.length === 0) return test;
  const otherwise = missing === 'violated' ? results.violated : results.undecided;
  const least = missing === 'blank-is-zero' ? 1 : cells.length;
  return `IF(COUNT(${mergeReferences(cells).join(',')})<${least},"${otherwise}",${test})`;
};

const remarkOf = (equation: Equation, live: Live | null, book: Book): string => {
  const { equations } = book.words;
  if (live === null) return equations.noFormula;
  if (live.result !== equation.verdict) return equations.byRule;
  const keys = keysOf(equation);
  if (keys.every((key) => figureValue(book, key) !== null)) return '';
  if (equation.missing === 'blank-is-zero') return equations.blanksAsZero;
  return equation.missing === 'undecided' ? equations.blanksLeaveOpen : '';
};

const writeLive = (sheet: Worksheet, row: number, live: Live): void => {
  const { leftValue, rightValue } = live;
  putFormula(sheet.getCell(row, LEFT), live.left, Number(printShort(leftValue)), numberLook(leftValue));
  putFormula(sheet.getCell(row, RIGHT), live.right, Number(printShort(rightValue)), numberLook(rightValue));
  const difference = roundedDifference(leftValue, rightValue, live.decimals);
  const formula = `ROUND(C${row}-E${row},${live.decimals})`;
  putFormula(sheet.getCell(row, DIFFERENCE), formula, Number(printShort(difference)), numberLook(difference));
};

const writeStatic = (sheet: Worksheet, row: number, words: Words): void => {
  for (const column of [LEFT, RIGHT, DIFFERENCE]) putText(sheet.getCell(row, column), words.none, MISSING);
};

const writeEquation = (sheet: Worksheet, row: number, equation: Equation, book: Book, cells: FigureCells): void => {
  const { words, names, scorecard } = book;
  const { text, scope } = describeEquation(equation, names, scorecard.language);
  const title = equation.title[scorecard.language] + (scope === null ? '' : words.parentheses(scope));
  const live = makeLive(equation, book, cells);
  putText(sheet.getCell(row, 1), title, LABEL);
  putText(sheet.getCell(row, 2), text, LABEL);
  putText(sheet.getCell(row, RELATION), OPERATOR[equation.op], MIDDLE);
  if (live) writeLive(sheet, row, live);
  else writeStatic(sheet, row, words);
  const word = words.results[equation.verdict];
  const result = sheet.getCell(row, RESULT);
  if (live && live.result === equation.verdict)
    putFormula(result, resultFormula(equation, live, row, words), word, MIDDLE);
  else putText(result, word, MIDDLE);
  const remark = remarkOf(equation, live, book);
  putText(sheet.getCell(row, REMARKS), remark, LABEL);
  fitRow(sheet.getRow(row), [
    [title, WIDTHS[0]!],
    [text, WIDTHS[1]!],
    [remark, WIDTHS[7]!],
  ]);
};

/** Colours follow the live result, so that a corrected figure turns its row calm again. */
const colourResults = (sheet: Worksheet, last: number, { results }: Words): void => {
  const rule = (word: string, argb: string, bold: boolean, priority: number) => ({
    type: 'expression' as const,
    priority,
    formulae: [`$G${FIRST}="${word}"`],
    style: {
      font: { bold },
      fill: { type: 'pattern' as const, pattern: 'solid' as const, bgColor: { argb }, fgColor: { argb } },
    },
  });
  sheet.addConditionalFormatting({
    ref: `F${FIRST}:G${last}`,
    rules: [rule(results.violated, SEVERITY_RGB.error, true, 1), rule(results.undecided, 'FFEDEDED', false, 2)],
  });
};

const ORDER: readonly Result[] = ['violated', 'undecided', 'holds'];

/** Writes every equation with live formulas over the figures sheet, the broken ones first, each with its stored result. */
export const writeEquationsSheet = (book: Book, cells: FigureCells): void => {
  const { words, scorecard } = book;
  const sheet = addSheet(book, 'equations', { landscape: true, repeat: 3 });
  setWidths(sheet, WIDTHS);
  putMerged(sheet, 1, [1, WIDTHS.length], words.equations.title, TITLE);
  sheet.getRow(1).height = 28;
  putMerged(sheet, 2, [1, WIDTHS.length], words.equations.hint, HINT);
  sheet.getRow(2).height = 18;
  putRow(sheet, 3, words.equations.heads, HEAD);
  sheet.getRow(3).height = 22;
  const equations = scorecard.result.equations.toSorted((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict));
  for (const [index, equation] of equations.entries()) writeEquation(sheet, FIRST + index, equation, book, cells);
  const last = Math.max(FIRST, FIRST + equations.length - 1);
  if (equations.length === 0) putMerged(sheet, FIRST, [1, WIDTHS.length], words.equations.empty, LABEL);
  else colourResults(sheet, last, words);
  sheet.autoFilter = { from: { row: 3, column: 1 }, to: { row: last, column: WIDTHS.length } };
};
