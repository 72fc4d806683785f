import { describe, expect, it } from 'vitest';
import type { Expression } from '../../../src/model/expression.ts';
import { bind, type Dictionary, figuresOf } from '../../../src/rules/expression/bind.ts';
import { parseExpression } from '../../../src/rules/expression/parse-expression.ts';

const DICTIONARY: Dictionary = {
  codes: new Set(['t3.new', 't3.sum', 't3.deny.secret', 't3.deny.process', 't4.recon.total']),
  grouped: new Set(['t3.new', 't3.sum', 't3.deny.secret', 't3.deny.process']),
  groups: new Set(['np', 'law', 'total']),
};

const NP = { variable: 'applicant', over: 'group', value: 'np' } as const;

const sumOf = (pattern: string): Expression => ({
  is: 'call',
  name: 'sum',
  args: [{ is: 'figures', pattern, group: null }],
});

describe('binding a rule to a form', () => {
  it('gives every figure of the matrix the group that is judged', () => {
    const bound = bind(parseExpression('t3.new == t3.sum + t4.recon.total'), NP, DICTIONARY);
    expect(figuresOf(bound)).toEqual([
      { path: 't3.new', group: 'np' },
      { path: 't3.sum', group: 'np' },
      { path: 't4.recon.total', group: null },
    ]);
  });

  it('lets a figure ask for a group of its own', () => {
    const bound = bind(parseExpression('t3.new <= t3.new[total]'), NP, DICTIONARY);
    expect(figuresOf(bound)).toContainEqual({ path: 't3.new', group: 'total' });
  });

  it('replaces the name of the rule by the path it stands for', () => {
    const forum = { variable: 'forum', over: 'path', value: 't4.recon' } as const;
    expect(figuresOf(bind(parseExpression('forum.total >= 0'), forum, DICTIONARY))).toEqual([
      { path: 't4.recon.total', group: null },
    ]);
  });

  it('replaces a pattern by all figures that it matches', () => {
    expect(figuresOf(bind(sumOf('t3.deny.*'), NP, DICTIONARY))).toEqual([
      { path: 't3.deny.secret', group: 'np' },
      { path: 't3.deny.process', group: 'np' },
    ]);
  });

  it.each([
    ['t3.newest == 1', 'unknown figure “t3.newest”'],
    ['t3.new[npo] == 1', 'unknown group “npo”; there are np, law, total'],
    ['t4.recon.total[np] == 1', 't4.recon.total has no groups, so “[np]” cannot be asked for'],
  ])('refuses %s, saying what there is', (source, message) => {
    expect(() => bind(parseExpression(source), NP, DICTIONARY)).toThrow(message);
  });

  it('refuses a figure of the matrix for which no group is meant', () => {
    expect(() => bind(parseExpression('t3.new == 1'), null, DICTIONARY)).toThrow(
      't3.new needs a group: t3.new[np], t3.new[law], t3.new[total]',
    );
  });

  it('refuses a pattern that matches nothing', () => {
    expect(() => bind(sumOf('t3.refuse.*'), NP, DICTIONARY)).toThrow('“t3.refuse.*” matches no figure');
  });
});
