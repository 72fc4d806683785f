import type { Knowledge } from '../audit/knowledge.ts';
import type { AuditFailure, AuditResult } from '../model/audit-result.ts';
import type { Language } from '../model/text.ts';
import { openReaders } from '../reading/open-readers.ts';
import { collectInputs } from './collect-inputs.ts';
import { takeSnapshot } from './take-snapshot.ts';

const ONE_FILE = {
  zh: '要求一个报告文件,而不是多个',
  en: 'one report file is expected, not several',
} as const;

/** A report with its bytes decoded as text, '' where they are none. */
export type AuditedReport =
  | { readonly result: AuditResult; readonly text: string }
  | { readonly failure: AuditFailure };

/** Audits the one report file that a command is about. Several files, and one that cannot be read, are a failure. */
export const auditOneReport = async (
  file: string,
  knowledge: Knowledge,
  language: Language,
): Promise<AuditedReport> => {
  const { inputs, failures } = await collectInputs([file], language);
  const [input] = inputs;
  if (input === undefined || inputs.length > 1) {
    const several = { source: file, code: 'unsupported', message: ONE_FILE[language] };
    return { failure: failures[0] ?? several };
  }
  const taken = await takeSnapshot(input);
  if ('failure' in taken) return taken;
  const readers = openReaders({ byProfile: new Map(), common: knowledge }, { size: 1 });
  try {
    const audited = await readers.audit(taken.snapshot, null);
    if ('failure' in audited) return audited;
    return { ...audited, text: (await readers.decode(taken.snapshot.bytes)) ?? '' };
  } finally {
    await readers.close();
  }
};
