import type { Claim, Operand } from '../../../model/claim.ts';
import { printShort } from '../../../model/decimal.ts';
import { overlap } from '../../../text/approximation.ts';
import type { CheckInput, CheckVerdict } from '../check.ts';
import { defineClaimCheck, holds, violated } from './claim-check.ts';
import { linearClaim } from './linear-claim.ts';
import { type Facts, totalOf, withRole } from './resolve-operands.ts';

const balances = (operands: readonly Operand[], facts: Facts): boolean =>
  overlap(totalOf(withRole(operands, 'in'), facts).interval, totalOf(withRole(operands, 'out'), facts).interval);

const terms = (operands: readonly Operand[]): string =>
  operands.map((operand) => (operand.from === 'prose' ? printShort(operand.figure.value) : operand.label)).join('+');

const judge = (claim: Claim, { facts }: CheckInput): CheckVerdict => {
  const fit = [claim.operands, ...claim.alternatives].find((operands) => balances(operands, facts));
  if (fit) return holds(claim, facts, claim.stated!.value);
  const came = withRole(claim.operands, 'in');
  const went = withRole(claim.operands, 'out');
  return violated(claim, facts, {
    found: totalOf(went, facts).value,
    expected: totalOf(came, facts).value,
    slots: { came: terms(came), went: terms(went) },
    linear: linearClaim(came, '==', went, facts),
  });
};

/** What came in (carried in and new) is what was closed and what was carried on. */
export const claimFlow = defineClaimCheck({ name: 'claim-flow', applies: (claim) => claim.kind === 'flow', judge });
