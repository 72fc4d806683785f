import type { Figure, Sentence } from '../prose.ts';
import { type ClaimFamily, claimOfFigure, claimOfWords, type Draft, type Prose, proseOperand } from './family.ts';

const RESPECTIVELY = /分别/;
/** 其中 and the like: the figures before it are not all of one rank. */
const UNEVEN = /其中|包括|含|\(|;/;

/** Runs of growth figures that "分别" deals out: "分别增长20%、-38%、41%和23%". */
const dealtRuns = (sentence: Sentence): readonly (readonly Figure[])[] => {
  const runs: Figure[][] = [];
  for (const [i, figure] of sentence.figures.entries()) {
    if (!figure.growth) continue;
    const previous = sentence.figures[i - 1];
    const gap = previous ? sentence.text.slice(previous.end, figure.start) : '';
    if (previous?.growth && runs.length > 0 && gap.length <= 12 && !/[;。]/.test(gap)) runs.at(-1)!.push(figure);
    else if (RESPECTIVELY.test(figure.zone.slice(-30))) runs.push([figure]);
  }
  return runs.filter((run) => run.length > 1);
};

/** The counts before the run that it speaks of; none where the sentence does not say which. */
const countsBefore = (sentence: Sentence, run: readonly Figure[]): readonly Figure[] => {
  const { position } = run[0]!;
  const counts = sentence.figures.slice(Math.max(0, position - 20), position).filter((f) => !f.percent && !f.growth);
  if (counts.length === 0) return [];
  const between = sentence.text.slice(counts[0]!.end, run[0]!.start);
  return UNEVEN.test(between) ? [] : counts;
};

const arityClaims = (prose: Prose, sentence: Sentence): readonly Draft[] =>
  dealtRuns(sentence).flatMap((run) => {
    const counts = countsBefore(sentence, run);
    if (counts.length === 0) return [];
    return [
      claimOfWords('growth', sentence, run[0]!.start, run.at(-1)!.end, {
        operands: [
          ...counts.map((f) => proseOperand(prose, 'before', f)),
          ...run.map((f) => proseOperand(prose, 'after', f)),
        ],
      }),
    ];
  });

/**
 * Changes on the year before. Each waits for last year's report; a list dealt out with 分别 also claims that it has as
 * many changes (`after`) as the figures they belong to (`before`).
 */
export const growthClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) => [
    ...sentence.figures
      .filter((f) => f.growth)
      .map((f) => claimOfFigure('growth', prose, f, { undecidable: 'last-year' })),
    ...arityClaims(prose, sentence),
  ]);
