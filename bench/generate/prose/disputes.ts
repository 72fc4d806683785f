import { count, sum, type Telling } from '../telling.ts';

const none = ({ random, year }: Telling): string =>
  random.pick([
    '全年未发生因政府信息公开引起的行政复议和行政诉讼。',
    `${year}年没有因政府信息公开被申请行政复议、提起行政诉讼。`,
    '本年度行政复议0件，行政诉讼0件。',
    '未发生针对本机关政府信息公开工作的行政复议案件和行政诉讼案件。',
    '因政府信息公开申请行政复议、提起行政诉讼的案件均为0件。',
    '本年度无涉及政府信息公开的复议、诉讼案件。',
  ]);

const reconsideration = (telling: Telling): string => {
  const of = (code: string): number => count(telling, `t4.recon.${code}`);
  if (of('total') === 0) {
    return telling.random.pick([
      '未发生行政复议案件。',
      '全年行政复议案件0件。',
      '没有因政府信息公开申请行政复议的情况。',
    ]);
  }
  return telling.random.pick([
    `因政府信息公开被申请行政复议${of('total')}件，其中结果维持${of('upheld')}件，结果纠正${of('corrected')}件，其他结果${of('other')}件，尚未审结${of('pending')}件。`,
    `全年发生政府信息公开行政复议${of('total')}件（维持${of('upheld')}件、纠正${of('corrected')}件、其他结果${of('other')}件、尚未审结${of('pending')}件）。`,
    `涉及政府信息公开的行政复议案件共${of('total')}件。`,
    `行政复议${of('total')}件，结果维持的${of('upheld')}件，结果纠正的${of('corrected')}件，其他结果的${of('other')}件，未审结的${of('pending')}件。`,
    `政府信息公开行政复议案件${of('total')}件，已审结${of('total') - of('pending')}件，尚未审结${of('pending')}件。`,
    `当年行政复议案件数为${of('total')}件，其中被纠正${of('corrected')}件。`,
  ]);
};

const litigation = (telling: Telling): string => {
  const direct = count(telling, 't4.lit_direct.total');
  const after = count(telling, 't4.lit_after.total');
  if (direct + after === 0) {
    return telling.random.pick([
      '未发生行政诉讼案件。',
      '全年行政诉讼案件0件。',
      '没有因政府信息公开提起行政诉讼的情况。',
    ]);
  }
  const all = (code: string): number => sum(telling, [`t4.lit_direct.${code}`, `t4.lit_after.${code}`]);
  return telling.random.pick([
    `被提起行政诉讼${direct + after}件，其中未经复议直接起诉${direct}件，复议后起诉${after}件。`,
    `行政诉讼案件${direct + after}件，包括未经复议直接起诉的${direct}件和复议后起诉的${after}件。`,
    `因政府信息公开提起的行政诉讼共${direct + after}件。`,
    `行政诉讼${direct + after}件，结果维持${all('upheld')}件，结果纠正${all('corrected')}件，其他结果${all('other')}件，尚未审结${all('pending')}件。`,
    `政府信息公开行政诉讼案件${direct + after}件（直接起诉${direct}件、复议后起诉${after}件）。`,
    `全年政府信息公开行政诉讼${direct + after}件，均依法应诉。`,
  ]);
};

/** Reconsiderations and lawsuits, as table 4 counts them. */
export const disputes = (telling: Telling): string =>
  sum(telling, ['t4.recon.total', 't4.lit_direct.total', 't4.lit_after.total']) === 0
    ? none(telling)
    : reconsideration(telling) + litigation(telling);
