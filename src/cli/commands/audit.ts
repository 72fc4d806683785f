import { auditThoroughly } from '../../audit/audit-thoroughly.ts';
import type { Knowledge } from '../../audit/knowledge.ts';
import type { AuditFailure, AuditResult } from '../../model/audit-result.ts';
import type { Office, Snapshot } from '../../model/report.ts';
import { loadIntegerSolver } from '../../platform/integer-solver.ts';
import { writeFileSafely } from '../../platform/write-file-safely.ts';
import { officesByName, readRoster } from '../../sources/roster.ts';
import { type AuditBatch, exitCodeOf } from '../audit-batch.ts';
import { collectInputs } from '../collect-inputs.ts';
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

type Audited = { readonly result: AuditResult } | { readonly failure: AuditFailure };

/** Audits once; when the report's name then stands in the roster, again as that office's report. */
const auditAs = async (snapshot: Snapshot, knowledge: Knowledge, findOffice: FindOffice): Promise<Audited> => {
  const first = await auditThoroughly(snapshot, knowledge, null, loadIntegerSolver);
  if (!('result' in first) || first.result.office.name === null) return first;
  const office = findOffice(first.result.office.name);
  return office === null ? first : auditThoroughly(snapshot, knowledge, office, loadIntegerSolver);
};

const auditAll = async (
  paths: readonly string[],
  options: AuditOptions,
  knowledge: Knowledge,
  findOffice: FindOffice,
): Promise<AuditBatch> => {
  const collected = await collectInputs(paths, options.lang);
  const results: AuditResult[] = [];
  const failures: AuditFailure[] = [...collected.failures];
  for (const input of collected.inputs) {
    const taken = await takeSnapshot(input);
    const audited = 'failure' in taken ? taken : await auditAs(taken.snapshot, knowledge, findOffice);
    if ('failure' in audited) failures.push(audited.failure);
    else results.push(audited.result);
  }
  return { ruleset: knowledge.ruleset, results, failures };
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
