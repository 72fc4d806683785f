import { describe, expect, it } from 'vitest';
import { cleanReport } from '../../../bench/generate/clean-report.ts';
import { fileOf } from '../../../bench/generate/report-bytes.ts';
import { readMhtmlBytes } from '../../../src/documents/mhtml/read-mhtml.ts';
import type { Document } from '../../../src/model/document.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { documentOf, encode, outline } from '../snapshots.ts';
import { anArchive, type Part } from './web-archive.ts';

const read = (parts: readonly Part[]): Document => {
  const result = readMhtmlBytes(anArchive(parts));
  if ('code' in result) throw new Error(result.message);
  return result;
};

const page = (body: string): string => `<html><head><title>x</title></head><body>${body}</body></html>`;

const html = (text: string, more: Partial<Part> = {}): Part => ({
  type: 'text/html; charset="gb2312"',
  encoding: 'quoted-printable',
  bytes: encode(text, 'gb18030'),
  ...more,
});

const PICTURE: Part = { type: 'image/png', encoding: 'base64', bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47) };

describe('a web archive', () => {
  it.each(theTemplates().map((template, i) => [template, i] as const))(
    'is the page in it, block for block: %#',
    (template, i) => {
      const { text } = fileOf(cleanReport(template, i + 40), 'portal-page');
      const gbk = text.replace('charset="utf-8"', 'charset="gb2312"');
      // the lines of a message end with CR and LF
      expect(read([html(gbk), PICTURE]).blocks).toEqual(documentOf(gbk.replaceAll('\n', '\r\n')).blocks);
    },
  );

  it.each(['quoted-printable', 'base64', '8bit'] as const)('may be encoded as %s', (encoding) => {
    expect(outline(read([html(page('<p>公开=12条</p>'), { encoding }), PICTURE]))).toEqual(['paragraph 公开=12条']);
  });

  it('is not misled by a wrong charset', () => {
    const part = html(page('<p>政府信息公开工作年度报告发布</p>'), { type: 'text/html; charset=utf-8' });
    expect(outline(read([part]))).toEqual(['paragraph 政府信息公开工作年度报告发布']);
  });

  it('is the page with most text where frames are saved beside it', () => {
    const document = read([html(page('<p>导航</p>')), html(page('<p>全年公开信息12条。</p>'))]);
    expect(outline(document)).toEqual(['paragraph 全年公开信息12条。']);
    expect(document.notes.map((note) => note.code)).toContain('left-out');
  });

  it('may hold its page one part deeper', () => {
    const inner = anArchive([html(page('<p>甲</p>'))], 'inner');
    const outer: Part = { type: 'multipart/alternative; boundary=inner', encoding: '8bit', bytes: inner };
    expect(outline(read([{ ...outer, isWhole: true }]))).toEqual(['paragraph 甲']);
  });

  it('is unreadable without a page', () => {
    expect(readMhtmlBytes(anArchive([PICTURE]))).toMatchObject({ code: 'unreadable' });
  });
});
