import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gouji } from './gouji.ts';

const RULE = `
id: test-balance
title: { zh: 测试平衡, en: Test balance }
basis: 表三
family: broken-total
kind: hard
templates: [annual-report-2019]
severity: error
for: { each: applicant }
expect: t3.new + t3.carry_in == t3.sum + t3.carry_out
message: { zh: "{for}:{left}≠{right}", en: "{for}: {left} is not {right}" }
`;

const CASES = `
- { name: ties, expect: holds, template: annual-report-2019, target: np, fill: 0 }
- { name: does not tie, expect: violated, template: annual-report-2019, target: np, fill: 0, facts: { 't3.new[np]': 1 } }
- { name: a blank, expect: undecided, template: annual-report-2019, target: np, fill: 0, facts: { 't3.new[np]': blank } }
`;

const BROKEN = 'seeds/reports/alxa/2019.html';

let folder = '';

const put = (name: string, text: string): void => writeFileSync(join(folder, name), text);

const rules = (command: string, ...args: string[]) => gouji(['rules', command, ...args, '--rules', folder]);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-rules-'));
  mkdirSync(folder, { recursive: true });
  put('test-balance.rule.yaml', RULE);
  put('test-balance.md', '# Why\n');
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the rules on the command line', () => {
  it('are listed', () => {
    expect(rules('list', '--lang', 'en').stdout).toMatch(/test-balance │ error +│ broken-total │ 2019 +│ Test balance/);
  });

  it('are shown as they stand, with their page', () => {
    expect(rules('show', 'test-balance').stdout).toBe(`${RULE.trimEnd()}\n\n# Why\n`);
  });

  it('are documented the same way each time', () => {
    const page = rules('docs').stdout;
    expect(page).toContain('- expect: `t3.new + t3.carry_in == t3.sum + t3.carry_out`');
    expect(rules('docs').stdout).toBe(page);
  });

  it('pass their cases', () => {
    put('test-balance.cases.yaml', CASES);
    expect(rules('test')).toMatchObject({ status: 0, stdout: '3 of 3 cases of 1 rules\n' });
  });

  it('fail a case by name, with code 1', () => {
    put('test-balance.cases.yaml', CASES.replace('expect: holds', 'expect: violated'));
    const result = rules('test');
    expect(result.status).toBe(1);
    expect(result.stdout).toMatch(/FAILED test-balance: ties: is holds, expected violated/);
  });

  it('are made as drafts that work, and never written over', () => {
    const made = rules('new', 'cross-table/made-here');
    const again = rules('new', 'cross-table/made-here');
    put('test-balance.cases.yaml', CASES);
    const tested = rules('test');
    rmSync(join(folder, 'cross-table'), { recursive: true });
    expect([made.status, again.status]).toEqual([0, 2]);
    expect(again.stderr).toContain('is there already');
    expect(tested.stdout).toBe('6 of 6 cases of 2 rules\n');
  });

  it('are refused together, each with its file', () => {
    put('one.rule.yaml', 'id: one\n');
    put('two.rule.yaml', 'id: : two\n');
    const result = rules('lint');
    rmSync(join(folder, 'one.rule.yaml'));
    rmSync(join(folder, 'two.rule.yaml'));
    expect(result.status).toBe(2);
    expect(result.stderr).toMatch(/one\.rule\.yaml:1:1: family/);
    expect(result.stderr).toMatch(/two\.rule\.yaml:1:5: /);
  });
});

describe('explaining a finding', () => {
  const explain = (what: string) => gouji(['explain', BROKEN, what, '--rules', folder, '--lang', 'en']);

  const fingerprint = (): string => {
    const { stdout } = gouji(['audit', BROKEN, '--rules', folder, '--format', 'json']);
    const [finding] = JSON.parse(stdout).reports[0].findings.filter(
      (each: { evidence: { group: string }[] }) => each.evidence[0]?.group === 'np',
    );
    return finding.fingerprint;
  };

  it('shows the equation with the figures of the report, its basis and its places', () => {
    const { stdout, status } = explain(fingerprint());
    expect(status).toBe(0);
    expect(stdout).toContain('8 + 0 = 9 + 0 → violated');
    expect(stdout).toMatch(/basis\n +表三/);
    expect(stdout).toMatch(/row \d+ column \d+/);
    expect(stdout.match(/^ {2}equation$/gm)).toHaveLength(1);
  });

  it('shows also the columns that tie when a rule is asked for', () => {
    const { stdout } = explain('test-balance');
    expect(stdout).toContain('8 + 0 = 9 + 0 → violated');
    expect(stdout).toContain('→ holds');
  });

  it('refuses what is neither a finding nor a rule', () => {
    expect(explain('nonsense')).toMatchObject({ status: 2, stdout: '' });
  });

  it('says when the file cannot be read', () => {
    const result = gouji(['explain', 'no/such.txt', 'test-balance', '--rules', folder]);
    expect(result.status).toBe(3);
    expect(result.stderr).toContain('no/such.txt');
  });

  it('shows every proposed change with the equations as they read after it, and that the records decide', () => {
    const { stdout } = gouji(['explain', 'seeds/reports/nmg/2017.txt', 'staff-total-is-sum', '--lang', 'en']);
    expect(stdout).toContain('3 changes explain it equally well; the records decide.');
    for (const after of ['2067 = 410 + 1657 → holds', '2154 = 497 + 1657 → holds', '2154 = 410 + 1744 → holds']) {
      expect(stdout).toContain(after);
    }
  });
});
