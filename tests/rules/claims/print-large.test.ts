import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../../../src/model/decimal.ts';
import { printLarge } from '../../../src/rules/checks/claims/print-large.ts';

const printed = (text: string): string => printLarge(parseDecimal(text)!);

describe('a figure in a message', () => {
  it('is printed in 亿 from a hundred million on', () => {
    expect([printed('2863000000'), printed('100000000')]).toEqual(['28.63亿', '1亿']);
  });

  it('is printed in digits below', () => {
    expect([printed('99999999'), printed('12034'), printed('0.12')]).toEqual(['99999999', '12034', '0.12']);
  });

  it('loses nothing', () => {
    expect(printed('100000001.5')).toBe('1.000000015亿');
  });
});
