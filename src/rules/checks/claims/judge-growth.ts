import type { Change, Claim, Operand } from '../../../model/claim.ts';
import type { AuditContext, RelatedReport } from '../../../model/context.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  equals,
  multiply,
  negate,
  subtract,
} from '../../../model/decimal.ts';
import { factKey } from '../../../model/fact.ts';
import { fitPercentage, type PercentageFit } from '../../../model/percentage.ts';
import { exactly, type Interval, isBelow, overlap } from '../../../text/approximation.ts';
import { type Facts, isExact, totalOf, withRole } from './resolve-operands.ts';

/** Where the figure before a change was taken from: the sentence, its own step ("增加5件"), or last year's report. */
export type GrowthSource = 'sentence' | 'step' | 'last-year';

/** One pair of figures that the change may be between. */
export type GrowthReading = {
  readonly source: GrowthSource;
  readonly after: Decimal;
  readonly before: Decimal;
  readonly spans: { readonly after: Interval; readonly before: Interval };
};

const HUNDRED = decimal(100n);

const spanOf = (operands: readonly Operand[], facts: Facts): Interval => totalOf(operands, facts).interval;

const stepped = (after: Interval, step: Interval, rise: boolean): Interval => {
  const minus = (a: Decimal | null, b: Decimal | null): Decimal | null => a && b && subtract(a, b);
  const plus = (a: Decimal | null, b: Decimal | null): Decimal | null => a && b && add(a, b);
  return rise
    ? { from: minus(after.from, step.to), to: minus(after.to, step.from) }
    : { from: plus(after.from, step.from), to: plus(after.to, step.to) };
};

/** The pairs that the sentence itself states. */
const statedReadings = (claim: Claim, facts: Facts): readonly GrowthReading[] => {
  const afters = withRole(claim.operands, 'after');
  const befores = withRole(claim.operands, 'before');
  const steps = withRole(claim.operands, 'in', 'out');
  const after = totalOf(afters, facts);
  const readings: GrowthReading[] = [];
  if (befores.length > 0) {
    const before = totalOf(befores, facts);
    const spans = { after: after.interval, before: before.interval };
    readings.push({ source: 'sentence', after: after.value, before: before.value, spans });
  }
  if (steps.length > 0) {
    const rise = steps[0]!.role === 'in';
    const step = totalOf(steps, facts);
    const before = rise ? subtract(after.value, step.value) : add(after.value, step.value);
    const spans = { after: after.interval, before: stepped(after.interval, spanOf(steps, facts), rise) };
    readings.push({ source: 'step', after: after.value, before, spans });
  }
  return readings;
};

const isThatYear = (against: Change['against'], prior: RelatedReport, year: number | null): boolean => {
  if (against === null || (year !== null && prior.year !== year - 1)) return false;
  return against === 'last-year' || against === prior.year;
};

/** Figures of prose by the words that name them: the same words, the same unit, stated once and exactly. */
const namedIn = (prior: RelatedReport, operand: Operand): Decimal | null => {
  if (operand.from !== 'prose' || operand.cell !== null || operand.label.length < 4) return null;
  const same = prior.claims.filter(
    ({ kind, stated, doubt, undecidable }) =>
      kind === 'count' &&
      stated !== null &&
      stated.about === operand.label &&
      stated.unit === operand.figure.unit &&
      isExact(stated) &&
      doubt === null &&
      (undecidable === 'no-cell' || undecidable === 'no-table'),
  );
  const [first, ...others] = same.map(({ stated }) => stated!.value);
  return first !== undefined && others.every((other) => equals(other, first)) ? first : null;
};

/** Last year's figure by the cells that give this year's, or by its words. */
const priorReadings = (claim: Claim, facts: Facts, prior: RelatedReport): readonly GrowthReading[] => {
  const [operand] = withRole(claim.operands, 'after');
  if (operand?.from !== 'prose' || !isExact(operand.figure)) return [];
  const priorFacts: Facts = new Map(prior.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));
  const reading = (before: Decimal): GrowthReading => ({
    source: 'last-year',
    after: operand.figure.value,
    before,
    spans: { after: exactly(operand.figure.value), before: exactly(before) },
  });
  const ofCells = claim.alternatives.flatMap((cells) => {
    const [now, then] = [totalOf(cells, facts), totalOf(cells, priorFacts)];
    // cells that do not give this year's figure would not give last year's
    const gives = now.missing.length === 0 && then.missing.length === 0 && equals(now.value, operand.figure.value);
    return gives ? [reading(then.value)] : [];
  });
  if (claim.alternatives.length > 0) return ofCells;
  const named = namedIn(prior, operand);
  return named === null ? [] : [reading(named)];
};

/** Every pair of figures that the change may be between, those of the sentence first; a base of nought is none. */
export const growthReadings = (
  claim: Claim,
  facts: Facts,
  context: AuditContext | undefined,
  year: number | null,
): readonly GrowthReading[] => {
  const prior = context?.prior ?? null;
  const known = prior !== null && claim.change !== undefined && isThatYear(claim.change.against, prior, year);
  const readings = [...statedReadings(claim, facts), ...(known ? priorReadings(claim, facts, prior) : [])];
  return readings.filter(({ before }) => claim.change?.is === 'count' || before.units > 0n);
};

