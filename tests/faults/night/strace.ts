import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether `strace` is there and may trace processes here; null, or what is missing. */
export const straceLacks = (): Promise<string | null> =>
  new Promise((resolve) => {
    const child = spawn('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
    child.on('error', () => resolve('strace is not installed (Debian: strace)'));
    child.on('close', (code) =>
      resolve(code === 0 ? null : 'strace may not trace processes here (ptrace is forbidden)'),
    );
  });

let files = 0;

/** The words that put a fault into the `when`-th call of these system calls, and a look at whether it came to it. */
export const injected = (calls: string, fault: string, when: number) => {
  files += 1;
  const log = join(tmpdir(), `gouji-strace-${process.pid}-${files}.log`);
  const before = [
    'strace',
    '-f',
    '-qq',
    '-o',
    log,
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${calls}:${fault}:when=${when}`,
  ];
  const wasInjected = async (): Promise<boolean> => {
    const text = await readFile(log, 'utf8').catch(() => '');
    await rm(log, { force: true });
    return /INJECTED|killed by SIGKILL/.test(text);
  };
  return { before, wasInjected };
};

/** One thread for the file work of Node, so that the k-th call of a kind is the same one in every run. */
export const ONE_THREAD = { UV_THREADPOOL_SIZE: '1' } as const;
