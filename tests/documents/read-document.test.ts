import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDocument } from '../../src/documents/read-document.ts';
import { NO_ENGINES } from '../../src/documents/reader.ts';
import { aSnapshot, documentOf, failureOf, outline } from './snapshots.ts';

const bytes = (latin1: string): Uint8Array => new Uint8Array([...latin1].map((c) => c.charCodeAt(0)));

const wide = (name: string): string => [...name].map((c) => `${c}\0`).join('');

describe('a file that is not read', () => {
  it.each([
    ['PK\x03\x04\x14\0\0\0\0\0ppt/presentation.xml', '.pptx'],
    ['GIF89a', 'GIF'],
    ['Rar!\x1a\x07\x01\0', 'RAR'],
    ['7z\xbc\xaf\x27\x1c', '7z'],
    ['\x7fELF\x02\x01', 'program'],
    ['<?xml version="1.0"?><a>1</a>', 'XML'],
  ])('is named, and what is accepted with it (%#)', async (content, name) => {
    const failure = await failureOf(bytes(content));
    expect(failure.code).toBe('unsupported');
    expect(failure.message).toContain(name);
    expect(failure.message).toContain('.html');
  });

  it('is called encrypted when it is an encrypted Office file', async () => {
    expect((await failureOf(bytes(`\xd0\xcf\x11\xe0${wide('EncryptedPackage')}`))).code).toBe('encrypted');
  });

  it('is a binary of no known kind', async () => {
    const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i * i) / 3) & 255);
    expect((await failureOf(noise)).code).toBe('unsupported');
  });

  it('is unreadable when it is empty or blank', async () => {
    expect(await failureOf('')).toMatchObject({ code: 'unreadable', message: expect.stringContaining('empty') });
    expect(await failureOf(' \n\t\n ')).toMatchObject({
      code: 'unreadable',
      message: expect.stringContaining('no text'),
    });
  });

  it('is too large beyond 20 MB', async () => {
    expect((await failureOf(new Uint8Array(20 * 1024 * 1024 + 1))).code).toBe('too-large');
  });
});

describe('the format of a report', () => {
  it('is told by its content: a page is a page whatever it is called', () => {
    const page = documentOf('\ufeff\n<!DOCTYPE html><html><body><p>正文</p></body></html>');
    expect(page).toMatchObject({ mediaType: 'text/html', parser: { name: 'gouji-html', version: '1' } });
  });

  it('is plain text when it only mentions a tag', () => {
    const text = documentOf('正文提到<p>标签和<br>标签。');
    expect(text).toMatchObject({ mediaType: 'text/plain', parser: { name: 'gouji-text', version: '1' } });
  });

  it('may be a page without its frame', () => {
    expect(outline(documentOf('<div><p>甲</p><p>乙</p></div>'))).toEqual(['paragraph 甲', 'paragraph 乙']);
  });
});

describe('control characters', () => {
  it('are read as spaces, noted, and move no offset', () => {
    const document = documentOf(`甲乙丙丁戊己庚辛壬癸\0子丑寅卯辰巳午未申酉戌亥`);
    expect(document.blocks).toHaveLength(1);
    expect(document.blocks[0]).toMatchObject({
      text: '甲乙丙丁戊己庚辛壬癸 子丑寅卯辰巳午未申酉戌亥',
      locator: { end: 23 },
    });
    expect(document.notes.map((note) => note.code)).toEqual(['control-characters']);
  });
});

describe('reading', () => {
  it('never throws, whatever the bytes', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc
        .constantFrom(
          '<table>',
          '<tr>',
          '<td rowspan=0 colspan=3>',
          '</table>',
          '\t',
          '\n',
          '1\n',
          '标签\n',
          '| a |\n',
          '<h1>',
          '<a href=x>',
          '\0',
        )
        .map((text) => new TextEncoder().encode(text)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const bytes = Uint8Array.from(pieces.flatMap((part) => [...part]));
        const reading = await readDocument(aSnapshot(bytes), NO_ENGINES);
        expect('document' in reading || 'failure' in reading).toBe(true);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});
