import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gouji, ROOT } from './gouji.ts';

let folder = '';

const run = (...args: string[]) =>
  gouji(['run', '--data', join(folder, 'data'), '--reports', join(folder, 'reports'), ...args]);

const rowsOf = (stdout: string): readonly (readonly string[])[] =>
  stdout
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .slice(1)
    .map((line) =>
      line
        .split('│')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

const SAMPLES = globSync('seeds/reports/*/*', { cwd: ROOT });

describe('one night on the sample reports', () => {
  let first: ReturnType<typeof gouji>;
  let second: ReturnType<typeof gouji>;
  let loaded: readonly string[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gouji-run-'));
    const modules = join(folder, 'modules.txt');
    first = gouji(
      ['run', '--data', join(folder, 'data'), '--reports', join(folder, 'reports'), '--date', '2026-03-31'],
      {
        nodeArgs: ['--import', join(ROOT, 'tests/scenarios/list-modules.mjs')],
        env: { GOUJI_TEST_MODULES: modules },
      },
    );
    loaded = readFileSync(modules, 'utf8').split('\n');
    second = run('--date', '2026-03-31');
  }, 120_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('ends well and shows a row for each report', () => {
    expect(first.status).toBe(0);
    expect(rowsOf(first.stdout)).toHaveLength(SAMPLES.length);
  });

  it('loads nothing that a server would need', () => {
    expect(loaded.some((url) => url.endsWith('/src/jobs/queue/open-queue.ts'))).toBe(true);
    expect(
      loaded.filter((url) => /bullmq|ioredis|nodemailer\/lib\/smtp|node_modules\/pg\/|aws4fetch/.test(url)),
    ).toEqual([]);
  });

  it('leaves the scorecards that the table names', () => {
    const paths = rowsOf(first.stdout).map((row) => row[6]!);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
    expect(new Set(paths).size).toBe(SAMPLES.length);
  });

  it('leaves one mail for each office that it tells something', () => {
    const addresses = new Set(rowsOf(first.stdout).flatMap((row) => row[7]!.match(/\S+@\S+/) ?? []));
    const mails = globSync('reports/*/outbox/*.eml', { cwd: folder });
    expect(addresses.size).toBeGreaterThan(0);
    expect(mails).toHaveLength(addresses.size);
  });

  it('finds nothing changed when started again, and mails nothing', () => {
    expect(second.status).toBe(0);
    expect(rowsOf(second.stdout).map((row) => row[2])).toEqual(SAMPLES.map(() => '无变化'));
    expect(globSync('reports/*/outbox/*.eml', { cwd: folder })).toHaveLength(
      new Set(rowsOf(first.stdout).flatMap((row) => row[7]!.match(/\S+@\S+/) ?? [])).size,
    );
    expect(second.stdout).toMatch(/邮件:已存入发件箱 0,待发 0,失败 0/);
  });
});

describe('a night that cannot be run', () => {
  it.each([
    ['a folder of reports that is not there', ['--source', 'no/such/folder'], /--source.*"no\/such\/folder"; accepted/],
    ['a roster that is not there', ['--offices', 'no.csv'], /roster no\.csv cannot be read/],
  ])('%s: code 2 and what is accepted', (_, args, message) => {
    const scratch = mkdtempSync(join(tmpdir(), 'gouji-run-'));
    const result = gouji(['run', '--data', join(scratch, 'd'), '--reports', join(scratch, 'r'), ...args]);
    rmSync(scratch, { recursive: true, force: true });
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 2, stdout: '' });
    expect(result.stderr).toMatch(message);
  });

  it('a disk that cannot be written: code 1, the path, no stack', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'gouji-run-'));
    writeFileSync(join(scratch, 'file'), '');
    const result = gouji(['run', '--data', join(scratch, 'file')]);
    rmSync(scratch, { recursive: true, force: true });
    expect(result.status).toBe(1);
    expect(result.stderr).toContain(join(scratch, 'file'));
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  it('a Redis that is not there: code 1, its address without the password, what to do, no stack', () => {
    const scratch = mkdtempSync(join(tmpdir(), 'gouji-run-'));
    const result = gouji(['run', '--data', join(scratch, 'd'), '--reports', join(scratch, 'r')], {
      env: { GOUJI_REDIS_URL: 'redis://:secret@127.0.0.1:1' },
    });
    rmSync(scratch, { recursive: true, force: true });
    expect({ status: result.status, stdout: result.stdout }).toEqual({ status: 1, stdout: '' });
    expect(result.stderr).toMatch(/redis:\/\/127\.0\.0\.1:1\/0 \(GOUJI_REDIS_URL\).*unset GOUJI_REDIS_URL/);
    expect(result.stderr).not.toMatch(/secret|^\s+at /m);
  });
});
