import { applicationWordings, DISPUTE_WORDINGS, outcome } from './applications-2019.ts';
import { cell, ITEMS, row, type Wording } from './wording.ts';

const OTHER_ROWS = ['no_correction', 'no_payment', 'misc'].map((code) => row(`other.${code}`));

/** Applications given up, as the form tells them apart. */
const FILED: readonly Wording[] = [
  outcome(/不补正|未(?:按期)?补正/, [row('other.no_correction')]),
  outcome(/(?:不|未)(?:按[^,，;。]{0,8})?[缴交](?:纳)?[^,，;。]{0,4}费/, [row('other.no_payment')]),
];

const documents = (code: string, name: RegExp, unless: RegExp): readonly Wording[] => [
  { cells: [cell(`g21.t2.${code}.in_force`)], says: name, clause: /现行有效/, unless, units: ITEMS },
  { cells: [cell(`g21.t2.${code}.repealed`)], says: name, clause: /废止/, unless, units: ITEMS },
  { cells: [cell(`g21.t2.${code}.issued`)], says: name, clause: /制发|制定|印发|出台/, unless, units: ITEMS },
];

const DECISIONS: readonly Wording[] = [
  ['license', '行政许可'] as const,
  ['penalty', '行政处罚'] as const,
  ['coercion', '行政强制(?:措施|执行)?'] as const,
].flatMap(([code, name]) => {
  const cells = [cell(`g21.t2.${code}.decisions`)];
  const units = /^[件宗项条]/;
  return [
    { cells, units, says: new RegExp(`作出.{0,6}${name}|${name}.{0,4}处理决定`) },
    { cells, units, says: new RegExp(`^${name}(?:决定)?$`), clause: /作出/ },
  ];
});

/** Prose of 2021 on and its tables; the first that fits wins. */
export const WORDINGS_2021: readonly Wording[] = [
  ...DISPUTE_WORDINGS,
  ...applicationWordings(OTHER_ROWS, FILED),
  ...documents('normdoc', /规范性文件/, /解读|备案|审查|清理|修订|修改|规章|公开.{0,10}(?:制发|制定)/),
  ...documents('regulation', /规章/, /解读|备案|审查|清理|修订|修改|规章制度|规范性/),
  ...DECISIONS,
];
