import type { Claim } from '../../../model/claim.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, undecided, violated } from './claim-check.ts';
import { judgeRoughShare, shareViolation } from './claim-share.ts';
import { bestReading, computedShare } from './judge-share.ts';
import { isRoughShare } from './rough-share.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const reading = bestReading(claim, facts);
  if (!('fit' in reading)) return undecided(claim, reading);
  if (isRoughShare(claim, reading.operands)) return judgeRoughShare(claim, reading, facts);
  const violation = shareViolation(claim, reading, facts);
  if (violation === null) return holds(claim, facts, computedShare(claim, reading));
  // a rate over cells of the form may leave out cases that are not yet due
  const own = reading.operands.every((operand) => operand.from === 'prose');
  const severity = violation.severity ?? (own ? 'error' : 'warning');
  return violated(claim, facts, { ...violation, severity });
};

/** A rate (公开率, 办结率) against the counts its name stands for. */
export const claimRate = defineClaimCheck({ name: 'claim-rate', applies: (claim) => claim.kind === 'rate', judge });
