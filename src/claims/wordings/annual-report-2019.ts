import { applicationWordings, DISPUTE_WORDINGS } from './applications-2019.ts';
import { cell, ITEMS, row, type Wording } from './wording.ts';

const DOCUMENTS: readonly Wording[] = [
  {
    cells: [cell('g19.t2.normdoc.made')],
    says: /(?:制定|制作|制发|印发|出台).{0,8}规范性文件/,
    unless: /废止|清理|备案|解读|公开/,
    units: ITEMS,
  },
  {
    cells: [cell('g19.t2.normdoc.new_public')],
    says: /公开.{0,8}规范性文件/,
    unless: /废止|清理|备案|解读|累计|有效/,
    units: ITEMS,
  },
  {
    cells: [cell('g19.t2.regulation.made')],
    says: /(?:制定|制作|制发|出台).{0,6}规章/,
    unless: /废止|清理|规章制度|规范性/,
    units: ITEMS,
  },
];

/** Prose of 2019 and 2020 and its tables; the first that fits wins. */
export const WORDINGS_2019: readonly Wording[] = [
  ...DISPUTE_WORDINGS,
  ...applicationWordings([row('other.all')]),
  ...DOCUMENTS,
];
