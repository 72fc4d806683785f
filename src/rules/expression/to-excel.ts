import { type Decimal, printShort } from '../../model/decimal.ts';
import type { Expression } from '../../model/expression.ts';
import { factKey } from '../../model/fact.ts';

/** Where a figure stands in the workbook ("'填报数据'!C5"), by its fact key; null when it has no numeric cell. */
export type CellOf = (key: string) => string | null;

/** Excel refuses longer formulas and longer argument lists. */
const MAX_FORMULA = 8192;
const MAX_ARGUMENTS = 255;

/** Digits that a cell keeps exactly; a longer number would silently change. */
const MAX_DIGITS = 15;

type Piece = { readonly text: string; readonly binds: number };

const COMPARE = 1;
const SUM = 2;
const PRODUCT = 3;
const ATOM = 4;

/** Whether Excel can hold the number without changing it. */
export const fitsExcel = (value: Decimal): boolean =>
  printShort(value)
    .replace(/^-?0*\.?0*/, '')
    .replace('.', '').length <= MAX_DIGITS;

type Address = { readonly prefix: string; readonly column: number; readonly row: number; readonly name: string };

const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const parseAddress = (reference: string): Address | null => {
  const cut = reference.lastIndexOf('!') + 1;
  const name = reference.slice(cut);
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(name);
  if (!match) return null;
  return { prefix: reference.slice(0, cut), column: columnNumber(match[1]!), row: Number(match[2]), name };
};

type Run = { readonly first: Address; readonly last: Address; readonly down: boolean | null };

const follows = (run: Run, next: Address): boolean | null => {
  const { last } = run;
  if (next.prefix !== last.prefix) return null;
  if (run.down !== false && next.column === last.column && next.row === last.row + 1) return true;
  if (run.down !== true && next.row === last.row && next.column === last.column + 1) return false;
  return null;
};

/** Neighbouring cells in order become one range: C5, C6, C7 → C5:C7. */
export const mergeReferences = (references: readonly string[]): readonly string[] => {
  const runs: (Run | string)[] = [];
  for (const reference of references) {
    const address = parseAddress(reference);
    const previous = runs.at(-1);
    if (!address) {
      runs.push(reference);
      continue;
    }
    const down = previous && typeof previous !== 'string' ? follows(previous, address) : null;
    if (down === null) runs.push({ first: address, last: address, down: null });
    else runs[runs.length - 1] = { ...(previous as Run), last: address, down };
  }
  return runs.map((run) => {
    if (typeof run === 'string') return run;
    return run.first === run.last
      ? run.first.prefix + run.first.name
      : `${run.first.prefix}${run.first.name}:${run.last.name}`;
  });
};

const atom = (text: string): Piece => ({ text, binds: ATOM });

const wrap = (piece: Piece, atLeast: number): string => (piece.binds < atLeast ? `(${piece.text})` : piece.text);

const reference = (expression: Expression, cellOf: CellOf): string | null =>
  expression.is === 'figure' ? cellOf(factKey(expression.path, expression.group)) : null;

/** Arguments as Excel sees them: figures as references, which its functions skip when they hold no number. */
const listArguments = (args: readonly Expression[], cellOf: CellOf): readonly string[] | null => {
  const texts: string[] = [];
  for (const arg of args) {
    const text = arg.is === 'figure' ? reference(arg, cellOf) : (compile(arg, cellOf)?.text ?? null);
    if (text === null) return null;
    texts.push(text);
  }
  const merged = mergeReferences(texts);
  return merged.length > MAX_ARGUMENTS ? null : merged;
};

const compileCounting = (args: readonly Expression[], cellOf: CellOf): Piece | null => {
  const texts: string[] = [];
  const references: string[] = [];
  for (const arg of args) {
    const cell = reference(arg, cellOf);
    const piece = cell === null ? compile(arg, cellOf) : null;
    if (cell !== null) references.push(cell);
    else if (piece === null || arg.is === 'figure') return null;
    else texts.push(`N(${wrap(piece, SUM)}>0)`);
  }
  const counted = mergeReferences(references).map((range) => `COUNTIF(${range},">0")`);
  const all = [...counted, ...texts];
  if (all.length <= 1) return atom(all[0] ?? '0');
  return { text: all.join('+'), binds: SUM };
};

