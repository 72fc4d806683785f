import type { BareFigure } from './read-figures.ts';

export type NamedFigure = BareFigure & { readonly about: string };

const BREAK = /[,，;:。()!?]/;
const JOINED = /^(?:[、,，和与及]|以及)$/;

/** Words that lead up to a figure without naming it. */
const LEAD_IN = /(?:分别|共计|合计|总计|共有|共|计|(?<!行)为|是|有|达到?|了|(?<!总)数)$/;

/** Pieces that name nothing by themselves. */
const EMPTY_PIECE = /^(?:其中|其他|占|分别为?|各?为|共计?|[和与及、]|以及|年)?$/;

const trimLeadIn = (words: string): string => {
  let text = words.replace(/^["“”'‘’、和与及]+/, '').replace(/["“”'‘’]+$/, '');
  for (let i = 0; i < 3; i += 1) {
    const next = text.replace(LEAD_IN, '');
    if (next === text || next === '') return text;
    text = next;
  }
  return text;
};

/** The nearest clause before the figure that says something: "占总数43.9%;撤销…等依法纠错" → "撤销…等依法纠错". */
const nearestWords = (zone: string): string => {
  const pieces = zone.split(BREAK);
  for (let i = pieces.length - 1; i >= 0 && i >= pieces.length - 3; i -= 1) {
    const words = trimLeadIn(pieces[i]!);
    if (!EMPTY_PIECE.test(words)) return words;
  }
  return '';
};

/** Runs of figures with nothing but 、 or 和 between them: "127905条和151709条". */
const joinedRuns = (figures: readonly BareFigure[]): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  figures.forEach((figure, i) => {
    const joined = i > 0 && JOINED.test(figure.zone) && figure.percent === figures[i - 1]!.percent;
    if (joined) runs.at(-1)!.push(i);
    else runs.push([i]);
  });
  return runs;
};

/**
 * Gives each figure the words that name it. In "甲、乙分别为3件和5件" the names are dealt out in order; where there are
 * more figures than names, or fewer, none of them gets a name, since no one could tell which is which.
 */
export const nameFigures = (figures: readonly BareFigure[]): readonly NamedFigure[] =>
  joinedRuns(figures).flatMap((run) => {
    const words = nearestWords(figures[run[0]!]!.zone);
    if (run.length === 1) return [{ ...figures[run[0]!]!, about: words }];
    const names = words.split(/[、和与及]/).map(trimLeadIn);
    const paired = names.length === run.length;
    return run.map((index, i) => ({
      ...figures[index]!,
      zone: i === 0 ? figures[index]!.zone : figures[run[0]!]!.zone,
      about: paired ? names[i]! : '',
    }));
  });
