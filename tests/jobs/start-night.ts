import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Place } from './a-night.ts';

export type ChildNight = {
  readonly child: ChildProcess;
  /** Resolves when the process is gone. */
  readonly end: Promise<{
    readonly code: number | null;
    readonly signal: string | null;
    readonly out: string;
    readonly err: string;
  }>;
  /** Resolves when the process has said this on standard error. */
  readonly says: (text: string) => Promise<void>;
};

const start = (script: URL, { config }: Place, environment: Readonly<Record<string, string>>): ChildNight => {
  const child = spawn(process.execPath, [fileURLToPath(script)], {
    env: {
      PATH: process.env.PATH ?? '',
      GOUJI_DATA: config.data,
      GOUJI_REPORTS: config.reports,
      GOUJI_SOURCE: config.source,
      GOUJI_OFFICES: config.offices,
      GOUJI_LOG: 'silent',
      ...environment,
    },
  });
  let out = '';
  let err = '';
  const waiting = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    for (const look of waiting) look();
  });
  const end = new Promise<{ code: number | null; signal: string | null; out: string; err: string }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, out, err }));
  });
  const says = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (err.includes(text)) resolve();
      };
      waiting.add(look);
      look();
    });
  return { child, end, says };
};

/** Starts a night of this place in a process of its own. */
export const startNight = (place: Place, environment: Readonly<Record<string, string>> = {}): ChildNight =>
  start(new URL('./night-in-child.ts', import.meta.url), place, environment);

/** Starts a worker with this place's folders in a process of its own. */
export const startWorker = (place: Place, environment: Readonly<Record<string, string>> = {}): ChildNight =>
  start(new URL('./worker-in-child.ts', import.meta.url), place, environment);
