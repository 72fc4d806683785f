import process from 'node:process';
import { runCli } from './run-cli.ts';

// The only file that writes to the standard streams and ends the process.

/** The exit status of a bug in this program (sysexits' EX_SOFTWARE), apart from those that a command gives. */
const CRASHED = 70;

/** A writer whose reader may leave at any time (`gouji … | head`): what is no longer wanted is dropped. */
const writerTo = (stream: NodeJS.WriteStream): ((text: string) => Promise<void>) => {
  let open = true;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    open = false;
  });
  return async (text) => {
    if (!open || text === '') return;
    await new Promise<void>((resolve) => stream.write(text, () => resolve()));
  };
};

const listenForStop = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => controller.abort(signal));
  return controller.signal;
};

const toStdout = writerTo(process.stdout);
const toStderr = writerTo(process.stderr);

try {
  const outcome = await runCli(process.argv.slice(2), {
    progress: (line) => void toStderr(`${line}\n`),
    show: (text) => void toStdout(text),
    listenForStop,
    environment: process.env,
    columns: process.stdout.columns ?? 120,
  });
  for (const piece of outcome.stdout) await toStdout(piece);
  await toStderr(outcome.stderr);
  process.exit(outcome.code);
} catch (error) {
  await toStderr(`gouji: 程序内部错误 · internal error\n${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(CRASHED);
}
