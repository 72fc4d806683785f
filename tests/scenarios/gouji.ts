import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

export const LAUNCHER = fileURLToPath(new URL('../../bin/gouji.js', import.meta.url));

type Call = {
  readonly node?: string;
  readonly nodeArgs?: readonly string[];
  readonly cwd?: string;
  readonly launcher?: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
};

/** Runs the program as a person would, in a process of its own, to its end. */
export const gouji = (args: readonly string[], call: Call = {}): SpawnSyncReturns<string> =>
  spawnSync(call.node ?? process.execPath, [...(call.nodeArgs ?? []), call.launcher ?? LAUNCHER, ...args], {
    cwd: call.cwd ?? ROOT,
    encoding: 'utf8',
    input: call.input ?? '',
    env: { ...process.env, ...call.env },
    maxBuffer: 256 * 1024 * 1024,
  });

/** A Node of this machine that is too old for the program, or null. */
export const olderNode = (): string | null => {
  for (const path of ['/usr/bin/node', '/usr/local/bin/node', '/opt/homebrew/bin/node']) {
    if (!existsSync(path)) continue;
    const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout;
    const major = Number.parseInt(version.slice(1), 10);
    if (major >= 18 && major < 24) return path;
  }
  return null;
};
