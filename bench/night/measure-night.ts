import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Usage, usageOf } from './process-tree.ts';

const PROGRAM = fileURLToPath(new URL('../../bin/gouji.js', import.meta.url));

export type PhaseUse = { readonly wall: number; readonly cpu: number };

/** Seconds of wall and CPU by phase and in all, and the peaks of memory in MiB. */
export type NightUse = {
  readonly phases: ReadonlyMap<string, PhaseUse>;
  readonly all: PhaseUse;
  readonly largest: number;
  readonly together: number;
};

type Environment = Readonly<Record<string, string>>;

const start = (words: readonly string[], env: Environment): ChildProcess =>
  spawn(process.execPath, [PROGRAM, ...words], { env: { PATH: process.env.PATH ?? '', ...env } });

/** Starts a worker and waits until it looks for work. */
export const startWorker = async (env: Environment): Promise<ChildProcess> => {
  const child = start(['worker'], { ...env, GOUJI_LOG: 'info' });
  await new Promise<void>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('waiting for nights')) resolve();
    });
    child.on('exit', () => reject(new Error(`a worker ended: ${said}`)));
  });
  return child;
};

const SAMPLE_EVERY = 500;

/** Runs one night and measures it, with the workers beside it; what the servers use is not counted. */
export const measureNight = async (
  date: string,
  env: Environment,
  workers: readonly ChildProcess[],
): Promise<NightUse> => {
  const idle = usageOf(workers.map(({ pid }) => pid!));
  const began = performance.now();
  const child = start(['run', '--date', date], { ...env, GOUJI_LOG: 'debug' });
  const roots = [child, ...workers].map(({ pid }) => pid!);
  const phases = new Map<string, PhaseUse>();
  const open = new Map<string, number>();
  let last: Usage = usageOf(roots);
  let [largest, together, said, rest] = [0, 0, '', ''];
  const look = (): Usage => {
    last = usageOf(roots);
    largest = Math.max(largest, last.largest);
    together = Math.max(together, last.together);
    return last;
  };
  const read = (line: string): void => {
    const [, event, phase = '', milliseconds] =
      / phase (begins|over) phase=(\w+)(?: milliseconds=(\d+))?$/.exec(line.trimEnd()) ?? [];
    if (event === 'begins') open.set(phase, look().cpu);
    if (event === 'over')
      phases.set(phase, { wall: Number(milliseconds) / 1000, cpu: look().cpu - (open.get(phase) ?? 0) });
  };
  child.stderr?.on('data', (chunk) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    said = `${said}${chunk}`.slice(-4_000);
    for (const line of lines) read(line);
  });
  child.stdout?.resume();
  const timer = setInterval(look, SAMPLE_EVERY);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`the night ended with ${code}: ${said}`);
  return { phases, all: { wall: (performance.now() - began) / 1000, cpu: last.cpu - idle.cpu }, largest, together };
};
