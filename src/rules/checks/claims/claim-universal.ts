import type { Claim } from '../../../model/claim.ts';
import { compare } from '../../../model/decimal.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, undecided, violated } from './claim-check.ts';
import { isOrder } from './claim-order.ts';
import { totalOf, withRole } from './resolve-operands.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const [whole, part] = [withRole(claim.operands, 'whole'), withRole(claim.operands, 'part')];
  const [all, some] = [totalOf(whole, facts), totalOf(part, facts)];
  const missing = [...all.missing, ...some.missing];
  if (missing.length > 0) return undecided(claim, missing);
  if (compare(some.value, all.value) >= 0) return holds(claim, facts, some.value);
  const label = (operands: typeof whole): string => operands.map((operand) => operand.label).join('+');
  return violated(claim, facts, {
    found: all.value,
    expected: some.value,
    slots: { label: label(part), base: label(whole) },
  });
};

/** "均维持", "全部办结": the part must be as many as the whole. `found` is what the words say, `expected` the table's part. */
export const claimUniversal = defineClaimCheck({
  name: 'claim-universal',
  applies: (claim) => claim.kind === 'universal' && !isOrder(claim),
  judge,
});
