import { u8, u16 } from '../compound/little-endian.ts';

/** A list of property changes ([MS-DOC] 2.6: a Prl is a sprm and its operand). */
export type Changes = Uint8Array;

/** One change: its code and its operand. */
export type Sprm = { readonly code: number; readonly operand: Uint8Array };

/** Codes of [MS-DOC] 2.6.1 to 2.6.3 that say where text stands, whether it is seen, and how it is numbered. */
export const SPRM = {
  characterDeleted: 0x0800,
  characterHidden: 0x083c,
  characterStyle: 0x4a30,
  paragraphInTable: 0x2416,
  paragraphEndsRow: 0x2417,
  paragraphDepth: 0x6649,
  paragraphEndsInnerCell: 0x244b,
  paragraphEndsInnerRow: 0x244c,
  paragraphOutlineLevel: 0x2640,
  paragraphListLevel: 0x260a,
  paragraphList: 0x460b,
  paragraphHuge: 0x6646,
  paragraphTableChanges: 0x646b,
  tableDefinition: 0xd608,
  tableDefinition10: 0xd606,
  tableInsertCells: 0x7621,
  tableDeleteCells: 0x5622,
  tableCellWidth: 0x7623,
  tableMergeCells: 0x5624,
  tableSplitCells: 0x5625,
  tableVerticalMerge: 0xd62b,
} as const;

const CHANGE_TABS = 0xc615;

/** [MS-DOC] 2.6: the upper three bits of a code tell the size of its operand. */
const SIZES = [1, 1, 2, 4, 2, 2, null, 3] as const;

/** [MS-DOC] 2.9.181: a list of tabs too long for its count byte is counted by its two inner lists. */
const tabsSize = (changes: Changes, at: number): number => {
  if (u8(changes, at) !== 255) return 1 + u8(changes, at);
  const deleted = u8(changes, at + 1);
  return 3 + deleted * 4 + u8(changes, at + 2 + deleted * 4) * 3;
};

const operandSize = (changes: Changes, at: number, code: number): number => {
  const size = SIZES[code >> 13];
  if (typeof size === 'number') return size;
  // [MS-DOC] 2.9.323: the count of a table definition has two bytes and is larger by one than what follows it
  if (code === SPRM.tableDefinition || code === SPRM.tableDefinition10) return u16(changes, at) + 1;
  return code === CHANGE_TABS ? tabsSize(changes, at) : 1 + u8(changes, at);
};

/** Visits the changes in order; one whose operand is cut off ends the list. */
export const eachSprm = (changes: Changes, visit: (sprm: Sprm) => void): void => {
  for (let at = 0; at + 3 <= changes.length; ) {
    const code = u16(changes, at);
    const size = Math.max(1, operandSize(changes, at + 2, code));
    if (at + 2 + size > changes.length) return;
    visit({ code, operand: changes.subarray(at + 2, at + 2 + size) });
    at += 2 + size;
  }
};
