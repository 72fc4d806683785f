import type { Knowledge } from '../../audit/knowledge.ts';
import type { Office, Snapshot } from '../../model/report.ts';
import { reportsAtOnce } from '../../platform/machine.ts';
import { writeFileSafely } from '../../platform/write-file-safely.ts';
import { type Audited, openReaders, type Readers } from '../../reading/open-readers.ts';
import { officesByName, readRoster } from '../../sources/roster.ts';
import { type AuditBatch, exitCodeOf } from '../audit-batch.ts';
import { collectInputs, type Input } from '../collect-inputs.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { auditCsv } from '../format/audit-csv.ts';
import { auditJson, auditJsonLines } from '../format/audit-json.ts';
import { auditMarkdown } from '../format/audit-markdown.ts';
import { auditTable } from '../format/audit-table.ts';
import { terminalText } from '../format/terminal-text.ts';
import { readKnowledge } from '../knowledge-files.ts';
import { onlyRules } from '../only-rules.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import type { AuditOptions } from './audit-options.ts';

type FindOffice = (name: string) => Office | null;

/** A bug met by one report is told by name; the others are still audited. */
const auditOne = async (readers: Readers, snapshot: Snapshot, office: Office | null): Promise<Audited> => {
  try {
    return await readers.audit(snapshot, office);
  } catch (error) {
    return { failure: { source: snapshot.source, code: 'crashed', message: (error as Error).message } };
  }
};

/** Audits once; when the report's name then stands in the roster, again as that office's report. */
const auditAs = async (snapshot: Snapshot, readers: Readers, findOffice: FindOffice): Promise<Audited> => {
  const first = await auditOne(readers, snapshot, null);
  if (!('result' in first) || first.result.office.name === null) return first;
  const office = findOffice(first.result.office.name);
  return office === null ? first : auditOne(readers, snapshot, office);
};

/** The outcomes of one file: of an archive, one for each file in it. */
const auditInput = async (input: Input, readers: Readers, findOffice: FindOffice): Promise<readonly Audited[]> => {
  const taken = await takeSnapshot(input);
  if ('failure' in taken) return [taken];
  const expanded = await readers.expand(taken.snapshot);
  if (expanded === null) return [await auditAs(taken.snapshot, readers, findOffice)];
  const audited: Audited[] = [];
  for (const snapshot of expanded.snapshots) audited.push(await auditAs(snapshot, readers, findOffice));
  return [...audited, ...expanded.failures.map((failure) => ({ failure }))];
};

/** The outcomes in the order of the inputs, however many are under way at once. */
const inOrder = async <T, R>(inputs: readonly T[], atOnce: number, work: (input: T) => Promise<R>): Promise<R[]> => {
  const outcomes: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let at = next++; at < inputs.length; at = next++) outcomes[at] = await work(inputs[at]!);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, inputs.length) }, worker));
  return outcomes;
};

const auditAll = async (
  paths: readonly string[],
  options: AuditOptions,
  knowledge: Knowledge,
  findOffice: FindOffice,
): Promise<AuditBatch> => {
  const { inputs, failures } = await collectInputs(paths, options.lang);
  const size = Math.min(reportsAtOnce(), Math.max(1, inputs.length));
  const readers = openReaders({ byProfile: new Map(), common: knowledge }, { size });
  try {
    const audited = (await inOrder(inputs, size, (input) => auditInput(input, readers, findOffice))).flat();
    return {
      ruleset: knowledge.ruleset,
      results: audited.flatMap((one) => ('result' in one ? [one.result] : [])),
      failures: [...failures, ...audited.flatMap((one) => ('failure' in one ? [one.failure] : []))],
    };
  } finally {
    await readers.close();
  }
};

const render = (batch: AuditBatch, options: AuditOptions, columns: number): readonly string[] => {
  switch (options.format) {
    case 'json':
      return auditJson(batch);
    case 'jsonl':
      return auditJsonLines(batch);
    case 'csv':
      return auditCsv(batch, options.lang);
    case 'markdown':
      return auditMarkdown(batch, options.lang);
    case 'table':
      return auditTable(batch, options.lang, columns);
  }
};

/** What must not be overlooked even when standard output goes to another program. */
const troubles = (batch: AuditBatch, lang: AuditOptions['lang']): string =>
  [
    ...batch.failures.map(
      ({ source, message }) =>
        `gouji: ${lang === 'zh' ? '未能读取' : 'not read:'} ${terminalText(source)}: ${terminalText(message)}\n`,
    ),
    ...batch.results.flatMap((result) =>
      result.faults.map(
        ({ rule, error }) =>
          `gouji: ${lang === 'zh' ? '规则运行出错' : 'rule crashed:'} ${rule} (${terminalText(result.source)}): ${terminalText(error)}\n`,
      ),
    ),
  ].join('');

/** `gouji audit`: reads the files, judges them, and gives the result in the format asked for. No store, no network. */
export const audit = async (
  paths: readonly string[],
  options: AuditOptions,
  context: CommandContext,
): Promise<Outcome> => {
  const knowledge = onlyRules(await readKnowledge(options), options.rule ?? []);
  const findOffice = options.offices === undefined ? () => null : officesByName(await readRoster(options.offices));
  const batch = await auditAll(paths, options, knowledge, findOffice);
  const text = render(batch, options, context.columns);
  if (options.out !== undefined) await writeFileSafely(options.out, Buffer.from(text.join('')));
  return {
    stdout: options.out === undefined ? text : [],
    stderr: troubles(batch, options.lang),
    code: exitCodeOf(batch, options.failOn),
  };
};
