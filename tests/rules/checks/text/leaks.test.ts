import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { idNumbers, isIdNumber } from '../../../../src/rules/checks/text/id-numbers.ts';
import { localPaths } from '../../../../src/rules/checks/text/local-paths.ts';
import { mobileNumbers } from '../../../../src/rules/checks/text/mobile-numbers.ts';
import { aText } from '../a-check-input.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Identity numbers with the check digit that the standard gives them: (12 − Σ mod 11) mod 11, ten written X. */
const anIdNumber = fc
  .record({
    region: fc.integer({ min: 110000, max: 659000 }),
    year: fc.integer({ min: 1930, max: 2020 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    serial: fc.nat(999),
  })
  .map(({ region, year, month, day, serial }) => {
    const pad = (n: number, width: number): string => String(n).padStart(width, '0');
    const body = `${region}${year}${pad(month, 2)}${pad(day, 2)}${pad(serial, 3)}`;
    const sum = [...body].reduce((total, digit, i) => total + Number(digit) * WEIGHTS[i]!, 0);
    const check = (12 - (sum % 11)) % 11;
    return `${body}${check === 10 ? 'X' : check}`;
  });

describe('an identity number in the text', () => {
  it('is reported, and nowhere in the verdict shown whole', () => {
    fc.assert(
      fc.property(anIdNumber, (number) => {
        const verdicts = idNumbers.judge(aText(`来信人${number}已回复`), {});
        expect(verdicts[0]!.is).toBe('violated');
        expect(JSON.stringify(verdicts)).not.toContain(number.slice(6, 14));
      }),
    );
  });

  it('is told from a number with one digit changed', () => {
    fc.assert(
      fc.property(anIdNumber, fc.nat(16), fc.integer({ min: 1, max: 9 }), (number, at, step) => {
        const digit = (Number(number[at]) + step) % 10;
        expect(isIdNumber(`${number.slice(0, at)}${digit}${number.slice(at + 1)}`)).toBe(false);
      }),
    );
  });
});

describe('a mobile number in the text', () => {
  const options = { applicants: ['申请人'], contacts: ['联系电话'] };

  it('is shown masked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 13000000000, max: 19999999999 }).map(String), (number) => {
        const verdicts = mobileNumbers.judge(aText(`联系电话：${number}。`), options);
        expect(verdicts[0]!.is).toBe('violated');
        expect(JSON.stringify(verdicts)).not.toContain(number);
      }),
    );
  });

  it('is told from an amount of money', () => {
    expect(mobileNumbers.judge(aText('累计投入15000000000元。'), options)[0]!.is).toBe('holds');
  });
});

describe('a local path in the text', () => {
  it.each([
    'E:\\稿件\\封底.jpg',
    'D:/报告/终稿.docx',
    '/Users/editor/终稿.docx',
    '/home/editor/a.txt',
    'file:///C:/a.docx',
  ])('%s is reported as it stands', (path) => {
    const [verdict] = localPaths.judge(aText(`见 ${path} 一文`), {});
    expect(verdict).toMatchObject({ is: 'violated', found: path });
  });

  it.each([
    'http://www.sample.example.invalid/home/index.html',
    'https://sample.example.invalid/Users/list',
    '比例为A:B，时间为12:30',
    '财政/统计/审计',
  ])('is not seen in %s', (text) => {
    expect(localPaths.judge(aText(text), {})[0]!.is).toBe('holds');
  });

  it('is reported once however often it stands there', () => {
    const [verdict] = localPaths.judge(aText('E:\\稿\\a.jpg', 'E:\\稿\\a.jpg'), {});
    expect(verdict).toMatchObject({ slots: { count: '1' } });
  });
});
