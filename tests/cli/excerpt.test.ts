import { describe, expect, it } from 'vitest';
import { excerpt } from '../../src/cli/format/excerpt.ts';
import { locator, NOWHERE } from '../../src/model/locator.ts';

const at = (text: string, found: string) => {
  const start = text.indexOf(found);
  return locator({ start, end: start + found.length });
};

describe('the words around a place', () => {
  it('mark the place and stay on its line', () => {
    const text = '上一行\n本年新收8件,办结9件\n下一行';
    expect(excerpt(text, at(text, '8'))).toBe('本年新收»8«件,办结9件');
  });

  it('are cut on a very long line', () => {
    const text = `${'前'.repeat(500)}8${'后'.repeat(500)}`;
    expect(excerpt(text, at(text, '8'))).toBe(`${'前'.repeat(30)}»8«${'后'.repeat(30)}`);
  });

  it('begin with the text where the place does', () => {
    expect(excerpt('8件\n', at('8件\n', '8'))).toBe('»8«件');
  });

  it('are none where the place is not known or lies outside', () => {
    expect(excerpt('abc', NOWHERE)).toBeNull();
    expect(excerpt('abc', locator({ start: 2, end: 9 }))).toBeNull();
  });
});
