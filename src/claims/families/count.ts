import { compare, type Decimal, decimal, equals } from '../../model/decimal.ts';
import type { Link } from '../link-figures.ts';
import type { Figure, Sentence } from '../prose.ts';
import { repeatedFigures } from '../repeats.ts';
import { factsGivenBefore } from '../same-fact.ts';
import { type ClaimFamily, claimOfFigure, type Draft, type Prose, proseOperand, tableOperands } from './family.ts';
import { namesBefore } from './names.ts';

/** "一个", "两次": words of speech rather than figures, unless a cell gives them too. */
const isIdle = (figure: Figure): boolean => /[一二两]/.test(figure.raw) && compare(figure.value, decimal(2n)) <= 0;

const countClaim = (prose: Prose, figure: Figure, link: Link): Draft =>
  claimOfFigure('count', prose, figure, {
    operands: tableOperands(prose, 'cell', link.cells),
    alternatives: link.alternatives.map((cells) => tableOperands(prose, 'cell', cells)),
    doubt: link.doubt,
    undecidable: link.unlinked,
  });

const isFew = (value: Decimal): boolean =>
  value.scale === 0 && compare(value, decimal(3n)) >= 0 && compare(value, decimal(30n)) <= 0;

/** "甲清单、乙清单、丙清单“三张清单”": as many names as the number says confirm it; more or fewer may be another list. */
const countOfNames = (prose: Prose, sentence: Sentence, figure: Figure): Draft | null => {
  if (!isFew(figure.value)) return null;
  const names = namesBefore(sentence, figure.start, figure.value.units);
  return names.length > 1 && equals(decimal(names.length), figure.value)
    ? claimOfFigure('count', prose, figure, { operands: names })
    : null;
};

/** A figure that no cell gives: confirmed by the names it counts, by being given again, or undecided. */
const unlinkedCount = (
  prose: Prose,
  sentence: Sentence,
  figure: Figure,
  link: Link,
  repeated: ReadonlyMap<Figure, Figure>,
): Draft => {
  const named = countOfNames(prose, sentence, figure);
  if (named !== null) return named;
  const again = repeated.get(figure);
  return again
    ? claimOfFigure('count', prose, figure, { operands: [proseOperand(prose, 'cell', again)] })
    : countClaim(prose, figure, link);
};

const spokenCount = (prose: Prose, sentence: Sentence, figure: Figure): Draft =>
  countOfNames(prose, sentence, figure) ??
  claimOfFigure('count', prose, figure, { undecidable: prose.template === null ? 'no-table' : 'no-cell' });

/**
 * Every count of the prose, with the cells that give the same figure, the names it counts or the place where it stands
 * again; or the reason why nothing is known to compare it with.
 */
export const countClaims: ClaimFamily = (prose) => {
  const repeated = new Map([
    ...repeatedFigures(prose.sentences),
    ...factsGivenBefore(prose.sentences, prose.heads, prose.links),
  ]);
  return prose.sentences.flatMap((sentence) => [
    ...sentence.figures.flatMap((figure) => {
      if (figure.percent || figure.growth) return [];
      const link = prose.links.of(figure);
      if (link.unlinked === null) return [countClaim(prose, figure, link)];
      if (figure.unit === null || isIdle(figure)) return [];
      return [unlinkedCount(prose, sentence, figure, link, repeated)];
    }),
    ...sentence.spoken.map((figure) => spokenCount(prose, sentence, figure)),
  ]);
};
