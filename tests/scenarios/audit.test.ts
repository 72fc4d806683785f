import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gouji, LAUNCHER, ROOT } from './gouji.ts';

// One rule of the test's own, so that what is asserted here does not move with the catalogue.
const BALANCE = `
id: test-balance
title: { zh: 测试平衡, en: Test balance }
family: broken-total
kind: hard
templates: [annual-report-2019, annual-report-2021]
severity: error
for: { each: applicant }
expect: t3.new + t3.carry_in == t3.sum + t3.carry_out
message: { zh: "{for}:{left}≠{right}", en: "{for}: {left} is not {right}" }
`;

const CLEAN = 'seeds/reports/sample-clean/2023.html';
const BROKEN = 'seeds/reports/alxa/2019.html';

let folder = '';
let rules = '';

const put = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

const audit = (...args: string[]) => gouji(['audit', '--rules', rules, ...args]);

const auditJson = (...args: string[]) => {
  const result = audit('--format', 'json', ...args);
  return { ...result, json: JSON.parse(result.stdout) };
};

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-audit-'));
  rules = join(folder, 'rules');
  mkdirSync(rules);
  writeFileSync(join(rules, 'test-balance.rule.yaml'), BALANCE);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('auditing files', () => {
  it('ends with 0 when nothing is wrong', () => {
    const result = audit(CLEAN);
    expect(result.stderr).toBe('');
    expect(result.status).toBe(0);
  });

  it('ends with 1 when something is at or above the bar, and with 0 when the bar is higher', () => {
    expect(audit(BROKEN).status).toBe(1);
    expect(audit(BROKEN, '--fail-on', 'info').status).toBe(1);
    expect(audit(BROKEN, '--fail-on', 'fatal').status).toBe(0);
    expect(audit(BROKEN, '--fail-on', 'never').status).toBe(0);
  });

  it('prints exactly one JSON object that follows the schema it prints itself', () => {
    const { json, stderr } = auditJson(CLEAN, BROKEN);
    const schema = JSON.parse(gouji(['schema', 'audit']).stdout);
    const validate = new Ajv2020({ strict: true, strictTypes: false }).compile(schema);
    validate(json);
    expect(validate.errors).toBeNull();
    expect(stderr).toBe('');
    expect(json.reports.map((report: { source: string }) => report.source)).toEqual([CLEAN, BROKEN]);
    expect(json.reports[1].findings).toContainEqual(
      expect.objectContaining({ rule: 'test-balance', found: '8', expected: '9' }),
    );
  });

  it('gives the same bytes each time', () => {
    expect(audit(CLEAN, BROKEN, '--format', 'json').stdout).toBe(audit(CLEAN, BROKEN, '--format', 'json').stdout);
  });

  it('walks a folder in order and takes a file named twice once', () => {
    const { json } = auditJson('seeds/reports/nmg', 'seeds/reports/nmg/2017.txt');
    expect(json.reports.map((report: { source: string }) => report.source)).toEqual([
      'seeds/reports/nmg/2017.txt',
      'seeds/reports/nmg/2022.html',
    ]);
  });

  it('knows the office by its name when a roster is given', () => {
    expect(auditJson(BROKEN).json.reports[0].office.id).toBeNull();
    expect(auditJson(BROKEN, '--offices', 'seeds/offices.csv').json.reports[0].office.id).toBe('alxa');
  });

  it('speaks the language asked for', () => {
    expect(audit(BROKEN).stdout).toContain('8≠9');
    expect(audit(BROKEN, '--lang', 'en').stdout).toContain('8 is not 9');
  });

  it('writes to a file instead of standard output', () => {
    const out = join(folder, 'result.json');
    const result = audit(CLEAN, '--format', 'json', '--out', out);
    expect(result.stdout).toBe('');
    expect(JSON.parse(readFileSync(out, 'utf8')).format).toBe('gouji.audit/1');
  });

  it('can be cut short by its reader without a complaint', async () => {
    const many = Array.from({ length: 12 }, (_, index) => {
      cpSync(join(ROOT, CLEAN), join(folder, `copy-${index}.html`));
      return join(folder, `copy-${index}.html`);
    });
    const child = spawn(process.execPath, [LAUNCHER, 'audit', '--rules', rules, '--format', 'json', ...many]);
    let stderr = '';
    child.stderr.on('data', (piece) => {
      stderr += piece;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('loads neither store nor queue nor network nor mail', () => {
    const list = join(folder, 'modules.txt');
    gouji(['audit', '--rules', rules, '--format', 'json', '--offices', 'seeds/offices.csv', CLEAN], {
      nodeArgs: ['--import', join(ROOT, 'tests/scenarios/list-modules.mjs')],
      env: { GOUJI_TEST_MODULES: list },
    });
    const loaded = readFileSync(list, 'utf8').split('\n');
    expect(loaded.some((url) => url.endsWith('/src/reading/open-readers.ts'))).toBe(true);
    const forbidden =
      /\/src\/(store|delivery|sources\/website|jobs\/queue)|node_modules\/(exceljs|nodemailer|node-cron|bullmq|ioredis)\/|^node:(sqlite|net|tls|http|https|http2|dns|dgram)$/;
    expect(loaded.filter((url) => forbidden.test(url))).toEqual([]);
  });
});

describe('input that cannot be audited', () => {
  const failureOf = (path: string, lang = 'en') => {
    const { json, status, stderr } = auditJson('--lang', lang, path, CLEAN);
    expect(status).toBe(3);
    expect(json.reports.map((report: { source: string }) => report.source)).toEqual([CLEAN]);
    expect(json.failures).toHaveLength(1);
    expect(json.failures[0].source).toBe(path);
    expect(stderr).toContain(path);
    expect(stderr).toContain(json.failures[0].message);
    return json.failures[0];
  };

  it('a missing file is named, with what would be accepted, and the rest is done', () => {
    expect(failureOf('no/such/report.txt')).toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/no such file.*accepted.*\.txt or \.html/),
    });
    expect(failureOf('no/such/report.txt', 'zh').message).toMatch(/不存在.*可接受/);
  });

  it('an empty file', () => {
    expect(failureOf(put('empty.txt', ''))).toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(/empty/),
    });
  });

  it('a binary', () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919 + (index >> 3) * 31) % 256);
    expect(failureOf(put('noise.txt', bytes))).toMatchObject({ code: 'unsupported' });
  });

  it('a format that is not read', () => {
    expect(failureOf(put('report.docx', 'GIF89a'))).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/\.html.*\.txt/),
    });
  });

  it('a text that is no report of a known form', () => {
    expect(failureOf(put('letter.txt', '各位同事:\n会议改到下周三上午。\n'))).toMatchObject({
      code: 'unsupported',
      message: expect.stringMatching(/annual-report-2014.*annual-report-2021/),
    });
  });

  it('an empty folder', () => {
    mkdirSync(join(folder, 'nothing'));
    expect(failureOf(join(folder, 'nothing')).message).toMatch(/holds no files/);
  });

  it.skipIf(process.platform === 'win32')('a link inside a folder, which is not followed', () => {
    mkdirSync(join(folder, 'links'));
    symlinkSync('/etc/hostname', join(folder, 'links/secret.txt'));
    const { json } = auditJson('--lang', 'en', join(folder, 'links'));
    expect(json.failures).toEqual([expect.objectContaining({ message: expect.stringMatching(/symbolic link/) })]);
  });
});

describe('faulty configuration', () => {
  const refusal = (...args: string[]) => {
    const result = gouji(['audit', CLEAN, ...args]);
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    return result.stderr;
  };

  it('a broken rule file is told with file, line and what is accepted', () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    writeFileSync(join(broken, 'test-balance.rule.yaml'), BALANCE.replace('severity: error', 'severity: bad'));
    expect(refusal('--rules', broken)).toMatch(/test-balance\.rule\.yaml:7:1: severity: .*"fatal"\|"error"/);
  });

  it('a missing folder of rules', () => {
    expect(refusal('--rules', join(folder, 'none'))).toContain(join(folder, 'none'));
  });

  it('a roster with a fault', () => {
    const roster = put('roster.csv', 'id,name,level\na,某局,moon\n');
    expect(refusal('--rules', rules, '--offices', roster)).toMatch(
      /roster\.csv:2 level "moon"; accepted: one of province/,
    );
  });

  it('a rule that does not exist', () => {
    expect(refusal('--rules', rules, '--rule', 'test-balanse')).toMatch(
      /"test-balanse"; accepted: perhaps test-balance/,
    );
  });

  it('an unknown option', () => {
    expect(refusal('--colour')).toMatch(/unknown option '--colour'/);
  });
});
