import { compare, decimal } from '../../model/decimal.ts';
import type { Link } from '../link-figures.ts';
import type { Figure } from '../prose.ts';
import { type ClaimFamily, claimOfFigure, type Draft, type Prose, tableOperands } from './family.ts';

/** "一个", "两次": words of speech rather than figures, unless a cell gives them too. */
const isIdle = (figure: Figure): boolean => /[一二两]/.test(figure.raw) && compare(figure.value, decimal(2n)) <= 0;

const countClaim = (prose: Prose, figure: Figure, link: Link): Draft =>
  claimOfFigure('count', prose, figure, {
    operands: tableOperands(prose, 'cell', link.cells),
    alternatives: link.alternatives.map((cells) => tableOperands(prose, 'cell', cells)),
    doubt: link.doubt,
    undecidable: link.unlinked,
  });

/** Every count of the prose, with the cells that give the same figure, or the reason why none is known to. */
export const countClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) =>
    sentence.figures.flatMap((figure) => {
      if (figure.percent || figure.growth) return [];
      const link = prose.links.of(figure);
      if (link.unlinked !== null && (figure.unit === null || isIdle(figure))) return [];
      return [countClaim(prose, figure, link)];
    }),
  );
