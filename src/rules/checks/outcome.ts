import type { Evidence, Severity } from '../../model/rule.ts';
import type { Bilingual } from '../../model/text.ts';
import type { CheckVerdict } from './check.ts';

type Violation = {
  readonly target?: string;
  readonly evidence: readonly Evidence[];
  readonly slots?: Readonly<Record<string, string | Bilingual>>;
  readonly found?: string | null;
  readonly expected?: string | null;
  readonly difference?: string | null;
  readonly severity?: Severity | undefined;
  readonly message?: Bilingual | undefined;
};

/** A violated verdict; what is not given is null or, for severity and message, that of the rule. */
export const violated = (given: Violation): CheckVerdict => ({
  is: 'violated',
  target: given.target ?? '',
  evidence: given.evidence,
  found: given.found ?? null,
  expected: given.expected ?? null,
  difference: given.difference ?? null,
  slots: given.slots ?? {},
  linear: null,
  ...(given.severity ? { severity: given.severity } : {}),
  ...(given.message ? { message: given.message } : {}),
});

export const holds = (target = ''): CheckVerdict => ({ is: 'holds', target, evidence: [] });

/** `missing` says what would have decided. */
export const undecided = (missing: string, target = ''): CheckVerdict => ({
  is: 'undecided',
  target,
  evidence: [],
  missing: [missing],
});

export const inapplicable = (because: string, target = ''): CheckVerdict => ({
  is: 'inapplicable',
  target,
  evidence: [],
  because,
});
