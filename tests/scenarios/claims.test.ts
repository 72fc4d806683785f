import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gouji } from './gouji.ts';

const REPORT = [
  '某某市民政局2016年政府信息公开工作年度报告',
  '本报告所列数据的统计期限自2016年1月1日起至2016年12月31日止。',
  '一、概述',
  '全年印发工作简报57期，其中专题30期，占52.6%；其他28期，占47.4%。比上年的50期增长14%。',
].join('\n');

let folder = '';
let report = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-claims-'));
  report = join(folder, 'report.txt');
  writeFileSync(report, REPORT);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const claims = (...args: string[]) => gouji(['claims', report, ...args]);

describe('gouji claims', () => {
  it('marks the figures of a sentence and shows what each relates to', () => {
    const { status, stdout } = claims('--lang', 'en');
    expect(status).toBe(0);
    expect(stdout).toMatch(/line 4 {2}全年印发工作简报\[\d+,\d+\]57期/);
    expect(stdout).toMatch(
      /sum 57 disagrees {2}\(computed 58\)\n {6}whole .*57期\n {6}part 专题 30期\n {6}part 其他 28期/,
    );
  });

  it('shows only sentences with the verdict asked for', () => {
    const { stdout } = claims('--verdict', 'violated');
    expect(stdout).toContain('57期');
    expect(stdout).not.toContain('统计期限自');
  });

  it('gives the JSON of an audit', () => {
    const { format, reports } = JSON.parse(claims('--format', 'json').stdout);
    expect(format).toBe('gouji.audit/1');
    expect(reports[0].claims.map((claim: { kind: string }) => claim.kind)).toContain('share');
  });

  it('says which file it could not read', () => {
    const { status, stdout, stderr } = gouji(['claims', join(folder, 'none.txt')]);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('none.txt');
  });
});
