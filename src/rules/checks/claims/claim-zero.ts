import type { Claim } from '../../../model/claim.ts';
import { ZERO } from '../../../model/decimal.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, undecided, violated } from './claim-check.ts';
import { totalOf } from './resolve-operands.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const { value, missing } = totalOf(claim.operands, facts);
  if (value.units !== 0n) {
    const label = claim.operands.map((operand) => operand.label).join('+');
    return violated(claim, facts, { found: ZERO, expected: value, slots: { label } });
  }
  // a blank is not a zero
  return missing.length > 0 ? undecided(claim, missing) : holds(claim, facts, ZERO);
};

/** "未收到申请", "未发生复议诉讼": the cells must be 0. */
export const claimZero = defineClaimCheck({ name: 'claim-zero', applies: (claim) => claim.kind === 'zero', judge });
