import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMessage } from '../../../src/sources/mailbox/read-message.ts';
import { readWinmail } from '../../../src/sources/mailbox/read-winmail.ts';
import { aMessage, aWinmail } from './a-message.ts';

const read = (message: string | Uint8Array) => readMessage(Buffer.from(message as string));

const filesOf = async (message: string): Promise<readonly string[]> => {
  const result = await read(message);
  return 'files' in result
    ? result.files.map(({ name, bytes }) => `${name}=${Buffer.from(bytes)}`)
    : [JSON.stringify(result)];
};

describe('a message', () => {
  test('gives its sender and its attachments that may be reports', async () => {
    const message = aMessage({
      files: [
        ['2025年报.docx', 'abc'],
        ['签名.png', 'x', 'image/png'],
        ['all.zip', 'PK'],
      ],
    });
    expect(await read(message)).toMatchObject({ from: 'jia@example.invalid', unread: [] });
    expect(await filesOf(message)).toEqual(['2025年报.docx=abc', 'all.zip=PK']);
  });

  test('gives an ending to a file that has none, by its type', async () => {
    expect(await filesOf(aMessage({ files: [['年报', 'abc', 'application/pdf']] }))).toEqual(['年报.pdf=abc']);
  });

  test('takes no path from the name of a file', async () => {
    expect(await filesOf(aMessage({ files: [['../../etc/a\\b.txt', 'abc']] }))).toEqual(['.._.._etc_a_b.txt=abc']);
  });

  test('is unpacked from a winmail.dat', async () => {
    const winmail = aWinmail(['report.docx', 'abc'], ['two.pdf', 'de']);
    const message = aMessage({ files: [['winmail.dat', winmail, 'application/ms-tnef']] });
    expect(await filesOf(message)).toEqual(['report.docx=abc', 'two.pdf=de']);
  });

  test('names a winmail.dat that cannot be unpacked', async () => {
    const half = aWinmail(['report.docx', 'abc']).subarray(0, 40);
    const result = await read(aMessage({ files: [['winmail.dat', half, 'application/ms-tnef']] }));
    expect(result).toMatchObject({ files: [], unread: ['winmail.dat'] });
  });

  test('is never a reason to throw, however broken', async () => {
    const whole = Buffer.from(
      aMessage({
        files: [
          ['a.docx', 'abc'],
          ['winmail.dat', aWinmail(['b.docx', 'x'])],
        ],
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(255), fc.boolean(), async (at, byte, cut) => {
        const broken = Buffer.from(cut ? whole.subarray(0, at) : whole);
        if (!cut) broken[at] = byte;
        expect(await readMessage(broken)).toBeTypeOf('object');
      }),
      { numRuns: 300 },
    );
  });

  test('with parts within parts without end is refused', async () => {
    let message = 'From: a@b.example\nContent-Type: multipart/mixed; boundary="b0"\n\n';
    for (let depth = 0; depth < 200; depth += 1)
      message += `--b${depth}\nContent-Type: multipart/mixed; boundary="b${depth + 1}"\n\n`;
    expect(await read(message)).toHaveProperty('broken');
  });
});

describe('a winmail.dat', () => {
  test('cut anywhere, or with any byte changed, is refused or read, without a throw', () => {
    const whole = aWinmail(['a.docx', 'abc']);
    for (let end = 0; end < whole.length; end += 1)
      expect(readWinmail(whole.subarray(0, end))?.length ?? 0).toBeLessThan(2);
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Uint8Array.from(whole);
      changed[at] = 255;
      expect(() => readWinmail(changed)).not.toThrow();
    }
  });
});

describe('a message of a program', () => {
  test.each([
    ['automatic reply', { headers: ['Auto-Submitted: auto-replied'] }],
    ['automatic reply', { subject: '自动回复:年度报告' }],
    ['automatic reply', { headers: ['X-Autoreply: yes'] }],
    ['delivery report', { headers: ['Content-Type: multipart/report; report-type=delivery-status; boundary="part"'] }],
    ['delivery report', { headers: ['Return-Path: <>'] }],
    ['mailing list', { headers: ['Precedence: bulk'] }],
    ['sent by a program', { from: 'MAILER-DAEMON@example.invalid' }],
    ['sent by a program', { from: '邮件系统 <postmaster@example.invalid>' }],
  ])('is passed over as %s', async (skip, parts) => {
    expect(await read(aMessage({ ...parts, files: [['a.docx', 'abc']] }))).toEqual({ skip });
  });

  test.each([
    { subject: '回复:关于年度报告' },
    { headers: ['Auto-Submitted: no'] },
    { from: '邮政管理局 <post@example.invalid>' },
  ])('is not one of an office: %j', async (parts) => {
    expect(await read(aMessage(parts))).toHaveProperty('files');
  });
});
