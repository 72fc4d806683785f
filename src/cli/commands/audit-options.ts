import type { Severity } from '../../model/rule.ts';
import type { Language } from '../../model/text.ts';

export const AUDIT_FORMATS = ['table', 'json', 'jsonl', 'csv', 'markdown'] as const;

export type AuditFormat = (typeof AUDIT_FORMATS)[number];

/** The severities a run can fail on, gravest first; `never` fails on none. */
export const FAIL_ON = ['fatal', 'error', 'warning', 'info', 'never'] as const;

export type AuditOptions = {
  readonly rules?: string;
  readonly templates?: string;
  readonly offices?: string;
  readonly format: AuditFormat;
  readonly failOn: Severity | 'never';
  readonly lang: Language;
  readonly out?: string;
  readonly rule?: readonly string[];
};
