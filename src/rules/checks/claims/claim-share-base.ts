import type { Claim } from '../../../model/claim.ts';
import { printShort } from '../../../model/decimal.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, inapplicable, undecided, violated } from './claim-check.ts';
import { bestReading, computedShare, explainingBase, shareSlots } from './judge-share.ts';
import { isRoughShare } from './rough-share.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const reading = bestReading(claim, facts);
  if (!('fit' in reading)) return undecided(claim, reading);
  if (isRoughShare(claim, reading.operands)) return inapplicable(claim.id, 'judged by its interval');
  if (reading.fit !== 'wrong') return holds(claim, facts, computedShare(claim, reading));
  const other = explainingBase(claim, reading, facts);
  if (!other) return inapplicable(claim.id, 'no other total explains the share');
  return violated(claim, facts, {
    found: claim.stated!.value,
    expected: computedShare(claim, reading),
    operands: [...reading.operands, other.base],
    slots: { ...shareSlots(claim, reading), otherBase: printShort(other.value), otherLabel: other.base.label },
  });
};

/** A share that does not fit the base its sentence gives it, but fits another total: the base is wrong, not a digit. */
export const claimShareBase = defineClaimCheck({
  name: 'claim-share-base',
  applies: (claim) => claim.kind === 'share' && claim.undecidable === null && claim.stated!.approximate === null,
  judge,
});
