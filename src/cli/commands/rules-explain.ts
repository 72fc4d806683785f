import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ConfigurationError, quoteValue } from '../../platform/faults.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { type ExplainOptions, explain } from './explain.ts';

/** As much of a result of `gouji audit --format json` as is needed to find a finding's report. */
const resultFile = z.object({
  format: z.literal('gouji.audit/1'),
  reports: z.array(z.object({ source: z.string(), findings: z.array(z.object({ fingerprint: z.string() })) })),
});

/** The reports of a file of results; null when the file is none. */
const readResults = async (path: string): Promise<z.infer<typeof resultFile> | null> => {
  if (!path.endsWith('.json')) return null;
  try {
    const parsed = resultFile.safeParse(JSON.parse(await readFile(path, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
};

/**
 * `gouji rules explain <finding> <file>`: the equation of a finding with its report's figures, the basis, and the place.
 * The file is the report itself, or the result of an audit as JSON, whose report is then read again where it still lies.
 */
export const explainFinding = async (
  finding: string,
  file: string,
  options: ExplainOptions,
  context: CommandContext,
): Promise<Outcome> => {
  const results = await readResults(file);
  if (results === null) return explain(file, finding, options, context);
  const report = results.reports.find(({ findings }) => findings.some(({ fingerprint }) => fingerprint === finding));
  if (report) return explain(report.source, finding, options, context);
  throw new ConfigurationError('没有此问题 · no such finding:', [
    `${quoteValue(finding)} in ${quoteValue(file)}; accepted: the fingerprint of a finding of that file`,
  ]);
};
