import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, printShort } from '../../../src/model/decimal.ts';
import type { Expression } from '../../../src/model/expression.ts';
import { excelValue } from '../../../src/rules/expression/excel-value.ts';
import { fitsExcel, mergeReferences, toExcel } from '../../../src/rules/expression/to-excel.ts';

const figure = (path: string): Expression => ({ is: 'figure', path, group: null });
const number = (value: number): Expression => ({ is: 'number', value: decimal(value) });
const call = (
  name: 'sum' | 'max' | 'min' | 'count_positive' | 'stated' | 'blank',
  ...args: readonly Expression[]
): Expression => ({ is: 'call', name, args });
const arithmetic = (op: '+' | '-' | '*', left: Expression, right: Expression): Expression => ({
  is: 'arithmetic',
  op,
  left,
  right,
});

/** Figures a to f stand in C1 to C6 of the sheet. */
const KEYS = ['a', 'b', 'c', 'd', 'e', 'f'];
const cellOf = (key: string): string | null => (KEYS.includes(key) ? `'填报数据'!C${KEYS.indexOf(key) + 1}` : null);

type Cells = readonly (number | null)[];

/** A small spreadsheet: reads the formula as Excel does, with texts and empty cells as null. */
const recalculate = (formula: string, cells: Cells): number | boolean => {
  const script = formula
    .replace(/'填报数据'!C(\d)(?::C(\d))?/g, (_, from: string, to: string | undefined) => `ref(${from},${to ?? from})`)
    .replace(/<>/g, '!==')
    .replace(/(?<![<>!=])=(?!=)/g, '===');
  const flat = (args: readonly unknown[]): number[] => args.flat().filter((value) => typeof value === 'number');
  const numeric = (args: readonly unknown[], pick: (...values: number[]) => number): number => {
    const values = flat(args);
    return values.length === 0 ? 0 : pick(...values);
  };
  const scope = {
    ref: (from: number, to: number) => cells.slice(from - 1, to),
    N: (value: unknown) => (Array.isArray(value) ? (value[0] ?? 0) : Number(value)),
    SUM: (...args: unknown[]) => flat(args).reduce((sum, value) => sum + value, 0),
    MAX: (...args: unknown[]) => numeric(args, Math.max),
    MIN: (...args: unknown[]) => numeric(args, Math.min),
    COUNTIF: (range: unknown[], condition: string) => {
      expect(condition).toBe('>0');
      return flat([range]).filter((value) => value > 0).length;
    },
    ISNUMBER: (range: unknown[]) => range[0] !== null,
    NOT: (value: boolean) => !value,
    AND: (...values: boolean[]) => values.every(Boolean),
    OR: (...values: boolean[]) => values.some(Boolean),
  };
  return new Function(...Object.keys(scope), `return ${script}`)(...Object.values(scope));
};

const leaf = fc.oneof(fc.constantFrom(...KEYS).map(figure), fc.integer({ min: -50, max: 50 }).map(number));

const { numeric } = fc.letrec<{ numeric: Expression }>((tie) => ({
  numeric: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc
      .tuple(fc.constantFrom('+' as const, '-' as const, '*' as const), tie('numeric'), tie('numeric'))
      .map(([op, left, right]) => arithmetic(op, left, right)),
    fc
      .tuple(
        fc.constantFrom('sum' as const, 'max' as const, 'min' as const, 'count_positive' as const),
        fc.array(tie('numeric'), { minLength: 1, maxLength: 5 }),
      )
      .map(([name, args]) => call(name, ...args)),
    fc
      .tuple(fc.constantFrom('sum' as const, 'count_positive' as const), fc.subarray(KEYS, { minLength: 1 }))
      .map(([name, keys]) => call(name, ...keys.map(figure))),
  ),
}));

const condition: fc.Arbitrary<Expression> = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('==' as const, '!=' as const, '<=' as const, '>=' as const, '<' as const, '>' as const),
      numeric,
      numeric,
    )
    .map(([op, left, right]): Expression => ({ is: 'compare', op, left, right })),
  fc
    .tuple(fc.constantFrom('stated' as const, 'blank' as const), fc.subarray(KEYS, { minLength: 1 }))
    .map(([name, keys]) => call(name, ...keys.map(figure))),
);

