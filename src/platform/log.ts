import { escapeControls } from './faults.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

export type LogLevel = (typeof LOG_LEVELS)[number];

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes lines of `time level event key=value…` at or above its level. Never throws, never prints raw control characters. */
export type Log = {
  readonly debug: (event: string, fields?: LogFields) => void;
  readonly info: (event: string, fields?: LogFields) => void;
  readonly warn: (event: string, fields?: LogFields) => void;
  readonly error: (event: string, fields?: LogFields) => void;
};

const BARE = /^[\p{L}\p{N}_./:@+-]+$/u;

const printValue = (value: string | number | boolean | null): string => {
  const text = String(value);
  return BARE.test(text) ? text : escapeControls(JSON.stringify(text));
};

/** One line of the log, without its end. */
export const formatLine = (time: Date, level: string, event: string, fields: LogFields = {}): string => {
  const pairs = Object.entries(fields).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${printValue(value)}`],
  );
  return [time.toISOString(), level.padEnd(5), escapeControls(event), ...pairs].join(' ');
};

/** A log that hands each line to `write`. */
export const createLog = (level: LogLevel, write: (line: string) => void, now: () => Date = () => new Date()): Log => {
  const least = LOG_LEVELS.indexOf(level);
  const at = (own: LogLevel) => (event: string, fields?: LogFields) => {
    if (LOG_LEVELS.indexOf(own) >= least) write(formatLine(now(), own, event, fields));
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
};

/** A log on standard error; a reader of it who left is no reason to stop. */
export const stderrLog = (level: LogLevel): Log =>
  createLog(level, (line) => {
    try {
      process.stderr.write(`${line}\n`);
    } catch {
      // Nobody reads; the work goes on.
    }
  });

export const SILENT_LOG: Log = createLog('silent', () => {});
