import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/documents/detect-charset.ts';
import { aSnapshot, documentOf, encode, utf16 } from './snapshots.ts';

const TEXT = '某旗2021年政府信息公开工作年度报告\n本年共收到申请12件，均已答复。\n';
const TRADITIONAL = '本縣2021年政府資訊公開工作報告，全年收到申請12件，已經辦理。';

describe('the charset of a report', () => {
  it.each([
    ['UTF-8', aSnapshot(TEXT).bytes, 'utf-8'],
    ['UTF-8 with a byte order mark', aSnapshot(`\ufeff${TEXT}`).bytes, 'utf-8'],
    ['GB18030', encode(TEXT, 'gb18030'), 'gb18030'],
    ['UTF-16 with a mark, little-endian', utf16(`\ufeff${TEXT}`, 'le'), 'utf-16le'],
    ['UTF-16 with a mark, big-endian', utf16(`\ufeff${TEXT}`, 'be'), 'utf-16be'],
    ['UTF-16 without a mark, little-endian', utf16(TEXT, 'le'), 'utf-16le'],
    ['UTF-16 without a mark, big-endian', utf16(TEXT, 'be'), 'utf-16be'],
  ])('is told from the bytes alone: %s', (_, bytes, charset) => {
    expect(decodeText(bytes, null)).toMatchObject({ text: TEXT, charset });
  });

  it('may be Big5', () => {
    expect(decodeText(encode(TRADITIONAL, 'big5'), null)).toMatchObject({ text: TRADITIONAL, charset: 'big5' });
  });

  it('reads four-byte characters of GB18030', () => {
    const bytes = new Uint8Array([...encode(TEXT, 'gb18030'), 0x95, 0x32, 0x82, 0x36]);
    expect(decodeText(bytes, 'text/plain; charset=gbk').text).toBe(`${TEXT}\u{20000}`);
  });

  it('is not what a wrong header says', () => {
    const decoded = decodeText(aSnapshot(TEXT).bytes, 'text/plain; charset=GB2312');
    expect(decoded).toMatchObject({ text: TEXT, charset: 'utf-8', contradicts: 'GB2312' });
  });

  it('is not what a wrong <meta> says, and the document notes it', () => {
    const page = '<html><head><meta charset="utf-8"></head><body><p>本年共收到申请12件，均已答复。</p></body></html>';
    const document = documentOf(encode(page, 'gb18030'));
    expect(document.blocks[0]).toMatchObject({ text: '本年共收到申请12件，均已答复。' });
    expect(document.notes.map((note) => note.code)).toEqual(['charset-mismatch']);
  });

  it('survives a broken byte: the digits after it are kept', () => {
    const [before, after] = ['全年总计', '125件，其余情况见下文。'];
    const bytes = new Uint8Array([...encode(before, 'gb18030'), 0xff, ...encode(after, 'gb18030')]);
    expect(decodeText(bytes, null).text).toBe(`${before}\ufffd${after}`);
  });

  it('stays UTF-8 with a stray NUL in the text', () => {
    const text = `${TEXT.repeat(20)}\0`;
    expect(decodeText(aSnapshot(text).bytes, null)).toMatchObject({ text, charset: 'utf-8' });
  });
});
