import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gouji, ROOT } from './gouji.ts';

let folder = '';

/** As an operator calls it, on data of this test's own. */
const call = (...args: readonly string[]) =>
  gouji(args, {
    env: {
      GOUJI_DATA: join(folder, 'data'),
      GOUJI_REPORTS: join(folder, 'reports'),
      GOUJI_SOURCE: join(folder, 'source'),
      GOUJI_OFFICES: join(folder, 'offices.csv'),
      GOUJI_WAIVERS: join(folder, 'waivers.yaml'),
      GOUJI_LANG: 'en',
      GOUJI_LOG: 'silent',
    },
  });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-memory-'));
  cpSync(join(ROOT, 'seeds/reports'), join(folder, 'source'), { recursive: true });
  copyFileSync(join(ROOT, 'seeds/waivers.yaml'), join(folder, 'waivers.yaml'));
  const roster = readFileSync(join(ROOT, 'seeds/offices.csv'), 'utf8');
  writeFileSync(join(folder, 'offices.csv'), roster.replace('呼伦贝尔市人民政府,', '=1+2,'));
  expect(call('run', '--date', '2026-03-31').status).toBe(0);
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Listed = { readonly id: string; readonly state: string; readonly open: { readonly error: number } };

const officeList = (year: string): readonly Listed[] =>
  JSON.parse(call('offices', '--year', year, '--date', '2026-04-02', '--format', 'json').stdout).offices;

describe('gouji offices', () => {
  it('tells who has reported for a year and who has not, and what is not due yet', () => {
    const states = (year: string) => Object.fromEntries(officeList(year).map(({ id, state }) => [id, state]));
    expect(states('2023')).toMatchObject({ 'sample-clean': 'reported', ordos: 'missing', nmg: 'missing' });
    expect(new Set(Object.values(states('2026')))).toEqual(new Set(['not-due']));
  });

  it('writes a table that a spreadsheet reads, and no name in it is a formula', () => {
    const { stdout } = call('offices', '--year', '2017', '--format', 'csv');
    const rows: readonly Readonly<Record<string, string>>[] = parse(stdout, { columns: true, bom: true });
    expect(rows.find(({ id }) => id === 'hulunbuir')?.office).toBe("'=1+2");
    expect(rows.find(({ id }) => id === 'ushen')).toMatchObject({
      latest: '2017',
      mail_state: 'accepted',
      mail_via: 'outbox',
    });
  });

  it('shows a line an office and counts them', () => {
    const { stdout, status } = call('offices', '--year', '2017', '--date', '2026-04-02');
    expect(status).toBe(0);
    expect(stdout).toMatch(/reports for 2017: missing \d, /);
  });
});

describe('gouji history', () => {
  it('tells by year the versions and the findings of an office, by its id or its name', () => {
    const { stdout } = call('history', 'ushen');
    expect(stdout).toMatch(/report for 2017 \(ushen\/2017\/1\) {2}score \d+\.\d/);
    expect(stdout).toMatch(/2026-03-31 first seen/);
    expect(stdout).toMatch(/2026-03-31 {2}scorecard {2}in the outbox {2}ushen@example\.invalid/);
    expect(call('history', '乌审旗').stdout).toBe(stdout);
  });

  it('says what is accepted for an office that is not known', () => {
    const { status, stderr } = call('history', 'nobody');
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/"nobody" is no office.*accepted/),
    });
  });
});

describe('gouji replay', () => {
  it('makes every file of a run again, byte for byte', () => {
    const again = join(folder, 'again');
    const { stdout, status } = call('replay', '2026-03-31', '--to', again);
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Rules and program are the same.'),
    });
    const names = (of: string) =>
      readdirSync(of, { recursive: true, withFileTypes: true })
        .flatMap((entry) => (entry.isFile() ? [join(entry.parentPath, entry.name).slice(of.length + 1)] : []))
        .sort();
    const first = join(folder, 'reports/2026-03-31');
    expect(names(again)).toEqual(names(first));
    for (const name of names(first))
      expect(readFileSync(join(again, name)).equals(readFileSync(join(first, name)))).toBe(true);
  });

  it('says what is accepted for a run that is not known', () => {
    const { status, stderr } = call('replay', '2020-01-01');
    expect({ status, stderr }).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('the last one is 2026-03-31'),
    });
  });
});

describe('gouji waive', () => {
  it('accepts a finding by its fingerprint; the next run counts it no more and says when it expires', () => {
    const shown = call('history', 'ushen').stdout;
    const fingerprint = /^ {4}(\S+-[0-9a-f]{16}) {2}error/m.exec(shown)?.[1] ?? '';
    const before = officeList('2017').find(({ id }) => id === 'ushen')?.open.error ?? 0;
    const words = ['--reason', 'as agreed', '--approver', '李四', '--expires', '2999-12-31'];
    expect(call('waive', fingerprint, ...words).status).toBe(0);
    const file = readFileSync(join(folder, 'waivers.yaml'), 'utf8');
    expect(file).toMatch(/^# Accepted exceptions/);
    expect(file).toMatch(/approver: 李四/);
    expect(call('run', '--date', '2026-04-01').stdout).not.toMatch(/waiver/);
    expect(officeList('2017').find(({ id }) => id === 'ushen')?.open.error).toBe(before - 1);
    writeFileSync(join(folder, 'waivers.yaml'), file.replace('2999-12-31', '2026-04-01'));
    expect(call('run', '--date', '2026-04-02').stdout).toContain('waiver expired on 2026-04-01');
    expect(officeList('2017').find(({ id }) => id === 'ushen')?.open.error).toBe(before);
  });

  it('refuses what is no open finding, and a date that is over', () => {
    const words = (expires: string) => ['--reason', 'r', '--approver', 'a', '--expires', expires];
    expect(call('waive', 'nothing', ...words('2999-12-31')).stderr).toMatch(/"nothing" is no open finding; accepted/);
    expect(call('waive', 'nothing', ...words('2020-01-01')).stderr).toMatch(/--expires is 2020-01-01; accepted/);
  });
});
