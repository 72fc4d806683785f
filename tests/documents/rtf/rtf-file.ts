import type { Block, Table } from '../../../src/model/document.ts';
import { encode } from '../snapshots.ts';

/** Text as Word writes it in a GBK document: bytes beyond ASCII as \'hh; a character that GBK lacks as \u. */
export const inGbk = (text: string): string =>
  [...text]
    .map((char) => {
      if (char === '\n') return '\\line ';
      if (/[\\{}]/.test(char)) return `\\${char}`;
      const bytes = encode(char, 'gb18030');
      return bytes.length === 1 ? char : [...bytes].map((byte) => `\\'${byte.toString(16).padStart(2, '0')}`).join('');
    })
    .join('');

const COLUMN = 600;

/** The cells that a row of the file has: those that begin in it, and those that only continue one from above. */
const rowOf = (table: Table, row: number): string => {
  const cells = table.cells
    .filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
    .toSorted((a, b) => a.col - b.col);
  const definition = cells.map((cell) => {
    const merge = cell.rowSpan === 1 ? '' : cell.row === row ? '\\clvmgf' : '\\clvmrg';
    // rows that were rounded apart, as word processors leave them
    const ragged = (row * 7 + cell.col) % 11;
    return `${merge}\\clbrdrt\\brdrs\\cltxlrtb\\cellx${(cell.col + cell.colSpan) * COLUMN + ragged}`;
  });
  const texts = cells.map((cell) => `\\pard\\intbl{\\f1 ${cell.row === row ? inGbk(cell.text) : ''}}\\cell`);
  return `{\\trowd\\trgaph108\\trleft0${definition.join('')}\n${texts.join('\n')}\\row}\n`;
};

const blockText = (block: Block): string => {
  if (block.is === 'table') return Array.from({ length: block.rows }, (_, row) => rowOf(block, row)).join('');
  return `\\pard\\plain{\\f1\\fs32 ${inGbk(block.text)}}\\par\n`;
};

/** A file of RTF with a body, as a Chinese Word writes its head. */
export const rtfFile = (body: string): Uint8Array =>
  new TextEncoder().encode(
    `{\\rtf1\\ansi\\ansicpg936\\uc2\\deff0{\\fonttbl{\\f0\\froman\\fcharset0\\fprq2 Times New Roman;}` +
      `{\\f1\\fnil\\fcharset134 \\'cb\\'ce\\'cc\\'e5{\\*\\falt SimSun};}{\\f2\\fnil\\fcharset2 Wingdings;}}` +
      `{\\stylesheet{\\s1\\outlinelevel0 heading 1;}{\\s9 toc 1;}{\\*\\cs10 Default;}}{\\info{\\title x}}\n${body}}`,
  );

/** The blocks of a document as a Chinese Word would save them. */
export const rtfOf = (blocks: readonly Block[]): Uint8Array => rtfFile(blocks.map(blockText).join(''));
