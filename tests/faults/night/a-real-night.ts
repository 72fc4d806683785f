import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { damagedFile } from '../../../bench/generate/damaged-file.ts';
import type { GeneratedFile } from '../../../bench/generate/report-bytes.ts';
import { theTemplates } from '../../the-knowledge.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/gouji.js', import.meta.url));

/** A process of the program; `end` resolves when it is gone. */
export type Running = {
  readonly child: ChildProcess;
  readonly end: Promise<Ended>;
  /** Resolves when standard error holds the text; never when the process ends without it. */
  readonly says: (text: string) => Promise<void>;
};

export type Ended = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
  /** Milliseconds from start to end. */
  readonly took: number;
};

export type RealPlace = {
  readonly folder: string;
  readonly data: string;
  readonly reports: string;
  readonly source: string;
  readonly offices: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Starts `gouji run` in a process group of its own; `before` are words put in front of the command. */
  readonly run: (options?: {
    readonly env?: Readonly<Record<string, string>>;
    readonly before?: readonly string[];
    readonly args?: readonly string[];
  }) => Running;
  /** A place with the same reports and roster and nothing remembered. */
  readonly fresh: () => Promise<RealPlace>;
  readonly remove: () => Promise<void>;
};

const watch = (child: ChildProcess): Running => {
  let [out, err] = ['', ''];
  const started = performance.now();
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    err += chunk;
    for (const look of waiting) look();
  });
  const end = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, out, err, took: performance.now() - started }));
  });
  const says = (text: string): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (err.includes(text)) resolve();
      };
      waiting.add(look);
      look();
    });
  return { child, end, says };
};

const openPlace = async (folder: string, offices: readonly string[]): Promise<RealPlace> => {
  const [data, reports, source] = ['data', 'reports', 'source'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  const env = {
    PATH: process.env.PATH ?? '',
    GOUJI_DATA: data,
    GOUJI_REPORTS: reports,
    GOUJI_SOURCE: source,
    GOUJI_OFFICES: join(folder, 'offices.csv'),
    GOUJI_MAIL_FROM: 'gouji@sender.invalid',
    GOUJI_LOG: 'error',
  };
  return {
    folder,
    data,
    reports,
    source,
    offices,
    env,
    run: ({ env: more = {}, before = [], args = [] } = {}) => {
      const words = [...before, process.execPath, PROGRAM, 'run', '--date', '2026-11-20', ...args];
      return watch(spawn(words[0]!, words.slice(1), { env: { ...env, ...more }, detached: true }));
    },
    fresh: async () => {
      const other = await mkdtemp(join(tmpdir(), 'gouji-fault-'));
      await cp(source, join(other, 'source'), { recursive: true });
      await cp(join(folder, 'offices.csv'), join(other, 'offices.csv'));
      return openPlace(other, offices);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
};

/**
 * A working place with so many offices, one generated report each, in all forms and layouts and each with one or two
 * wrong figures, so that every office gets a scorecard and a mail. The same seed gives the same bytes.
 */
export const aRealPlace = async (count: number, seed = 1): Promise<RealPlace> => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-fault-'));
  const templates = theTemplates();
  const offices = Array.from({ length: count }, (_, at) => `o${String(at).padStart(4, '0')}`);
  const rows = offices.map((id) => `${id},样例${id}局,department,default,${id}@example.invalid`);
  await mkdir(join(folder, 'source'), { recursive: true });
  await writeFile(join(folder, 'offices.csv'), `id,name,level,profile,mail\n${rows.join('\n')}\n`);
  for (const [at, id] of offices.entries()) {
    const file: GeneratedFile = damagedFile(templates, seed * 10_000 + at);
    await mkdir(join(folder, 'source', id), { recursive: true });
    await writeFile(join(folder, 'source', id, file.name), file.bytes);
  }
  return openPlace(folder, offices);
};

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A mail bears the time at which it was planned; the rest of it is a function of the reports. */
const withoutDate = (path: string, bytes: Buffer): Uint8Array =>
  path.endsWith('.eml') ? Buffer.from(bytes.toString('latin1').replace(/^Date: .*\r?\n/m, ''), 'latin1') : bytes;

/** The hash of every workbook and mail that a place has written, by path; without the date of a mail. */
export const writtenBy = async ({ reports }: RealPlace): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(reports, { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const hashed = await Promise.all(
    paths.map(
      async (path) => [path.slice(reports.length + 1), hashOf(withoutDate(path, await readFile(path)))] as const,
    ),
  );
  return new Map(hashed.sort(([a], [b]) => (a < b ? -1 : 1)));
};

/** Kills the process and all that it started, as when the power goes. */
export const killAll = ({ child }: Running): void => {
  try {
    process.kill(-child.pid!, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
};