const logical: fc.Arbitrary<Expression> = fc.oneof(
  condition,
  fc
    .tuple(fc.constantFrom('and' as const, 'or' as const, 'implies' as const), condition, condition)
    .map(([op, left, right]): Expression => ({ is: 'logic', op, left, right })),
  condition.map((of): Expression => ({ is: 'not', of })),
);

const cells = fc.array(fc.option(fc.integer({ min: -99, max: 99 })), { minLength: 6, maxLength: 6 });

describe('a rule as an Excel formula', () => {
  it('gives in Excel what is stored beside it, whatever the figures, blanks included', () => {
    fc.assert(
      fc.property(fc.oneof(numeric, logical), cells, (expression, values) => {
        const formula = toExcel(expression, cellOf);
        fc.pre(formula !== null);
        const stored = excelValue(expression, (key) => {
          const value = values[KEYS.indexOf(key)];
          return value == null ? null : decimal(value);
        });
        const shown = recalculate(formula, values);
        if (typeof stored === 'boolean') expect(shown).toBe(stored);
        else expect(Number(shown) + 0).toBe(Number(printShort(stored)));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [call('sum', figure('a'), figure('b'), figure('c')), "SUM('填报数据'!C1:C3)"],
    [call('sum', figure('a'), figure('c')), "SUM('填报数据'!C1,'填报数据'!C3)"],
    [arithmetic('+', figure('a'), figure('b')), "N('填报数据'!C1)+N('填报数据'!C2)"],
    [arithmetic('-', figure('a'), arithmetic('-', figure('b'), number(2))), "N('填报数据'!C1)-(N('填报数据'!C2)-2)"],
    [arithmetic('*', number(-2), figure('a')), "(-2)*N('填报数据'!C1)"],
    [call('count_positive', figure('a'), figure('b')), `COUNTIF('填报数据'!C1:C2,">0")`],
    [call('sum'), '0'],
  ])('is written the way a clerk would write it', (expression, formula) => {
    expect(toExcel(expression, cellOf)).toBe(formula);
  });

  it.each([
    ['a figure without a cell', figure('nowhere')],
    ['a pattern that was not expanded', { is: 'figures', pattern: 't3.*', group: null } as const],
    ['a number of more than 15 digits', { is: 'number', value: decimal(1234567890123456n) } as const],
  ])('cannot be written for %s', (_, expression) => {
    expect(toExcel(expression, cellOf)).toBeNull();
    expect(toExcel(call('sum', figure('a'), expression), cellOf)).toBeNull();
  });

  it('cannot be written beyond what Excel accepts', () => {
    const long = (count: number): Expression =>
      call('sum', ...Array.from({ length: count }, (_, i) => figure(`x${i}`)));
    const apart = (key: string): string => `A${Number(key.slice(1)) * 2 + 1}`;
    expect(toExcel(long(255), apart)).not.toBeNull();
    expect(toExcel(long(256), apart)).toBeNull();
    const wide = (key: string): string => `'${'长'.repeat(40)}'!${apart(key)}`;
    expect(toExcel(long(250), wide)).toBeNull();
  });

  it.each([
    [['C1', 'C2', 'C3'], ['C1:C3']],
    [['C1', 'D1', 'E1'], ['C1:E1']],
    [
      ['C1', 'D1', 'D2'],
      ['C1:D1', 'D2'],
    ],
    [
      ['C2', 'C1'],
      ['C2', 'C1'],
    ],
    [
      ['S!C1', 'T!C2'],
      ['S!C1', 'T!C2'],
    ],
    [['Z1', 'AA1'], ['Z1:AA1']],
  ])('joins neighbouring cells into ranges: %j', (references, merged) => {
    expect(mergeReferences(references)).toEqual(merged);
  });

  it.each([
    ['123456789012345', true],
    ['1234567890123456', false],
    ['0.000000000000001', true],
    ['2772661.517', true],
    ['123456789012.3456', false],
  ])('knows which numbers a cell keeps exactly: %s', (text, fits) => {
    const [whole, fraction = ''] = text.split('.');
    expect(fitsExcel({ units: BigInt(whole + fraction), scale: fraction.length })).toBe(fits);
  });
});
