import { equals } from '../model/decimal.ts';
import type { Links } from './link-figures.ts';
import { isPartOfYear } from './part-of-year.ts';
import type { Figure, Sentence } from './prose.ts';

/** Figures that a report gives once for the whole year, beside those of the tables: how much information it disclosed. */
const DISCLOSED =
  /^(?:20\d\d年|全年|年内|本年度?|累计|我[局委办镇乡区市县旗]|共|各类|一年来|主动)*主动公开(?:各类|各种)?(?:政府|政务)信息(?:总数|总量)?$/;
const OF_THE_YEAR = /全年|年内|本年|20\d\d年|总数|总量|共/;
const NARROWER = /通过|其中|网站|平台|微信|微博|公众号|渠道|方式|领域|栏目|截至|截止|以来|历年|新增|更新/;

const states = (figure: Figure, links: Links): boolean => {
  const zone = figure.zone.slice(-60);
  const { unlinked } = links.of(figure);
  const { scope, lastYear } = links.placeOf(figure);
  return (
    DISCLOSED.test(figure.about) &&
    OF_THE_YEAR.test(zone) &&
    !NARROWER.test(zone) &&
    !isPartOfYear(zone) &&
    figure.depth === 0 &&
    figure.approximate === null &&
    /^[条件]/.test(figure.unit ?? '') &&
    (unlinked === 'no-cell' || unlinked === 'no-table') &&
    scope !== 'part' &&
    !lastYear
  );
};

/**
 * Figures of a fact that was given before, in another paragraph: each maps to the first that gave it. Only facts that a
 * report states once for its whole year, and only where both figures speak of the same scope.
 */
export const factsGivenBefore = (
  sentences: readonly Sentence[],
  heads: ReadonlyMap<Figure, Figure>,
  links: Links,
): ReadonlyMap<Figure, Figure> => {
  const again = new Map<Figure, Figure>();
  let first: Figure | null = null;
  for (const sentence of sentences) {
    if (sentence.passage.planned) continue;
    for (const figure of sentence.figures) {
      if (heads.has(figure) || !states(figure, links)) continue;
      if (first === null) first = figure;
      else if (isSameFact(first, figure, sentences, links)) again.set(figure, first);
    }
  }
  return again;
};

const isSameFact = (a: Figure, b: Figure, sentences: readonly Sentence[], links: Links): boolean =>
  sentences[a.sentence]!.passage.block !== sentences[b.sentence]!.passage.block &&
  links.placeOf(a).scope === links.placeOf(b).scope &&
  (a.year === b.year || a.year === null || b.year === null) &&
  (a.unit === b.unit || equals(a.value, b.value));
