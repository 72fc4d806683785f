import type { Claim, Operand } from '../../../model/claim.ts';
import { add, compare, type Decimal } from '../../../model/decimal.ts';
import type { Bilingual } from '../../../model/text.ts';
import { exactly, overlap } from '../../../text/approximation.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { noOptions } from '../read-options.ts';
import { holds, inapplicable, undecided, violated } from './claim-check.ts';
import { type Facts, figureInterval, isExact, operandKey, totalOf } from './resolve-operands.ts';

const TRUNCATED: Bilingual = {
  zh: '正文“{quote}”：{label}{found}系截断而非四舍五入，表中为{expected}，差{difference}。',
  en: '"{quote}": {found} for {label} is cut off, not rounded; the table gives {expected} (difference {difference}).',
};

const isLinkedCount = (claim: Claim): boolean =>
  claim.kind === 'count' &&
  claim.undecidable === null &&
  claim.operands.length > 0 &&
  claim.operands.every((operand) => operand.from === 'table');

/** 318.1万 for 3181990: within the next step of the stated precision, but cut off. */
const isTruncated = (claim: Claim, value: Decimal): boolean => {
  const figure = claim.stated!;
  if (figure.approximate !== null || isExact(figure)) return false;
  return compare(value, figure.value) >= 0 && compare(value, add(figure.value, figure.resolution)) < 0;
};

const fits = (claim: Claim, operands: readonly Operand[], facts: Facts): boolean => {
  const { value, missing } = totalOf(operands, facts);
  return missing.length === 0 && overlap(figureInterval(claim.stated!), exactly(value));
};

const firstFit = (claim: Claim, facts: Facts): readonly Operand[] | undefined =>
  [claim.operands, ...claim.alternatives].find((operands) => fits(claim, operands, facts));

const cellsOf = (operands: readonly Operand[]): string => operands.map(operandKey).join(' ');

/** Cells whose value some figure of the prose gives: another figure for them is probably of something narrower. */
const cellsGiven = (claims: readonly Claim[], facts: Facts): ReadonlySet<string> =>
  new Set(
    claims.flatMap((claim) => {
      const fit = firstFit(claim, facts);
      return fit ? [cellsOf(fit)] : [];
    }),
  );

const violation = (claim: Claim, facts: Facts, given: ReadonlySet<string>): CheckVerdict => {
  const { value } = totalOf(claim.operands, facts);
  const common = {
    found: claim.stated!.value,
    expected: value,
    slots: { label: claim.operands.map((operand) => operand.label).join('+'), raw: claim.stated!.raw },
  };
  if (isTruncated(claim, value)) return violated(claim, facts, { ...common, severity: 'info', message: TRUNCATED });
  if (given.has(cellsOf(claim.operands))) return undecided(claim, ['another figure of the prose gives the cell']);
  if (claim.stated!.approximate) return violated(claim, facts, { ...common, severity: 'warning' });
  return violated(claim, facts, common);
};

const judge = (claim: Claim, facts: Facts, given: ReadonlySet<string>): CheckVerdict => {
  const fit = firstFit(claim, facts);
  if (fit) return holds(claim, facts, totalOf(fit, facts).value);
  const missing = [claim.operands, ...claim.alternatives].flatMap((operands) => totalOf(operands, facts).missing);
  return missing.length > 0 ? undecided(claim, [...new Set(missing)]) : violation(claim, facts, given);
};

/** A count of the prose against the cells that give the same figure; 受理 may mean new or new and carried in. */
export const claimTable = defineCheck({
  name: 'claim-table',
  parseOptions: noOptions,
  judge: ({ claims, facts }) => {
    const counts = claims.filter(isLinkedCount);
    const given = cellsGiven(counts, facts);
    return counts.length === 0
      ? [inapplicable('', 'the prose gives no figure of the tables')]
      : counts.map((claim) => judge(claim, facts, given));
  },
});
