import { describe, expect, it } from 'vitest';
import type { Rule } from '../../src/model/rule.ts';
import { type Check, defineCheck } from '../../src/rules/checks/check.ts';
import { noOptions } from '../../src/rules/checks/read-options.ts';
import { judge } from '../../src/rules/judge.ts';
import { aText } from './checks/a-check-input.ts';

const aRule = (id: string, check: string): Rule => ({
  id,
  title: { zh: id, en: id },
  family: 'structure',
  severity: 'info',
  kind: 'soft',
  basis: null,
  templates: ['*'],
  body: { is: 'check', name: check, options: {} },
  source: { when: null, expect: null },
  message: { zh: '', en: '' },
  advice: null,
  blind: null,
});

const judgeBy = (check: Check) => {
  const rules = [aRule('under-test', check.name)];
  const input = aText('样例市人民政府2022年政府信息公开工作年度报告');
  const compiled = new Map([[input.factSet.template ?? '', rules.map((rule) => ({ rule, instances: null }))]]);
  return judge(rules, compiled, new Map([[check.name, check]]), input);
};

describe('judging a report', () => {
  it('keeps every verdict of a rule, however many it gives', () => {
    const verdicts = Array.from({ length: 300_000 }, (_, i) => ({
      is: 'holds' as const,
      target: String(i),
      evidence: [],
    }));
    const judged = judgeBy(defineCheck({ name: 'many', parseOptions: noOptions, judge: () => verdicts }));
    expect([judged.verdicts.length, judged.faults]).toEqual([300_000, []]);
  });

  it('names a rule that crashes and gives no verdict for it', () => {
    const crash = defineCheck({
      name: 'crash',
      parseOptions: noOptions,
      judge: () => {
        throw new Error('it broke');
      },
    });
    const judged = judgeBy(crash);
    expect([judged.verdicts, judged.faults]).toEqual([[], [{ rule: 'under-test', error: 'it broke' }]]);
  });
});
