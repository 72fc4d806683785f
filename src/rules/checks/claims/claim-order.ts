import type { Claim, Operand } from '../../../model/claim.ts';
import { compare, type Decimal } from '../../../model/decimal.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, undecided, violated } from './claim-check.ts';
import { type Facts, totalOf, withRole } from './resolve-operands.ts';

type Valued = { readonly operand: Operand; readonly value: Decimal };

/** Whether a claim says that some figures come before others. */
export const isOrder = (claim: Claim): boolean =>
  claim.kind === 'universal' && claim.operands.some(({ role }) => role === 'before');

const sorted = (operands: readonly Operand[], facts: Facts): readonly Valued[] =>
  operands
    .map((operand) => ({ operand, value: totalOf([operand], facts).value }))
    .toSorted((a, b) => compare(a.value, b.value));

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const { missing } = totalOf(claim.operands, facts);
  if (missing.length > 0) return undecided(claim, missing);
  const least = sorted(withRole(claim.operands, 'before'), facts)[0]!;
  const most = sorted(withRole(claim.operands, 'after'), facts).at(-1)!;
  if (compare(least.value, most.value) >= 0) return holds(claim, facts, least.value);
  const slots = { label: least.operand.label, other: most.operand.label };
  return violated(claim, facts, { found: least.value, expected: most.value, slots });
};

/** "主要形式": what is named as the main ones is not exceeded by what is left out. */
export const claimOrder = defineClaimCheck({ name: 'claim-order', applies: isOrder, judge });
