import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unmatchedMarks } from '../../../../src/rules/checks/text/unmatched-marks.ts';
import { aText } from '../a-check-input.ts';

const options = { pairs: ['“”', '（）', '《》'] };

const PLAIN = '网站更新照常进行';

const { balanced } = fc.letrec<{ balanced: string; wrapped: string }>((tie) => ({
  balanced: fc.oneof({ maxDepth: 3 }, fc.constant(PLAIN), tie('wrapped')),
  wrapped: fc
    .tuple(fc.constantFrom('“”', '（）', '《》'), tie('balanced'), tie('balanced'))
    .map(([pair, inside, after]) => `${pair[0]}${inside}${pair[1]}${after}`),
}));

describe('marks of a paragraph', () => {
  it('pair up when every one that opens is closed, however deep', () => {
    fc.assert(
      fc.property(balanced, (text) => {
        expect(unmatchedMarks.judge(aText(text), options)[0]!.is).toBe('holds');
      }),
    );
  });

  it('do not pair up when one more closes', () => {
    fc.assert(
      fc.property(balanced, fc.constantFrom('”', '）', '》'), (text, mark) => {
        expect(unmatchedMarks.judge(aText(`${text}${mark}`), options)[0]!.is).toBe('violated');
      }),
    );
  });
});
