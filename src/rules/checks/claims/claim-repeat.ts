import type { Claim } from '../../../model/claim.ts';
import { overlap } from '../../../text/approximation.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, violated } from './claim-check.ts';
import { figureInterval, totalOf } from './resolve-operands.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const { value, interval } = totalOf(claim.operands, facts);
  if (overlap(figureInterval(claim.stated!), interval)) return holds(claim, facts, value);
  const labels = claim.operands.map((operand) => operand.label).join('、');
  return violated(claim, facts, { found: claim.stated!.value, expected: value, slots: { labels } });
};

/** A count against the names that it counts ("发布、解读、回应三联动"), or against the same figure elsewhere in the prose. */
export const claimRepeat = defineClaimCheck({
  name: 'claim-repeat',
  applies: (claim) =>
    claim.kind === 'count' && claim.operands.length > 0 && claim.operands.every((operand) => operand.from === 'prose'),
  judge,
});