const compileTest = (args: readonly Expression[], cellOf: CellOf, stated: boolean): Piece | null => {
  const tests: string[] = [];
  for (const arg of args) {
    const cell = reference(arg, cellOf);
    if (cell === null) return null;
    tests.push(stated ? `ISNUMBER(${cell})` : `NOT(ISNUMBER(${cell}))`);
  }
  return tests.length === 1 ? atom(tests[0]!) : atom(`AND(${tests.join(',')})`);
};

const compileCall = (call: Expression & { readonly is: 'call' }, cellOf: CellOf): Piece | null => {
  if (call.name === 'count_positive') return compileCounting(call.args, cellOf);
  if (call.name === 'stated' || call.name === 'blank') return compileTest(call.args, cellOf, call.name === 'stated');
  if (call.args.length === 0) return atom('0');
  const list = listArguments(call.args, cellOf);
  return list && atom(`${call.name.toUpperCase()}(${list.join(',')})`);
};

const compileArithmetic = (node: Expression & { readonly is: 'arithmetic' }, cellOf: CellOf): Piece | null => {
  const left = compile(node.left, cellOf);
  const right = compile(node.right, cellOf);
  if (!left || !right) return null;
  const binds = node.op === '*' ? PRODUCT : SUM;
  return { text: `${wrap(left, binds)}${node.op}${wrap(right, node.op === '+' ? SUM : binds + 1)}`, binds };
};

const EXCEL_OPERATOR = { '==': '=', '!=': '<>', '<=': '<=', '>=': '>=', '<': '<', '>': '>' } as const;

const compileTwo = (
  left: Expression,
  right: Expression,
  cellOf: CellOf,
  join: (left: Piece, right: Piece) => Piece,
): Piece | null => {
  const a = compile(left, cellOf);
  const b = compile(right, cellOf);
  return a && b && join(a, b);
};

const compileLogic = (node: Expression & { readonly is: 'logic' }, cellOf: CellOf): Piece | null =>
  compileTwo(node.left, node.right, cellOf, (a, b) => {
    if (node.op === 'implies') return atom(`OR(NOT(${a.text}),${b.text})`);
    return atom(`${node.op.toUpperCase()}(${a.text},${b.text})`);
  });

const compileNumber = (value: Decimal): Piece | null => {
  if (!fitsExcel(value)) return null;
  return { text: printShort(value), binds: value.units < 0n ? COMPARE : ATOM };
};

const compile = (expression: Expression, cellOf: CellOf): Piece | null => {
  switch (expression.is) {
    case 'number':
      return compileNumber(expression.value);
    case 'figure': {
      const cell = reference(expression, cellOf);
      return cell === null ? null : atom(`N(${cell})`);
    }
    case 'figures':
      return null;
    case 'call':
      return compileCall(expression, cellOf);
    case 'arithmetic':
      return compileArithmetic(expression, cellOf);
    case 'compare':
      return compileTwo(expression.left, expression.right, cellOf, (a, b) => ({
        text: `${wrap(a, SUM)}${EXCEL_OPERATOR[expression.op]}${wrap(b, SUM)}`,
        binds: COMPARE,
      }));
    case 'logic':
      return compileLogic(expression, cellOf);
    case 'not': {
      const piece = compile(expression.of, cellOf);
      return piece && atom(`NOT(${piece.text})`);
    }
  }
};

/**
 * The expression as an Excel formula without the leading "=", or null when it cannot be written: a figure without a
 * cell, an unexpanded pattern, a number longer than 15 digits, a formula beyond Excel's limits.
 *
 * A cell without a number counts as 0, in sums (SUM skips it) and alone (N makes it 0).
 */
export const toExcel = (expression: Expression, cellOf: CellOf): string | null => {
  const piece = compile(expression, cellOf);
  return piece && piece.text.length <= MAX_FORMULA ? piece.text : null;
};
