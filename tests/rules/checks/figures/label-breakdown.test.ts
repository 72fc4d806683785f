import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal } from '../../../../src/model/decimal.ts';
import { labelBreakdown } from '../../../../src/rules/checks/figures/label-breakdown.ts';

const WORDS = ['撤销', '撤回申请', '正在办理', '确认违法', '原告撤诉'] as const;

describe('figures noted behind a label', () => {
  it('are read in the order printed, whatever brackets, commas and units are used', () => {
    const anyPart = fc.record({
      word: fc.constantFrom(...WORDS),
      count: fc.nat(9999),
      unit: fc.constantFrom('件', '个', '起', ''),
    });
    fc.assert(
      fc.property(
        fc.array(anyPart, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(',', '，', '、', '；'),
        fc.constantFrom(['(', ')'], ['（', '）']),
        (parts, comma, [open, close]) => {
          const note = parts.map(({ word, count, unit }) => `${word}${count}${unit}`).join(comma);
          const read = labelBreakdown(`（三）其他情形数${open}${note}${close}`);
          expect(read?.map(({ word, value }) => [word, value])).toEqual(
            parts.map(({ word, count }) => [word, decimal(count)]),
          );
        },
      ),
    );
  });

  it.each([
    '（三）其他情形数',
    '主动公开政府信息数（不同渠道和方式公开相同信息计1条）',
    '专职人员数（不包括政府公报及政府网站工作人员数）',
    '上一年项目数量（指2019年事项数）',
    '部分公开（区分处理的，只计这一情形，不计其他情形）',
  ])('are not seen in %s', (label) => {
    expect(labelBreakdown(label)).toBeNull();
  });
});
