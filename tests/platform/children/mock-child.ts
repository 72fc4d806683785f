import process from 'node:process';
import { serveTasks } from '../../../src/platform/children/serve-tasks.ts';

/** A kind of document that does on demand whatever a hostile one may do to its reader. */
const kept: unknown[] = [];

const spin = (): never => {
  for (;;) Math.sqrt(2);
};

serveTasks<{ readonly greeting: string }>({
  greet: async (name: string, { greeting }) => `${greeting}, ${name}`,
  echo: async (bytes: Uint8Array) => bytes,
  pid: async () => process.pid,
  secrets: async () => ({ ...process.env }),
  sleep: (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  sleepLonger: (milliseconds: number, _, longer) => {
    longer();
    return new Promise((resolve) => setTimeout(resolve, milliseconds));
  },
  spin: async () => spin(),
  /** Memory of the engine's heap, without end. */
  allocate: async () => {
    for (;;) kept.push(Array.from({ length: 100_000 }, (_, i) => ({ i })));
  },
  /** Memory outside the heap, without end. */
  allocateBytes: async () => {
    for (;;) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  /** Memory that stays when the task has ended. */
  keep: async (bytes: number) => {
    kept.push(Buffer.alloc(bytes, 1));
    return kept.length;
  },
  exit: async (code: number) => process.exit(code),
  kill: async (signal: NodeJS.Signals) => {
    process.kill(process.pid, signal);
    await new Promise(() => {});
  },
  throw: async () => {
    throw new Error('a bug in a reader');
  },
  throwLater: () =>
    new Promise(() => {
      setImmediate(() => {
        throw new Error('nobody catches this');
      });
    }),
  overflow: async () => {
    const deeper = (depth: number): number => deeper(depth + 1) + 1;
    return deeper(0);
  },
  shout: async () => {
    for (;;) {
      process.stderr.write('x'.repeat(65_536));
      await new Promise((resolve) => setImmediate(resolve));
    }
  },
});