/** What was stated, as a rise below or above nought: "下降25%" → -25, "增长-38%" → -38. */
const signed = (stated: Decimal, sign: 1 | -1): Decimal => (sign === 1 ? stated : negate(absolute(stated)));

const bounds = (interval: Interval): readonly [Decimal, Decimal] | null =>
  interval.from && interval.to && [interval.from, interval.to];

/** What the change may be where the figures are rounded or approximate, in the unit it is stated in. */
const changeSpan = (change: Change, { spans }: GrowthReading): Interval | null => {
  const [after, before] = [bounds(spans.after), bounds(spans.before)];
  if (after === null || before === null) return null;
  const [low, high] = [subtract(after[0], before[1]), subtract(after[1], before[0])];
  if (change.is === 'points' || change.is === 'count') return { from: low, to: high };
  if (before[0].units <= 0n) return null;
  const factor = change.is === 'percent' ? HUNDRED : decimal(1n);
  const ratio = (part: Decimal, whole: Decimal): Decimal => divide(multiply(factor, part), whole, 6)!;
  if (change.is === 'ratio') return { from: ratio(after[0], before[1]), to: ratio(after[1], before[0]) };
  const lowest = ratio(low, low.units < 0n ? before[0] : before[1]);
  const highest = ratio(high, high.units < 0n ? before[1] : before[0]);
  return { from: lowest, to: highest };
};

/** What the figures give, in the unit and at the precision of the stated change; positive where it goes the stated way. */
export const computedChange = (claim: Claim, { after, before }: GrowthReading): Decimal => {
  const { is, sign } = claim.change!;
  const { scale } = claim.stated!.value;
  const turned = (value: Decimal): Decimal => (sign === 1 ? value : negate(value));
  const rise = subtract(after, before);
  if (is === 'points' || is === 'count') return turned(rise);
  const digits = is === 'percent' ? scale : Math.max(scale, 1);
  const factor = is === 'percent' ? HUNDRED : decimal(1n);
  if (is === 'ratio') return divide(after, before, digits)!;
  return turned(divide(multiply(factor, rise), before, digits)!);
};

const exactFit = (claim: Claim, { after, before }: GrowthReading): PercentageFit => {
  const { is, sign } = claim.change!;
  const stated = signed(claim.stated!.value, sign);
  const rise = subtract(after, before);
  if (is === 'count') return equals(rise, stated) ? 'rounded' : 'wrong';
  if (is === 'points') {
    // both rates are rounded
    const scale = Math.min(stated.scale, after.scale, before.scale);
    return compare(absolute(subtract(rise, stated)), { units: 1n, scale }) <= 0 ? 'rounded' : 'wrong';
  }
  const part = is === 'ratio' ? after : rise;
  // three times are stated as 3, percentages as 300
  const whole = is === 'percent' ? before : multiply(before, HUNDRED);
  return fitPercentage(absolute(stated), stated.units < 0n ? negate(part) : part, whole);
};

const statedSpan = (claim: Claim): Interval => {
  const { approximate, value } = claim.stated!;
  const turned = ({ from, to }: Interval): Interval =>
    claim.change!.sign === 1 ? { from, to } : { from: to && negate(to), to: from && negate(from) };
  if (approximate !== null) return turned(approximate);
  const half: Decimal = { units: 5n, scale: value.scale + 1 };
  const centre = signed(value, claim.change!.sign);
  return { from: subtract(centre, half), to: add(centre, half) };
};

/** How the stated change fits a pair: as a percentage does, or (`null`) where the figures are too rough to say. */
export const growthFit = (claim: Claim, reading: GrowthReading): PercentageFit | null => {
  const { after, before } = reading.spans;
  const exact = [after, before].every(({ from, to }) => from !== null && to !== null && equals(from, to));
  if (exact && claim.stated!.approximate === null) return exactFit(claim, reading);
  const span = changeSpan(claim.change!, reading);
  if (span === null) return null;
  const stated = statedSpan(claim);
  if (overlap(span, stated)) return 'rounded';
  return isBelow(span, stated) || isBelow(stated, span) ? 'wrong' : null;
};

/** Whether the rise was taken of this year's figure instead of the one before it. */
export const isOfLaterBase = (claim: Claim, { after, before }: GrowthReading): boolean => {
  if (claim.change!.is !== 'percent' || after.units <= 0n || claim.stated!.approximate !== null) return false;
  const stated = signed(claim.stated!.value, claim.change!.sign);
  const rise = subtract(after, before);
  return fitPercentage(absolute(stated), stated.units < 0n ? negate(rise) : rise, after) === 'rounded';
};

/** Whether the change has the right size and the wrong direction. */
export const isReversed = (claim: Claim, reading: GrowthReading): boolean =>
  growthFit({ ...claim, change: { ...claim.change!, sign: claim.change!.sign === 1 ? -1 : 1 } }, reading) === 'rounded';
