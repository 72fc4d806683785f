import type { Cell, Table } from '../model/document.ts';
import { squeeze } from '../text/normalise.ts';
import { parseCell } from '../text/parse-number.ts';
import { matchingKey } from './align-labels.ts';

/** A cell that reads as a label, with the table it stands in and its matching key. */
export type LabelCell = { readonly table: Table; readonly index: number; readonly cell: Cell; readonly key: string };

const UNITS = new Set([
  '条',
  '件',
  '次',
  '篇',
  '个',
  '人',
  '人次',
  '万元',
  '元',
  '项',
  '期',
  '份',
  '场',
  '部',
  '亿元',
  '是/否',
]);

/** A unit standing alone in a cell: "件", "万元", "是/否". */
export const isUnit = (text: string): boolean => UNITS.has(squeeze(text));

const LONGEST_LABEL = 160;

/** Whether a cell can be a label: it has a Chinese character, is no unit and no figure, and is not running text. */
export const isLabel = (text: string): boolean => {
  if (text.length > LONGEST_LABEL || !/\p{Script=Han}/u.test(text) || isUnit(text)) return false;
  return parseCell(text).is === 'other';
};

/** Numbering inside a cell: "（二）", "3.". */
const INNER_NUMBER = /[（(][一二三四五六七八九十]{1,2}[）)]|\d{1,2}[.．、]/g;

/**
 * The key of a label cell. Where an extraction ran the cells of two label columns together ("三、本年度办理结果
 * （一）予以公开", "（三）不予公开1.属于国家秘密"), the last part that is an official label counts.
 */
const keyOf = (text: string, official: ReadonlySet<string>): string => {
  const whole = matchingKey(text);
  if (official.has(whole)) return whole;
  const parts = text.trim().split(/\s+/);
  for (let i = 1; i < parts.length; i += 1) {
    const tail = matchingKey(parts.slice(i).join(''));
    if (official.has(tail)) return tail;
  }
  for (const { index } of text.matchAll(INNER_NUMBER)) {
    const tail = index > 0 ? matchingKey(text.slice(index)) : whole;
    if (official.has(tail)) return tail;
  }
  return whole;
};

/** All label cells of the tables, in reading order; `official` are the keys of the labels that the forms print. */
export const labelCells = (tables: readonly Table[], official: ReadonlySet<string>): readonly LabelCell[] =>
  tables.flatMap((table) =>
    table.cells.flatMap((cell, index) =>
      isLabel(cell.text) ? [{ table, index, cell, key: keyOf(cell.text, official) }] : [],
    ),
  );
