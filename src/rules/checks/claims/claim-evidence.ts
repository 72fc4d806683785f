import type { Claim, Operand } from '../../../model/claim.ts';
import { printShort } from '../../../model/decimal.ts';
import { NOWHERE } from '../../../model/locator.ts';
import type { Evidence } from '../../../model/rule.ts';
import { type Facts, operandKey } from './resolve-operands.ts';

const ofOperand = (operand: Operand, facts: Facts): Evidence => {
  if (operand.from === 'prose') {
    const { figure, cell } = operand;
    return {
      indicator: cell?.indicator ?? null,
      group: cell?.group ?? null,
      label: operand.label || null,
      quote: `${figure.raw}${figure.percent ? '%' : (figure.unit ?? '')}`,
      value: printShort(figure.value),
      locator: figure.locator,
    };
  }
  const fact = facts.get(operandKey(operand)!);
  return {
    indicator: operand.indicator,
    group: operand.group,
    label: fact?.label ?? operand.label,
    quote: null,
    value: fact?.reading.is === 'stated' ? printShort(fact.reading.value) : null,
    locator: fact?.locator ?? NOWHERE,
  };
};

/** The cells that a prose operand repeats, so that a figure printed twice is shown in both places. */
const cellsBehind = (operand: Operand, facts: Facts): readonly Evidence[] => {
  if (operand.from === 'table' || operand.cell === null) return [];
  const { indicator, group } = operand.cell;
  const role = operand.role;
  return facts.has(operandKey(operand)!)
    ? [ofOperand({ role, label: '', from: 'table', indicator, group }, facts)]
    : [];
};

/** The sentence, then every figure that the claim rests on: those of the prose with their cells, and cells. */
export const claimEvidence = (
  claim: Claim,
  facts: Facts,
  operands: readonly Operand[] = claim.operands,
): readonly Evidence[] => {
  const stated = claim.stated;
  const sentence: Evidence = {
    indicator: null,
    group: null,
    label: stated?.about || null,
    quote: claim.quote,
    value: stated ? printShort(stated.value) : null,
    locator: stated?.locator ?? claim.locator,
  };
  return [sentence, ...operands.flatMap((operand) => [ofOperand(operand, facts), ...cellsBehind(operand, facts)])];
};
