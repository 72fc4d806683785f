import { add, compare, type Decimal, decimal, multiply, subtract, ZERO } from '../../model/decimal.ts';
import type { CompareOperator, Expression } from '../../model/expression.ts';
import { factKey } from '../../model/fact.ts';

/** What Excel reads in a figure's cell: a number, or null for a cell without one. */
export type NumberOf = (key: string) => Decimal | null;

const asNumber = (value: Decimal | boolean): Decimal => (typeof value === 'boolean' ? decimal(value ? 1n : 0n) : value);

const asTruth = (value: Decimal | boolean): boolean => (typeof value === 'boolean' ? value : value.units !== 0n);

const positive = (value: Decimal | boolean): boolean => asNumber(value).units > 0n;

const COMPARED: Readonly<Record<CompareOperator, (order: number) => boolean>> = {
  '==': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
};

/** Whether `order` (negative, zero, positive) satisfies the comparison. */
export const satisfies = (op: CompareOperator, order: number): boolean => COMPARED[op](order);

const callValue = (call: Expression & { readonly is: 'call' }, numberOf: NumberOf): Decimal | boolean => {
  const figures = call.args.map((arg) =>
    arg.is === 'figure' ? numberOf(factKey(arg.path, arg.group)) : asNumber(excelValue(arg, numberOf)),
  );
  const stated = figures.filter((value) => value !== null);
  switch (call.name) {
    case 'sum':
      return stated.reduce(add, ZERO);
    case 'max':
      return stated.length === 0 ? ZERO : stated.reduce((a, b) => (compare(a, b) >= 0 ? a : b));
    case 'min':
      return stated.length === 0 ? ZERO : stated.reduce((a, b) => (compare(a, b) <= 0 ? a : b));
    case 'count_positive':
      return decimal(stated.filter(positive).length);
    case 'stated':
      return stated.length === figures.length;
    case 'blank':
      return stated.length === 0;
  }
};

const logicValue = (op: 'and' | 'or' | 'implies', left: boolean, right: boolean): boolean => {
  if (op === 'and') return left && right;
  return op === 'or' ? left || right : !left || right;
};

/**
 * What Excel computes for `toExcel(expression)`, exactly: the result to store beside the formula. Patterns are 0, as
 * they are never written.
 */
export const excelValue = (expression: Expression, numberOf: NumberOf): Decimal | boolean => {
  switch (expression.is) {
    case 'number':
      return expression.value;
    case 'figure':
      return numberOf(factKey(expression.path, expression.group)) ?? ZERO;
    case 'figures':
      return ZERO;
    case 'call':
      return callValue(expression, numberOf);
    case 'not':
      return !asTruth(excelValue(expression.of, numberOf));
    case 'logic':
      return logicValue(
        expression.op,
        asTruth(excelValue(expression.left, numberOf)),
        asTruth(excelValue(expression.right, numberOf)),
      );
    default: {
      const left = asNumber(excelValue(expression.left, numberOf));
      const right = asNumber(excelValue(expression.right, numberOf));
      if (expression.is === 'compare') return satisfies(expression.op, compare(left, right));
      if (expression.op === '*') return multiply(left, right);
      return expression.op === '+' ? add(left, right) : subtract(left, right);
    }
  }
};
