import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gouji, LAUNCHER, olderNode, ROOT } from './gouji.ts';

const older = olderNode();

const PROGRAM = `
const [what, ...rest] = process.argv.slice(2);
if (what === 'tell') console.log(JSON.stringify({ major: parseInt(process.versions.node), rest }));
if (what === 'exit') process.exit(Number(rest[0]));
if (what === 'warn') { await import('node:sqlite'); process.emitWarning('of our own'); }
if (what === 'wait') { process.once('SIGTERM', () => process.exit(7)); console.log('ready'); setInterval(() => {}, 1000); }
if (what === 'stand') { console.log('ready'); setInterval(() => {}, 1000); }
if (what === 'echo') for await (const piece of process.stdin) process.stdout.write(piece);
`;

// The launcher beside a small program that shows what reaches it, and beside none of the packages.
let folder = '';
let launcher = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-launcher-'));
  launcher = join(folder, 'bin/gouji.js');
  mkdirSync(join(folder, 'src/cli'), { recursive: true });
  cpSync(LAUNCHER, launcher);
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  writeFileSync(join(folder, 'src/cli/main.ts'), PROGRAM);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const withRuntime = (): void => {
  const name = `node-${process.platform}-${process.arch}`;
  cpSync(join(ROOT, 'node_modules', name, 'package.json'), join(folder, 'node_modules', name, 'package.json'));
  cpSync(process.execPath, join(folder, 'node_modules', name, 'bin/node'));
};

describe('the launcher on a Node that is new enough', () => {
  it('keeps quiet about experimental parts of Node, but not about other warnings', () => {
    const { stderr } = gouji(['warn'], { launcher });
    expect(stderr).not.toContain('ExperimentalWarning');
    expect(stderr).toContain('of our own');
  });
});

describe.skipIf(older === null)('the launcher on an older Node (skipped where the machine has none)', () => {
  it('says in both languages what to install when the pinned runtime is missing', () => {
    const result = gouji(['tell'], { node: older!, launcher });
    expect(result.status).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/需要 Node\.js 24/);
    expect(result.stderr).toMatch(/Node\.js 24 or newer is needed, this is \d+\.\d+\.\d+.*npm ci/);
  });

  describe.skipIf(process.platform !== 'linux')('with the pinned runtime', () => {
    beforeAll(withRuntime);

    it('runs the program on it with the same arguments', () => {
      const result = gouji(['tell', '--a b', '中文', ''], { node: older!, launcher });
      expect(JSON.parse(result.stdout)).toEqual({ major: 24, rest: ['--a b', '中文', ''] });
    });

    it('finds it also where a workspace above the package holds it', () => {
      const member = join(folder, 'packages/gouji');
      for (const part of ['bin', 'src', 'package.json'])
        cpSync(join(folder, part), join(member, part), { recursive: true });
      const result = gouji(['tell'], { node: older!, launcher: join(member, 'bin/gouji.js') });
      expect(JSON.parse(result.stdout)).toEqual({ major: 24, rest: [] });
    });

    it.each([0, 1, 3])('ends with its exit code %i', (code) => {
      expect(gouji(['exit', `${code}`], { node: older!, launcher }).status).toBe(code);
    });

    it('hands standard input through', () => {
      expect(gouji(['echo'], { node: older!, launcher, input: '勾稽' }).stdout).toBe('勾稽');
    });

    const ended = async (what: string, signal: NodeJS.Signals) => {
      const child = spawn(older!, [launcher, what], { stdio: ['ignore', 'pipe', 'inherit'] });
      await new Promise((resolve) => child.stdout.once('data', resolve));
      const end = new Promise((resolve) => child.once('exit', (code, by) => resolve({ code, by })));
      child.kill(signal);
      return await end;
    };

    it('passes a signal on and lets the program end in its own way', async () => {
      expect(await ended('wait', 'SIGTERM')).toEqual({ code: 7, by: null });
    });

    it('dies of the signal the program died of', async () => {
      expect(await ended('stand', 'SIGTERM')).toEqual({ code: null, by: 'SIGTERM' });
    });
  });

  it('is the program itself in this checkout', () => {
    expect(gouji(['--version'], { node: older! }).stdout).toBe(gouji(['--version']).stdout);
  });
});
