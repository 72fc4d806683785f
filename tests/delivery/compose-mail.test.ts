import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, test } from 'vitest';
import { composeMail } from '../../src/delivery/compose-mail.ts';
import { encodeMail } from '../../src/delivery/encode-mail.ts';
import { aFinding, aScorecard, listed } from '../scorecards/builders.ts';
import { aContent, aMail, anAddress } from './a-mail.ts';
import { HEADERS, hostileContent, hostileText, markup } from './hostile-mail.ts';

describe('the mail of an office', () => {
  test('says first what is wrong, with the likely culprit, the counts and the deadline', () => {
    const repair = {
      rank: 1,
      confidence: 0.9,
      kind: 'digit',
      changes: [{ indicator: 'org.staff', group: null, label: '人员数', from: '3', to: '2' }],
      satisfies: ['f1'],
    };
    const scorecard = aScorecard({
      findings: [listed(aFinding({ repairs: [repair] })), listed(aFinding({ fingerprint: 'f2', severity: 'warning' }))],
    });
    const workbook = { fileName: 'office-2017.xlsx', bytes: Buffer.from('x') };
    const mail = aMail({ parts: [{ scorecard, workbook }] });
    expect(mail.subject).toBe('[勾稽] 2017年度报告：错误1项、警告1项（2018-04-02前整改）');
    expect(mail.text.split('\n').slice(0, 6)).toEqual([
      '某旗人民政府：',
      '',
      '贵单位2017年度报告的数据核对结果：错误1项、警告1项。',
      '最可能有误的数据（请先核对）：人员数（现为3，应为2）。',
      '最早的整改期限：2018-04-02。',
      '本次新增2项，未解决0项，已解决0项。',
    ]);
    expect(mail.attachments).toEqual([workbook]);
  });

  test('names all figures that are equally likely to be wrong, with their column', () => {
    const repair = (rank: number, confidence: number, group: string, to: string) => ({
      rank,
      confidence,
      kind: 'digit',
      changes: [{ indicator: 't3.new', group, label: '本年新收', from: '3', to }],
      satisfies: ['f1'],
    });
    const repairs = [repair(1, 0.4, 'np', '2'), repair(2, 0.4, 'total', '4'), repair(3, 0.1, 'biz', '9')];
    const scorecard = aScorecard({ findings: [listed(aFinding({ repairs }))] });
    const { text } = aMail({ parts: [{ scorecard, workbook: { fileName: 'x.xlsx', bytes: Buffer.from('x') } }] });
    expect(text).toContain('请先核对）：本年新收[自然人]（现为3，应为2），或本年新收[总计]（现为3，应为4）。');
  });

  test('says how many more figures are as likely as the three it names', () => {
    const repair = (rank: number) => ({
      rank,
      confidence: 0.2,
      kind: 'changed',
      changes: [{ indicator: 't3.new', group: null, label: `第${rank}项`, from: '3', to: '2' }],
      satisfies: ['f1'],
    });
    const finding = aFinding({
      repairs: [1, 2, 3, 4].map(repair),
      located: { is: 'one-of', of: 5, atLeast: false },
    });
    const scorecard = aScorecard({ findings: [listed(finding)] });
    const { text } = aMail({ parts: [{ scorecard, workbook: { fileName: 'x.xlsx', bytes: Buffer.from('x') } }] });
    expect(text).toContain('第3项（现为3，应为2），另有2种同样可能的情形，见附件。');
  });

  test('says how many findings fall away with another one', () => {
    const findings = [aFinding(), aFinding({ fingerprint: 'f2', causedBy: 'f1' })].map(listed);
    const scorecard = aScorecard({ findings });
    const { text } = aMail({ parts: [{ scorecard, workbook: { fileName: 'x.xlsx', bytes: Buffer.from('x') } }] });
    expect(text).toContain('其中1项由别的问题连带产生');
    expect(aMail().text).not.toContain('连带');
  });

  test('is in English when asked', () => {
    const mail = aMail({ language: 'en' });
    expect(mail.subject).toBe('[Gouji] annual report 2017: 1 error (due 2018-04-02)');
    expect(mail.text).toContain('Staff does not equal its parts');
  });

  test('goes to the one test address in test mode, and names the office it was meant for', () => {
    const mail = aMail({ redirect: anAddress('test@sender.invalid') });
    expect(mail.to).toBe('test@sender.invalid');
    expect(mail.subject).toMatch(/^\[测试，原收件人 office@example\.invalid\]/);
  });

  test('names a workbook that is too large instead of attaching it', () => {
    const big = { fileName: 'big.xlsx', bytes: new Uint8Array(11 * 1024 * 1024) };
    const mail = aMail({ parts: [{ scorecard: aScorecard(), workbook: big }] });
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('未随信附上：big.xlsx');
  });

  test('keeps its Message-ID for the same content, and changes it with the date, the office and every finding', () => {
    const id = aMail().messageId;
    expect(aMail().messageId).toBe(id);
    expect(id).toMatch(/^[0-9a-f]{40}@sender\.invalid$/);
    const { scorecard, workbook } = aContent().parts[0]!;
    const other = { ...scorecard, findings: [listed(aFinding({ found: '4' }))] };
    const ids = [
      aMail({ date: '2018-04-02' }),
      aMail({ office: { ...aContent().office, id: 'other' } }),
      aMail({ parts: [{ scorecard: other, workbook }] }),
    ].map(({ messageId }) => messageId);
    expect(new Set([id, ...ids]).size).toBe(4);
  });
});

describe('the bytes of a mail', () => {
  test('are the same every time', async () => {
    const [first, second] = [await encodeMail(aMail()), await encodeMail(aMail())];
    expect(Buffer.compare(Buffer.from(first), Buffer.from(second))).toBe(0);
  });

  test('read back as what was composed', async () => {
    const mail = aMail();
    const parsed = await simpleParser(await encodeMail(mail));
    expect(parsed.subject).toBe(mail.subject);
    expect(parsed.messageId).toBe(`<${mail.messageId}>`);
    expect(parsed.date?.toISOString()).toBe(mail.date);
    expect(parsed.text?.trim()).toBe(mail.text.trim());
    expect(parsed.attachments.map(({ filename, content }) => [filename, content.toString()])).toEqual([
      ['office-2017.xlsx', 'workbook'],
    ]);
  });

  test('hold one recipient and no header of foreign making, whatever the roster and the report say', async () => {
    await fc.assert(
      fc.asyncProperty(hostileText, async (text) => {
        const { mail } = composeMail(hostileContent(text));
        const parsed = await simpleParser(await encodeMail(mail));
        expect(parsed.to?.value.map(({ address }) => address)).toEqual(['office@example.invalid']);
        expect(parsed.from?.value.map(({ address }) => address)).toEqual(['gouji@sender.invalid']);
        expect([parsed.cc, parsed.bcc]).toEqual([undefined, undefined]);
        expect(parsed.headerLines.map(({ key }) => key).sort()).toEqual([...HEADERS].sort());
        expect(parsed.attachments.length).toBe(1);
      }),
      { numRuns: 150 },
    );
  });

  test('show text as text: no element or attribute is born of data, nothing is loaded from elsewhere', () => {
    const plain = markup(composeMail(hostileContent('名')).mail.html);
    fc.assert(
      fc.property(hostileText, (text) => {
        const { html } = composeMail(hostileContent(text)).mail;
        expect([...markup(html)].filter((one) => !plain.has(one))).toEqual([]);
      }),
      { numRuns: 150 },
    );
    expect([...plain].filter((one) => /@(?:src|href|background)$|^(?:img|link|script|iframe)/.test(one))).toEqual([]);
  });
});
