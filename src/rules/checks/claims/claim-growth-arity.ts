import type { Claim } from '../../../model/claim.ts';
import { decimal } from '../../../model/decimal.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, violated } from './claim-check.ts';
import { withRole } from './resolve-operands.ts';

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const figures = decimal(withRole(claim.operands, 'before').length);
  const changes = decimal(withRole(claim.operands, 'after').length);
  return figures.units === changes.units
    ? holds(claim, facts, figures)
    : violated(claim, facts, { found: changes, expected: figures });
};

/** "…874次,…834次,分别增长20%和-38%": as many changes as figures. */
export const claimGrowthArity = defineClaimCheck({
  name: 'claim-growth-arity',
  applies: (claim) => claim.kind === 'growth' && claim.stated === null,
  judge,
});
