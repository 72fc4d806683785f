import type { Claim, ClaimConstraint, Operand } from '../model/claim.ts';
import { add, compare, type Decimal, decimal, equals, ZERO } from '../model/decimal.ts';
import { type Fact, factKey } from '../model/fact.ts';
import { fitPercentage } from '../model/percentage.ts';

type Facts = ReadonlyMap<string, Fact>;
type Constrained = ClaimConstraint['operands'][number];

const stated = (facts: Facts, key: string): Decimal | null => {
  const reading = facts.get(key)?.reading;
  return reading?.is === 'stated' ? reading.value : null;
};

const isRough = (operand: Operand): boolean =>
  operand.from === 'prose' &&
  (operand.figure.approximate !== null ||
    compare(operand.figure.resolution, decimal(1n)) > 0 ||
    operand.figure.unit === '元');

/** A figure of the prose stands for its cell only while both say the same. */
const constrain = (operand: Operand, facts: Facts): Constrained | null => {
  if (operand.from === 'table') {
    const key = factKey(operand.indicator, operand.group);
    const value = stated(facts, key);
    return value && { role: operand.role, key, value };
  }
  const { figure, cell } = operand;
  const key = cell && factKey(cell.indicator, cell.group);
  const cellValue = key === null ? null : stated(facts, key);
  const same = cellValue !== null && equals(cellValue, figure.value);
  return { role: operand.role, key: same ? key : null, value: figure.value };
};

const total = (operands: readonly Constrained[], role: Operand['role']): Decimal =>
  operands.reduce((sum, operand) => (operand.role === role ? add(sum, operand.value) : sum), ZERO);

const fits = (claim: Claim, operands: readonly Constrained[], denominator: Decimal): boolean =>
  fitPercentage(claim.stated!.value, total(operands, 'numerator'), denominator) === 'rounded';

const operandsOf = (operands: readonly Operand[], facts: Facts): readonly Constrained[] | null => {
  if (operands.length === 0 || operands.some(isRough)) return null;
  const all = operands.map((operand) => constrain(operand, facts));
  return all.every((operand) => operand !== null) ? all : null;
};

/** The reading of the share that fits; else the first, unless another total explains it: then no count is to blame. */
const shareOperands = (claim: Claim, facts: Facts): readonly Constrained[] | null => {
  const readings = [claim.operands, ...claim.alternatives].flatMap((operands) => {
    const all = operandsOf(operands, facts);
    return all ? [all] : [];
  });
  const fitting = readings.find((operands) => fits(claim, operands, total(operands, 'denominator')));
  if (fitting || readings.length === 0) return fitting ?? null;
  const bases = claim.candidates.filter((operand) => operand.role === 'denominator');
  const others = bases.flatMap((operand) => constrain(operand, facts) ?? []);
  return others.some((other) => fits(claim, readings[0]!, other.value)) ? null : readings[0]!;
};

const KINDS = ['share', 'rate', 'sum', 'count', 'flow'] as const;

const isConstraining = (claim: Claim): claim is Claim & { kind: ClaimConstraint['kind'] } =>
  (KINDS as readonly string[]).includes(claim.kind) &&
  claim.undecidable === null &&
  claim.doubt === null &&
  claim.stated !== null &&
  claim.stated.approximate === null &&
  compare(claim.stated.resolution, decimal(1n)) <= 0;

/** Sums bind only where the parts are all; counts and flows only where the words have one meaning. */
const constrainedOperands = (claim: Claim, facts: Facts): readonly Constrained[] | null => {
  if (claim.kind === 'share' || claim.kind === 'rate') return shareOperands(claim, facts);
  if (claim.kind === 'sum' && !claim.exhaustive) return null;
  return claim.alternatives.length > 0 ? null : operandsOf(claim.operands, facts);
};

/**
 * What the decidable claims say about the figures of the tables, holding or not, for localisation. Left out are claims
 * that are approximate, doubtful or may be read in more than one way, and shares of a wrong base, which blame no count.
 */
export const claimConstraints = (claims: readonly Claim[], facts: Facts): readonly ClaimConstraint[] =>
  claims.filter(isConstraining).flatMap((claim) => {
    const operands = constrainedOperands(claim, facts);
    if (!operands || (claim.kind === 'count' && operands.length === 0)) return [];
    const { value } = claim.stated!;
    return [{ claim: claim.id, kind: claim.kind, operands, stated: value, decimals: value.scale }];
  });
