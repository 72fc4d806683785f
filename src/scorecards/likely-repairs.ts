import type { Finding, Repair } from '../model/finding.ts';
import type { Words } from './words.ts';

type Change = Repair['changes'][number];

/** The repairs worth showing: the best and all that are at least half as likely, so that a tie never hides a candidate. */
export const likelyRepairs = ({ repairs }: Finding): readonly Repair[] => {
  const best = repairs[0];
  return best ? repairs.filter(({ confidence }) => 2 * confidence >= best.confidence) : [];
};

/** "17 → 16", blanks in words. */
export const sayChange = ({ from, to }: Change, { figures }: Words): string =>
  `${from || figures.blank} → ${to || figures.blank}`;
