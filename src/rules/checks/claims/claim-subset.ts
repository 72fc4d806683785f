import type { Claim } from '../../../model/claim.ts';
import { isBelow } from '../../../text/approximation.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds } from './claim-check.ts';
import { isStatedSum, sumViolation } from './claim-sum.ts';
import { totalOf, withRole } from './resolve-operands.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const whole = totalOf(withRole(claim.operands, 'whole'), facts);
  const parts = totalOf(withRole(claim.operands, 'part'), facts);
  if (isBelow(whole.interval, parts.interval)) return sumViolation(claim, facts, '<=');
  return holds(claim, facts, parts.value);
};

/** Parts named as being among a whole (其中) may not exceed it. */
export const claimSubset = defineClaimCheck({
  name: 'claim-subset',
  applies: (claim) => isStatedSum(claim) && !claim.exhaustive,
  judge,
});
