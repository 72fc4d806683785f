import type { ClaimVerdict } from '../../model/claim.ts';
import type { Language } from '../../model/text.ts';
import { exitCodeOf } from '../audit-batch.ts';
import { auditOneReport } from '../audit-one-report.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { auditJson } from '../format/audit-json.ts';
import { claimsText } from '../format/claims-text.ts';
import { terminalText } from '../format/terminal-text.ts';
import { type KnowledgeFolders, readKnowledge } from '../knowledge-files.ts';

export type ClaimsOptions = KnowledgeFolders & {
  readonly format: 'text' | 'json';
  readonly verdict?: ClaimVerdict['verdict'];
  readonly lang: Language;
};

const UNREAD = { zh: '未能读取', en: 'not read:' } as const;

/** `gouji claims <file>`: the figures of the prose, what each relates to, and whether it holds. No store, no network. */
export const claims = async (file: string, options: ClaimsOptions, context: CommandContext): Promise<Outcome> => {
  const { lang, format, verdict } = options;
  const knowledge = await readKnowledge(options);
  const audited = await auditOneReport(file, knowledge, lang);
  const results = 'result' in audited ? [audited.result] : [];
  const failures = 'failure' in audited ? [audited.failure] : [];
  const batch = { ruleset: knowledge.ruleset, results, failures };
  const only = (of: ClaimVerdict['verdict']): boolean => verdict === undefined || of === verdict;
  const text =
    format === 'json' || !('result' in audited)
      ? auditJson(batch)
      : claimsText(audited.result, audited.text, lang, context.columns, only);
  const unread = failures.map(
    ({ source, message }) => `gouji: ${UNREAD[lang]} ${terminalText(source)}: ${terminalText(message)}\n`,
  );
  return {
    stdout: format === 'text' && failures.length > 0 ? [] : text,
    stderr: unread.join(''),
    code: exitCodeOf(batch, 'never'),
  };
};
