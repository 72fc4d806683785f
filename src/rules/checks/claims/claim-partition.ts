import type { Claim } from '../../../model/claim.ts';
import { absolute, compare, type Decimal, decimal, printShort, subtract } from '../../../model/decimal.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, violated } from './claim-check.ts';
import { totalOf } from './resolve-operands.ts';

const HUNDRED = decimal(100n);

/** Half a unit of the coarsest share, for each share. */
const slackOf = (claim: Claim): Decimal => {
  const scales = claim.operands.map((operand) => (operand.from === 'prose' ? operand.figure.value.scale : 0));
  return { units: BigInt(5 * scales.length), scale: scales.reduce((a, b) => Math.min(a, b)) + 1 };
};

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const { value } = totalOf(claim.operands, facts);
  if (compare(absolute(subtract(value, HUNDRED)), slackOf(claim)) <= 0) return holds(claim, facts, value);
  const terms = claim.operands.map((o) => (o.from === 'prose' ? printShort(o.figure.value) : '')).join('+');
  return violated(claim, facts, { found: value, expected: HUNDRED, slots: { terms } });
};

/** The shares of a complete list make up a hundred, give or take their rounding. */
export const claimPartition = defineClaimCheck({
  name: 'claim-partition',
  applies: (claim) => claim.kind === 'sum' && claim.stated === null,
  judge,
});
