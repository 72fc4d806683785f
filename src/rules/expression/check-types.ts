import type { Expression } from '../../model/expression.ts';

type Type = 'number' | 'truth';

const WORDS: Readonly<Record<Type, string>> = { number: 'a number', truth: 'a comparison' };

const expectType = (e: Expression, wanted: Type, where: string): void => {
  const found = typeOf(e);
  if (found !== wanted) throw new Error(`${where} is ${WORDS[found]}; ${WORDS[wanted]} is expected`);
};

/** Whether an expression gives a number or a truth. Throws an Error where the two are mixed up inside it. */
const typeOf = (e: Expression): Type => {
  switch (e.is) {
    case 'number':
    case 'figure':
    case 'figures':
      return 'number';
    case 'call':
      for (const arg of e.args) expectType(arg, 'number', `an argument of ${e.name}()`);
      return e.name === 'stated' || e.name === 'blank' ? 'truth' : 'number';
    case 'not':
      expectType(e.of, 'truth', 'what “not” denies');
      return 'truth';
    case 'logic':
      expectType(e.left, 'truth', `the left side of “${e.op}”`);
      expectType(e.right, 'truth', `the right side of “${e.op}”`);
      return 'truth';
    case 'compare':
    case 'arithmetic':
      expectType(e.left, 'number', `the left side of “${e.op}”`);
      expectType(e.right, 'number', `the right side of “${e.op}”`);
      return e.is === 'compare' ? 'truth' : 'number';
  }
};

/** Throws an Error unless the expression is a truth throughout: a comparison, or comparisons joined by and, or, implies. */
export const mustBeTruth = (e: Expression, name: string): Expression => {
  expectType(e, 'truth', `“${name}”`);
  return e;
};
