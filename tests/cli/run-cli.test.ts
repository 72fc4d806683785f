import { describe, expect, it } from 'vitest';
import type { CommandContext } from '../../src/cli/command.ts';
import { runCli } from '../../src/cli/run-cli.ts';

const CONTEXT: CommandContext = {
  progress: () => {},
  show: () => {},
  environment: {},
  listenForStop: () => new AbortController().signal,
  columns: 100,
};

const call = (...args: string[]) => runCli(args, CONTEXT);

describe('the command line', () => {
  it.each([
    [
      'an unknown command',
      ['adit'],
      /unknown command 'adit'.*Did you mean audit\?.*accepted commands: .*audit.*rules/s,
    ],
    [
      'an unknown option',
      ['audit', 'x', '--formt', 'json'],
      /unknown option '--formt'.*Did you mean --format\?.*accepted options: .*--fail-on/s,
    ],
    [
      'an unknown format',
      ['audit', 'x', '--format', 'xml'],
      /argument 'xml' is invalid.*table, json, jsonl, csv, markdown/,
    ],
    [
      'an unknown severity',
      ['audit', 'x', '--fail-on', 'bad'],
      /argument 'bad' is invalid.*fatal, error, warning, info, never/,
    ],
    ['no paths', ['audit'], /missing required argument 'paths'/],
    ['an unknown schema', ['schema', 'foo'], /'foo' is invalid.*audit/],
    ['an impossible date', ['run', '--date', '2023-02-30'], /argument '2023-02-30' is invalid.*2026-03-31/],
    ['a missing subcommand', ['rules'], /gouji rules/],
  ])('answers %s with code 2, the thing and what is accepted', async (_, args, message) => {
    const outcome = await call(...args);
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toEqual([]);
    expect(outcome.stderr).toMatch(message);
  });

  it.each([[['--help']], [['help']], [['audit', '--help']], [['help', 'rules']], [['rules', 'lint', '--help']]])(
    'gives help in both languages on standard output: %s',
    async (args) => {
      const { stdout, stderr, code } = await call(...args);
      expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
      expect(stdout.join('')).toMatch(/^Usage: gouji.*[\u4e00-\u9fff].*[a-z]/s);
    },
  );

  it('tells its version', async () => {
    expect((await call('--version')).stdout.join('')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('refuses a rule that does not exist and names what resembles it', async () => {
    const outcome = await call('rules', 'show', 'no-such-rule-applications');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('"no-such-rule-applications"; accepted:');
  });

  it('refuses a folder of rules that is not there', async () => {
    const outcome = await call('rules', 'lint', '--rules', 'no/such/folder');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('no/such/folder');
  });
});
