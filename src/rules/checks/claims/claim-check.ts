import type { Claim, Operand } from '../../../model/claim.ts';
import type { Decimal } from '../../../model/decimal.ts';
import { absolute, printShort, subtract } from '../../../model/decimal.ts';
import type { LinearForm } from '../../../model/expression.ts';
import type { Severity } from '../../../model/rule.ts';
import type { Bilingual, Language } from '../../../model/text.ts';
import { type Check, type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { noOptions } from '../read-options.ts';
import { claimEvidence } from './claim-evidence.ts';
import type { Facts } from './resolve-operands.ts';

export type Violation = {
  readonly found: Decimal | string | null;
  readonly expected: Decimal | string | null;
  readonly operands?: readonly Operand[];
  readonly slots?: Readonly<Record<string, string | Bilingual>>;
  readonly severity?: Severity;
  readonly message?: Bilingual;
  readonly linear?: LinearForm | null;
};

const text = (value: Decimal | string | null): string | null =>
  value === null || typeof value === 'string' ? value : printShort(value);

const differenceOf = ({ found, expected }: Violation): string | null =>
  found === null || expected === null || typeof found === 'string' || typeof expected === 'string'
    ? null
    : printShort(absolute(subtract(found, expected)));

export const holds = (claim: Claim, facts: Facts, computed: Decimal | null): CheckVerdict => ({
  is: 'holds',
  target: claim.id,
  evidence: claimEvidence(claim, facts),
  computed: computed && printShort(computed),
});

export const undecided = (claim: Claim, missing: readonly string[]): CheckVerdict => ({
  is: 'undecided',
  target: claim.id,
  evidence: [],
  missing,
});

export const inapplicable = (target: string, because: string): CheckVerdict => ({
  is: 'inapplicable',
  target,
  evidence: [],
  because,
});

/** The message with its slots filled, so that it can replace the rule's own as it is. */
const fill = (message: Bilingual, slots: Readonly<Record<string, string | Bilingual>>): Bilingual => {
  const inLanguage = (language: Language): string =>
    message[language].replace(/\{(\w{1,20})\}/g, (whole, name: string) => {
      const slot = slots[name];
      return slot === undefined ? whole : typeof slot === 'string' ? slot : slot[language];
    });
  return { zh: inLanguage('zh'), en: inLanguage('en') };
};

/** A violation; where the wording may mean something else after all, only undecided. */
export const violated = (claim: Claim, facts: Facts, violation: Violation): CheckVerdict => {
  if (claim.doubt !== null) return undecided(claim, [claim.doubt]);
  const found = text(violation.found);
  const expected = text(violation.expected);
  const difference = differenceOf(violation);
  const slots = {
    quote: claim.quote,
    found: found ?? '',
    expected: expected ?? '',
    difference: difference ?? '',
    ...violation.slots,
  };
  return {
    is: 'violated',
    target: claim.id,
    evidence: claimEvidence(claim, facts, violation.operands),
    found,
    expected,
    difference,
    slots,
    linear: violation.linear ?? null,
    ...(violation.severity && { severity: violation.severity }),
    ...(violation.message && { message: fill(violation.message, slots) }),
  };
};

type ClaimCheck = {
  readonly name: string;
  readonly applies: (claim: Claim) => boolean;
  readonly judge: (claim: Claim, input: CheckInput) => CheckVerdict;
};

/**
 * A check that gives one verdict for each claim it applies to, with the claim's id as target. A claim that could be read
 * but not judged is undecided with its reason; a report without such claims makes the check inapplicable.
 */
export const defineClaimCheck = ({ name, applies, judge }: ClaimCheck): Check =>
  defineCheck({
    name,
    parseOptions: noOptions,
    judge: (input: CheckInput) => {
      const claims = input.claims.filter(applies);
      if (claims.length === 0) return [inapplicable('', 'the prose makes no such claim')];
      return claims.map((claim) =>
        claim.undecidable === null ? judge(claim, input) : undecided(claim, [claim.undecidable]),
      );
    },
  });
