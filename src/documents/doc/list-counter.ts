import { listLabel } from '../grid/list-label.ts';
import { BULLET, numberWords } from './number-words.ts';
import { LEVELS, type ListUse } from './read-lists.ts';

/** Numbers of 20 characters are a fault of the file. */
const LONGEST_NUMBER = 20;

/** Numbers are not written in the text of a document but counted while it is shown; this counts them. */
export type ListCounter = {
  /**
   * The number of the next paragraph of a list, as printed before it ("一、", "（二）", "3. "). `level` null takes the
   * level that the list has for the paragraph's style. Empty for bullets and unknown lists.
   */
  readonly next: (list: number, level: number | null, style: number) => string;
};

/** A counter for the lists of a document. */
export const listCounter = (uses: readonly ListUse[]): ListCounter => {
  const counts = new Map<number, number[]>();
  const started = new Set<ListUse>();

  const advance = (use: ListUse, level: number): readonly number[] => {
    const numbers = counts.get(use.id) ?? use.list.levels.map(({ start }) => start - 1);
    if (!started.has(use)) for (const [at, start] of use.starts) numbers[at] = start - 1;
    started.add(use);
    numbers[level] = (numbers[level] ?? 0) + 1;
    for (let below = level + 1; below < use.list.levels.length; below += 1) {
      numbers[below] = use.list.levels[below]!.start - 1;
    }
    counts.set(use.id, numbers);
    return numbers;
  };
  const print = (use: ListUse, shown: number, numbers: readonly number[]): string =>
    [...use.list.levels[shown]!.template]
      .map((char) => {
        const at = char.charCodeAt(0);
        if (at >= LEVELS) return char;
        const of = use.list.levels[at];
        // a level above that was not counted yet shows its first number
        return of
          ? numberWords(of.kind, Math.max(numbers[at] ?? 0, at === shown ? 0 : of.start)).slice(0, LONGEST_NUMBER)
          : '';
      })
      .join('');
  return {
    next: (list, stated, style) => {
      const use = uses[list - 1];
      if (!use) return '';
      const at = stated ?? Math.max(0, use.list.styles.indexOf(style));
      const level = use.list.levels[at];
      if (!level) return '';
      const label = print(use, at, advance(use, at));
      return level.kind === BULLET ? '' : listLabel(label);
    },
  };
};
