import type { Claim, Operand } from '../model/claim.ts';
import { factKey } from '../model/fact.ts';
import { shortHash } from '../text/short-hash.ts';
import type { Draft } from './families/family.ts';

const cellKey = (operand: Operand): string => {
  if (operand.from === 'table') return factKey(operand.indicator, operand.group);
  return operand.cell === null ? '' : factKey(operand.cell.indicator, operand.cell.group);
};

/** A share is named by the count it is of, a list of changes by the figures that changed. */
const NAMING: readonly Operand['role'][] = ['numerator', 'before'];

/** What a claim is about: the words that name it and the cells it is linked to, without any figure. */
const subjectOf = ({ words, operands }: Draft): string => {
  const names = operands.filter((operand) => NAMING.includes(operand.role)).map((operand) => operand.label);
  // which parts belong to a total may hang on their values, so that they do not name it
  const keys = operands.filter((operand) => operand.role !== 'part' || operand.from === 'table').map(cellKey);
  return [[words, ...names].join('|').replace(/[\d.%]+/g, ''), ...keys].join('|');
};

/** Field by field: reports may hold many thousand claims, and copying all fields but some is slow. */
const claimOf = (id: string, draft: Draft): Claim => ({
  id,
  kind: draft.kind,
  quote: draft.quote,
  stated: draft.stated,
  operands: draft.operands,
  exhaustive: draft.exhaustive,
  baseNamed: draft.baseNamed,
  candidates: draft.candidates,
  alternatives: draft.alternatives,
  doubt: draft.doubt,
  ...(draft.change && { change: draft.change }),
  undecidable: draft.undecidable,
  locator: draft.locator,
});

/**
 * Gives each claim an id made of its kind and of what it is about, such as "share-5f0c2a91": neither its place nor its figures
 * matter, so that the id lasts while the report around it changes. Claims alike in both are numbered in document order
 * ("share-5f0c2a91-2").
 */
export const identify = (drafts: readonly Draft[]): readonly Claim[] => {
  const counts = new Map<string, number>();
  return drafts.map((draft) => {
    const name = `${draft.kind}-${shortHash(subjectOf(draft)).slice(0, 8)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return claimOf(count === 1 ? name : `${name}-${count}`, draft);
  });
};
