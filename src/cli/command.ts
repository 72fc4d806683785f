/** What a command leaves behind. Only main.ts writes it to the streams and ends the process. */
export type Outcome = {
  /** Pieces of standard output in order: a long result need not be one string. */
  readonly stdout: readonly string[];
  readonly stderr: string;
  /** 0 done; 1 done, and something was found; 2 wrong usage or configuration; 3 done, but some input was not read. */
  readonly code: number;
};

/** What a command may use of the process it runs in. */
export type CommandContext = {
  /** Shows one line to the person waiting, at once, on standard error. */
  readonly progress: (line: string) => void;
  /** Shows a result before the command ends, at once, on standard output: for a command that runs for days. */
  readonly show: (text: string) => void;
  /** From the first call on, a request to stop the process only aborts the signal it returns. */
  readonly listenForStop: () => AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Width of the terminal in columns, for tables. */
  readonly columns: number;
};

export const printed = (...stdout: readonly string[]): Outcome => ({ stdout, stderr: '', code: 0 });

/** Nothing was done; the message names the thing and what would be accepted. Code 2 is wrong usage or configuration. */
export const refused = (message: string, code = 2): Outcome => ({ stdout: [], stderr: `gouji: ${message}\n`, code });
