import type { Claim } from '../../../model/claim.ts';
import { printShort } from '../../../model/decimal.ts';
import type { Severity } from '../../../model/rule.ts';
import { isBelow, overlap } from '../../../text/approximation.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, inapplicable, undecided, violated } from './claim-check.ts';
import { linearClaim } from './linear-claim.ts';
import { type Facts, isExact, totalOf, withRole } from './resolve-operands.ts';

/** A total that a figure states; the shares of a list that should make up a hundred have none. */
export const isStatedSum = (claim: Claim): boolean => claim.kind === 'sum' && claim.stated !== null;

/** "25+16+17" */
const termsOf = (claim: Claim): string =>
  withRole(claim.operands, 'part')
    .map((operand) => (operand.from === 'prose' ? printShort(operand.figure.value) : operand.label))
    .join('+');

/** Approximate figures make a contradiction worth a question, not an error. */
const severityOf = (claim: Claim): Severity | undefined =>
  claim.operands.every((operand) => operand.from === 'table' || isExact(operand.figure)) ? undefined : 'warning';

/** A total that its parts do not make up, or exceed (`op` <=). */
export const sumViolation = (claim: Claim, facts: Facts, op: '==' | '<='): CheckVerdict => {
  const whole = withRole(claim.operands, 'whole');
  const parts = withRole(claim.operands, 'part');
  const severity = severityOf(claim);
  return violated(claim, facts, {
    found: totalOf(whole, facts).value,
    expected: totalOf(parts, facts).value,
    slots: { terms: termsOf(claim), label: claim.stated!.about },
    linear: linearClaim(parts, op, whole, facts),
    ...(severity && { severity }),
  });
};

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const whole = totalOf(withRole(claim.operands, 'whole'), facts);
  const parts = totalOf(withRole(claim.operands, 'part'), facts);
  if (overlap(whole.interval, parts.interval)) return holds(claim, facts, parts.value);
  if (claim.exhaustive) return sumViolation(claim, facts, '==');
  if (isBelow(whole.interval, parts.interval)) return inapplicable(claim.id, 'more than the whole: judged as a subset');
  return undecided(claim, ['whether the parts listed are all']);
};

/** A total against the parts listed after it. Parts that fall short are an error only where the wording closes the list. */
export const claimSum = defineClaimCheck({ name: 'claim-sum', applies: isStatedSum, judge });
