import { readFileSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { ConfigurationError } from '../platform/faults.ts';
import { type CommandContext, type Outcome, printed, refused } from './command.ts';
import { buildProgram } from './program.ts';

const version = (): string => {
  const manifest = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
};

const withParents = (command: Command): readonly Command[] =>
  command.parent === null ? [command] : [...withParents(command.parent), command];

/** The names of what `command` accepts, for a person who called it wrongly. */
const accepted = (command: Command): string => {
  const help = command.createHelp();
  const commands = help.visibleCommands(command).map((sub) => sub.name());
  const options = help.visibleOptions(command).map((option) => option.long ?? option.flags);
  const path = withParents(command).map((each) => each.name());
  return [
    ...(commands.length > 0 ? [`可用命令 · accepted commands: ${commands.join(', ')}`] : []),
    `可用选项 · accepted options: ${options.join(', ')}`,
    `详见 · see: ${path.join(' ')} --help`,
    '',
  ].join('\n');
};

type Capture = { out: string; err: string };

/** Keeps what commander would print; each command tells wrong usage with its own accepted words. */
const capture = (command: Command, into: Capture, columns: number): void => {
  command.configureOutput({
    writeOut: (text) => {
      into.out += text;
    },
    writeErr: (text) => {
      into.err += text;
    },
    outputError: (text, write) =>
      write(`gouji: 用法错误 · wrong usage: ${text.replace(/^error: /, '')}${accepted(command)}`),
    getOutHelpWidth: () => columns,
    getErrHelpWidth: () => columns,
  });
  for (const sub of command.commands) capture(sub, into, columns);
};

/**
 * Runs one command line and returns what it leaves behind. Wrong usage and faulty configuration are outcomes with code
 * 2; a bug throws.
 */
export const runCli = async (args: readonly string[], context: CommandContext): Promise<Outcome> => {
  const printedText: Capture = { out: '', err: '' };
  const settled: Outcome[] = [];
  const program = buildProgram(version(), context, (outcome) => settled.push(outcome));
  capture(program, printedText, context.columns);
  try {
    await program.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (error instanceof ConfigurationError) return refused(error.message);
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? printed(printedText.out) : { stdout: [], stderr: printedText.err, code: 2 };
  }
  const [outcome] = settled;
  if (outcome === undefined) throw new Error(`the command ${args.join(' ')} ended without an outcome`);
  return outcome;
};
