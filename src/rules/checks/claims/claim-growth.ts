import type { Claim } from '../../../model/claim.ts';
import type { PercentageFit } from '../../../model/percentage.ts';
import type { Severity } from '../../../model/rule.ts';
import type { Bilingual } from '../../../model/text.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { noOptions } from '../read-options.ts';
import { holds, inapplicable, undecided, violated } from './claim-check.ts';
import {
  computedChange,
  type GrowthReading,
  growthFit,
  growthReadings,
  isOfLaterBase,
  isReversed,
} from './judge-growth.ts';
import { printLarge } from './print-large.ts';

const ORDER: readonly PercentageFit[] = ['rounded', 'truncated', 'last-digit', 'wrong'];

const SOURCES: Readonly<Record<GrowthReading['source'], Bilingual>> = {
  sentence: { zh: '文中所列', en: 'as stated' },
  step: { zh: '按文中增减数推算', en: 'by the change stated' },
  'last-year': { zh: '上年度报告', en: "by last year's report" },
};

const UNITS: Readonly<Record<'percent' | 'points' | 'times' | 'ratio' | 'count', Bilingual>> = {
  percent: { zh: '%', en: '%' },
  points: { zh: '个百分点', en: ' percentage points' },
  times: { zh: '倍', en: ' times' },
  ratio: { zh: '倍', en: ' times' },
  count: { zh: '', en: '' },
};

const REVERSED: Bilingual = { zh: '；增减方向相反', en: '; it went the other way' };
const LATER_BASE: Bilingual = { zh: '；该比例按本年数计算，应以上年数为基数', en: '; it is of the later figure' };

const hintOf = (claim: Claim, reading: GrowthReading): string | Bilingual => {
  if (isReversed(claim, reading)) return REVERSED;
  return isOfLaterBase(claim, reading) ? LATER_BASE : '';
};

/** Figures that contradict each other in one sentence are an error; words and steps leave room for a question. */
const severityOf = (claim: Claim, reading: GrowthReading, fit: PercentageFit): Severity | undefined => {
  if (fit === 'truncated') return 'info';
  const rough = claim.stated!.approximate !== null || ['times', 'ratio'].includes(claim.change!.is);
  return fit === 'last-digit' || rough || reading.source !== 'sentence' ? 'warning' : undefined;
};

const judge = (claim: Claim, { facts, context, factSet }: CheckInput): CheckVerdict => {
  if (claim.change === undefined) return undecided(claim, [claim.undecidable ?? 'last-year']);
  const readings = growthReadings(claim, facts, context, factSet.identity.period.year);
  const fits = readings.flatMap((reading) => {
    const fit = growthFit(claim, reading);
    return fit === null ? [] : [{ reading, fit }];
  });
  const best = fits.toSorted((a, b) => ORDER.indexOf(a.fit) - ORDER.indexOf(b.fit))[0];
  if (best === undefined) return undecided(claim, [claim.undecidable ?? 'figures to compare']);
  const computed = computedChange(claim, best.reading);
  if (best.fit === 'rounded') return holds(claim, facts, computed);
  const severity = severityOf(claim, best.reading, best.fit);
  return violated(claim, facts, {
    found: claim.stated!.value,
    expected: computed,
    slots: {
      after: printLarge(best.reading.after),
      before: printLarge(best.reading.before),
      source: SOURCES[best.reading.source],
      unit: UNITS[claim.change.is],
      differenceUnit: UNITS[claim.change.is === 'percent' ? 'points' : claim.change.is],
      hint: hintOf(claim, best.reading),
    },
    ...(severity && { severity }),
  });
};

/**
 * A change ("同比增长20%", "减少5件", "翻一番", "提高4.7个百分点") against the figures it is between: both stated, one stated with
 * the step, or last year's report where it is known. Without any of them it is undecided.
 */
export const claimGrowth = defineCheck({
  name: 'claim-growth',
  parseOptions: noOptions,
  judge: (input) => {
    const claims = input.claims.filter((claim) => claim.kind === 'growth' && claim.stated !== null);
    return claims.length === 0
      ? [inapplicable('', 'the prose states no change')]
      : claims.map((claim) => judge(claim, input));
  },
});
