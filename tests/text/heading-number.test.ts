import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headingNumber } from '../../src/text/heading-number.ts';

const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'] as const;

describe('the number of a heading', () => {
  it('is the same in every way of numbering', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: HAN.length }), (n) => {
        const han = HAN[n - 1]!;
        for (const printed of [
          han,
          `${han}、`,
          `（${han}）`,
          `(${han})`,
          `第${han}部分`,
          `第${han}章`,
          `${n}.`,
          `（${n}）`,
        ]) {
          expect(headingNumber(printed)).toBe(n);
        }
      }),
    );
  });

  it.each(['', '甲', '附件', '123'])('is not seen in “%s”', (printed) => {
    expect(headingNumber(printed)).toBeNull();
  });
});
