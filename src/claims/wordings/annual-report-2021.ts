import { applicationWordings, DISPUTE_WORDINGS } from './applications-2019.ts';
import { cell, ITEMS, row, type Wording } from './wording.ts';

const OTHER_ROWS = ['no_correction', 'no_payment', 'misc'].map((code) => row(`other.${code}`));

const documents = (code: string, name: RegExp, unless: RegExp): readonly Wording[] => [
  { cells: [cell(`g21.t2.${code}.in_force`)], says: name, clause: /现行有效/, unless, units: ITEMS },
  { cells: [cell(`g21.t2.${code}.repealed`)], says: name, clause: /废止/, unless, units: ITEMS },
  { cells: [cell(`g21.t2.${code}.issued`)], says: name, clause: /制发|制定|印发|出台/, unless, units: ITEMS },
];

const DECISIONS: readonly Wording[] = [
  ['license', /作出.{0,6}行政许可|行政许可.{0,4}处理决定/] as const,
  ['penalty', /作出.{0,6}行政处罚|行政处罚.{0,4}处理决定/] as const,
  ['coercion', /作出.{0,6}行政强制|行政强制.{0,4}处理决定/] as const,
].map(([code, says]) => ({ cells: [cell(`g21.t2.${code}.decisions`)], says, units: /^[件宗项条]/ }));

/** Prose of 2021 on and its tables; the first that fits wins. */
export const WORDINGS_2021: readonly Wording[] = [
  ...DISPUTE_WORDINGS,
  ...applicationWordings(OTHER_ROWS),
  ...documents('normdoc', /规范性文件/, /解读|备案|审查|清理|修订|修改|规章|公开.{0,10}(?:制发|制定)/),
  ...documents('regulation', /规章/, /解读|备案|审查|清理|修订|修改|规章制度|规范性/),
  ...DECISIONS,
];
