import { describe, expect, it } from 'vitest';
import { correctDigits } from '../../../src/documents/scan/digit-like.ts';

describe('a text that was recognised', () => {
  it.each([
    ['1O', '10'],
    ['口', '0'],
    ['l2', '12'],
    ['3,7I4', '3,714'],
  ])('of digits and what is taken for them is digits: %s → %s', (text, digits) => {
    expect(correctDigits(text)).toBe(digits);
  });

  it.each(['人口', '第1O条', 'Olympic'])('with words in it stays as it is: %s', (text) => {
    expect(correctDigits(text)).toBe(text);
  });
});
