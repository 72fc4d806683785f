import { compare, decimal, equals } from '../model/decimal.ts';
import type { Figure, Sentence } from './prose.ts';

/** What may follow the noun behind a unit. */
const NOUN_END =
  /[和及与的均已都在共等“"《(（,，]|参加|参与|开展|完成|建成|公开|公布|进行|实现|全部|接入|成立|设立|发布|报送/;

/** The noun behind the unit: "12个盟市和…" → 盟市. */
const nounBehind = (figure: Figure): string => {
  const words = figure.trail.slice(0, 12);
  const end = words.search(NOUN_END);
  const noun = end === -1 ? words : words.slice(0, end);
  return noun.length >= 2 && noun.length <= 8 ? noun : '';
};

const keyOf = (figure: Figure): string | null => {
  const noun = nounBehind(figure);
  if (noun === '' || figure.unit === null || compare(figure.value, decimal(3n)) < 0) return null;
  return `${figure.unit} ${noun}`;
};

/**
 * Figures that the report gives more than once: as many of the same things, in another sentence. Each maps to the first
 * of the others. Different numbers of the same things say nothing, since they may be some of them.
 */
export const repeatedFigures = (sentences: readonly Sentence[]): ReadonlyMap<Figure, Figure> => {
  const mentions = new Map<string, Figure[]>();
  for (const figure of sentences.flatMap((sentence) => sentence.figures)) {
    if (figure.percent || figure.growth || figure.approximate !== null) continue;
    const key = keyOf(figure);
    if (key === null) continue;
    const known = mentions.get(key);
    if (known) known.push(figure);
    else mentions.set(key, [figure]);
  }
  const repeated = new Map<Figure, Figure>();
  for (const figures of mentions.values()) {
    for (const figure of figures.slice(0, 50)) {
      const other = figures
        .slice(0, 50)
        .find((f) => f !== figure && f.sentence !== figure.sentence && equals(f.value, figure.value));
      if (other) repeated.set(figure, other);
    }
  }
  return repeated;
};
