import type { Claim } from '../../../model/claim.ts';
import { equals, printShort } from '../../../model/decimal.ts';
import type { Bilingual } from '../../../model/text.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, inapplicable, undecided, type Violation, violated } from './claim-check.ts';
import {
  backSolve,
  bestReading,
  computedShare,
  explainingBase,
  explainingPart,
  type ShareReading,
  shareSlots,
} from './judge-share.ts';
import type { Facts } from './resolve-operands.ts';
import { hasLooseCount, isRoughShare, roughShareFits } from './rough-share.ts';

const TRUNCATED: Bilingual = {
  zh: '“{quote}”：{numerator}/{denominator}={exact}%，四舍五入为{expected}%，文中{found}%系截断而非四舍五入，差{difference}个百分点。',
  en: '"{quote}": {numerator} of {denominator} is {exact}%, rounded {expected}%; {found}% is cut off, not rounded (difference {difference}).',
};

const otherPart = (label: string, value: string): Bilingual => ({
  zh: `；该比例与“${label}”${value}相符，疑为错位`,
  en: `; the percentage is that of ${value} (${label})`,
});

/** "28%×57≈16": the count that would make the percentage right; often the one that also mends the total. */
const hintOf = (claim: Claim, reading: ShareReading, facts: Facts): string | Bilingual => {
  const part = reading.fit === 'wrong' ? explainingPart(claim, reading, facts) : null;
  if (part !== null) return otherPart(part.part.label, printShort(part.value));
  const count = backSolve(claim, reading);
  if (equals(count, reading.part)) return '';
  const [share, base, value] = [printShort(claim.stated!.value), printShort(reading.whole), printShort(count)];
  return {
    zh: `；按${share}%×${base}≈${value}倒推，分项疑为${value}`,
    en: `; ${share}% of ${base} would be ${value}`,
  };
};

/** What is wrong with a share whose counts are known; null when it is rounded as it should be. */
export const shareViolation = (claim: Claim, reading: ShareReading, facts: Facts): Violation | null => {
  if (reading.fit === 'rounded') return null;
  const common = { found: claim.stated!.value, expected: computedShare(claim, reading), operands: reading.operands };
  const slots = { ...shareSlots(claim, reading), hint: hintOf(claim, reading, facts) };
  if (reading.fit === 'truncated') return { ...common, slots, severity: 'info', message: TRUNCATED };
  return reading.fit === 'last-digit' ? { ...common, slots, severity: 'warning' } : { ...common, slots };
};

/** A share in words, or of counts that are not exact: its interval against theirs. A contradiction is a question. */
export const judgeRoughShare = (claim: Claim, reading: ShareReading, facts: Facts): CheckVerdict => {
  const fits = roughShareFits(claim, facts);
  if (fits === null || (!fits && hasLooseCount(claim))) return undecided(claim, ['exact counts']);
  const computed = computedShare(claim, reading);
  if (fits) return holds(claim, facts, computed);
  const slots = { ...shareSlots(claim, reading), hint: '' };
  const common = { found: claim.stated!.value, expected: computed, operands: reading.operands, slots };
  return violated(claim, facts, { ...common, severity: 'warning' });
};

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const reading = bestReading(claim, facts);
  if (!('fit' in reading)) return undecided(claim, reading);
  if (isRoughShare(claim, reading.operands)) return judgeRoughShare(claim, reading, facts);
  const violation = shareViolation(claim, reading, facts);
  if (violation === null) return holds(claim, facts, computedShare(claim, reading));
  const otherBase = reading.fit === 'wrong' ? explainingBase(claim, reading, facts) : null;
  return otherBase ? inapplicable(claim.id, 'the share is of another base') : violated(claim, facts, violation);
};

/** A share against its counts, at the precision it is printed with. Shares of a wrong base are left to `claim-share-base`. */
export const claimShare = defineClaimCheck({ name: 'claim-share', applies: (claim) => claim.kind === 'share', judge });
