import type { Operand } from '../../../model/claim.ts';
import { decimal, ZERO } from '../../../model/decimal.ts';
import type { CompareOperator, LinearForm } from '../../../model/expression.ts';
import { type Facts, operandKey, repeatsCell } from './resolve-operands.ts';

/**
 * `Σ left (op) Σ right` over cells, for operands that all repeat a cell of the table; null when one does not, since a
 * figure that stands only in the prose cannot be mended in the table.
 */
export const linearClaim = (
  left: readonly Operand[],
  op: CompareOperator,
  right: readonly Operand[],
  facts: Facts,
): LinearForm | null => {
  if (![...left, ...right].every((operand) => repeatsCell(operand, facts))) return null;
  const terms = (operands: readonly Operand[], sign: bigint) =>
    operands.map((operand) => ({ key: operandKey(operand)!, coefficient: decimal(sign) }));
  return { terms: [...terms(left, 1n), ...terms(right, -1n)], constant: ZERO, op };
};
