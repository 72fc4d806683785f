import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditSnapshot } from '../../src/audit/audit-snapshot.ts';
import { theKnowledge } from '../the-knowledge.ts';

/** Pieces of reports, and of what reports should not hold, to be put together in any order. */
const PIECES = [
  '样例旗人民政府2023年政府信息公开工作年度报告',
  '样例镇人民政府2016年政府信息公开工作年度报告',
  '报告内容包括主动公开情况、依申请公开情况，并附统计表及附图。',
  '本报告统计期限为2023年1月1日至12月25日。',
  '一、总体情况',
  '三、收到和处理政府信息公开申请情况',
  '（一）主动公开情况',
  '五、存在的主要问题及改进情况',
  '2024-04-06',
  '2023年主动公开政府信息数',
  '[image: E:\\稿\\a.jpg]',
  '电话：0479-1234567，邮箱a@163.com。',
  '全年共公开政府信息条，部分公开67，占4%。',
  '确保发生泄密',
  '“（《',
  '| 行政许可 | 1.5万 |',
  '机密★1年',
  'QWZX PLKJ',
  '2',
] as const;

const bytesOf = (pieces: readonly string[]): Uint8Array => new TextEncoder().encode(pieces.join('\n\n'));

describe('whatever stands in a report', () => {
  it('no rule crashes, and the same bytes give the same result', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 25 }), async (pieces) => {
        const audit = () => {
          const snapshot = { source: 'a.txt', sha256: '', bytes: bytesOf(pieces), declaredType: null };
          return auditSnapshot(snapshot, theKnowledge(), null);
        };
        const outcome = await audit();
        if ('result' in outcome) expect(outcome.result.faults).toEqual([]);
        expect(await audit()).toEqual(outcome);
      }),
      { numRuns: 60 },
    );
  });
});
