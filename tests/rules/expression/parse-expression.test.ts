import { describe, expect, it } from 'vitest';
import { parseExpression } from '../../../src/rules/expression/parse-expression.ts';

describe('a broken expression', () => {
  it.each([
    ['t3.new ==', 'found the end at character 10, expected a number, a figure such as t3.new, a function or “(”'],
    ['t3.new = t3.sum', '“= t3.sum” at character 8 is no number, figure or operator'],
    ['a == b == c', 'found “==” at character 8, expected “and” between two comparisons'],
    ['(a + b == c', 'found the end at character 12, expected “)”'],
    ['a + b == c)', 'found “)” at character 11, expected the end of the expression'],
    ['total(a, b) == c', 'unknown function “total”; there are sum, max, min, count_positive, stated, blank'],
    ['sum(a b) == c', 'found “b” at character 7, expected “,” or “)”'],
    ['a ； b', '“； b” at character 3 is no number, figure or operator'],
    ['', 'found the end at character 1, expected a number, a figure such as t3.new, a function or “(”'],
  ])('%s – says where, and what would be accepted', (source, message) => {
    expect(() => parseExpression(source)).toThrow(message);
  });

  it('is refused when nested beyond reason', () => {
    expect(() => parseExpression(`${'('.repeat(100)}1${')'.repeat(100)}`)).toThrow('nested deeper than 60 levels');
  });

  it('is refused when longer than any rule', () => {
    expect(() => parseExpression(`a == ${'1 + '.repeat(1000)}1`)).toThrow('longer than 4000 characters');
  });
});

describe('operators', () => {
  it.each([
    ['a or b == 1 and c == 2', 'a or ((b == 1) and (c == 2))'],
    ['a == 1 implies b == 2 implies c == 3', '(a == 1) implies ((b == 2) implies (c == 3))'],
    ['not a == 1 and b == 2', '(not (a == 1)) and (b == 2)'],
    ['a - b - c == 0', '((a - b) - c) == 0'],
    ['a + b * 2 == c', '(a + (b * 2)) == c'],
  ])('bind in %s as in %s', (bare, bracketed) => {
    expect(parseExpression(bare)).toEqual(parseExpression(bracketed));
  });
});

describe('a pattern', () => {
  it('stands for all figures below it, with or without a group', () => {
    expect(parseExpression('sum(t3.deny.*, t3.deny.*[total]) == 0')).toMatchObject({
      left: {
        args: [
          { is: 'figures', pattern: 't3.deny.*', group: null },
          { is: 'figures', pattern: 't3.deny.*', group: 'total' },
        ],
      },
    });
  });
});
