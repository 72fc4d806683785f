import { childNamed, childrenNamed, descendantsNamed, type XmlElement } from '../xml/parse-xml.ts';
import { formatNumber } from './number-format.ts';
import { isOn, numberOf } from './open-package.ts';

type Level = {
  readonly start: number;
  readonly format: string;
  readonly text: string;
  readonly style: string | null;
  readonly isDecimal: boolean;
  readonly restarts: boolean;
};

type List = {
  /** Lists with the same abstract numbering count on from each other. */
  readonly counts: (number | undefined)[];
  readonly levels: ReadonlyMap<number, Level>;
  /** Levels that this list starts anew when it is first used, until they were. */
  readonly starts: Map<number, number>;
};

/** Gives the paragraphs of a document, in their order, the numbers that Word shows before them. */
export type Numbering = {
  /** The number before a paragraph of the list `id`, and counts it; null where nothing (or a bullet) is shown. */
  readonly next: (id: number, level: number) => string | null;
  /** The level of a list that belongs to a paragraph style; 0 when none does. */
  readonly levelOfStyle: (id: number, style: string) => number;
};

const readLevel = (element: XmlElement): Level => {
  // a format that older programs do not know is wrapped, with the nearest known one beside it as the last
  const format = childNamed(element, 'w:numFmt') ?? descendantsNamed(element, 'w:numFmt').at(-1) ?? null;
  return {
    start: numberOf(childNamed(element, 'w:start')) ?? 1,
    format: format?.attributes['w:val'] ?? 'decimal',
    text: childNamed(element, 'w:lvlText')?.attributes['w:val'] ?? '',
    style: childNamed(element, 'w:pStyle')?.attributes['w:val'] ?? null,
    isDecimal: isOn(childNamed(element, 'w:isLgl')),
    restarts: numberOf(childNamed(element, 'w:lvlRestart')) !== 0,
  };
};

const levelsIn = (element: XmlElement): readonly (readonly [number, Level])[] =>
  childrenNamed(element, 'w:lvl').map((level) => [Number(level.attributes['w:ilvl'] ?? 0), readLevel(level)]);

type Abstract = { readonly levels: ReadonlyMap<number, Level>; readonly counts: (number | undefined)[] };

/** The abstract lists by id. One that only names a list style stands for the one that defines it (17.9.21, 17.9.27). */
const readAbstracts = (part: XmlElement): ReadonlyMap<string, Abstract> => {
  const elements = childrenNamed(part, 'w:abstractNum');
  const link = (element: XmlElement, name: string): string | null =>
    childNamed(element, name)?.attributes['w:val'] ?? null;
  const defining = new Map(
    elements.flatMap((element) => {
      const style = link(element, 'w:styleLink');
      return style === null ? [] : [[style, element] as const];
    }),
  );
  return new Map(
    elements.map((element) => {
      const definer = defining.get(link(element, 'w:numStyleLink') ?? '') ?? element;
      return [element.attributes['w:abstractNumId'] ?? '', { levels: new Map(levelsIn(definer)), counts: [] }];
    }),
  );
};

const readList = (element: XmlElement, abstracts: ReadonlyMap<string, Abstract>): List => {
  const abstract = abstracts.get(childNamed(element, 'w:abstractNumId')?.attributes['w:val'] ?? '');
  const levels = new Map(abstract?.levels);
  const starts = new Map<number, number>();
  for (const override of childrenNamed(element, 'w:lvlOverride')) {
    for (const [at, level] of levelsIn(override)) levels.set(at, level);
    const start = numberOf(childNamed(override, 'w:startOverride'));
    if (start !== null) starts.set(Number(override.attributes['w:ilvl'] ?? 0), start);
  }
  return { counts: abstract?.counts ?? [], levels, starts };
};

const count = (list: List, at: number, level: Level): void => {
  const { counts, levels, starts } = list;
  const fresh = starts.get(at);
  starts.delete(at);
  counts[at] = fresh ?? (counts[at] === undefined ? level.start : counts[at] + 1);
  for (let upper = 0; upper < at; upper += 1) counts[upper] ??= levels.get(upper)?.start ?? 1;
  for (let lower = at + 1; lower < counts.length; lower += 1) {
    if (levels.get(lower)?.restarts !== false) counts[lower] = undefined;
  }
};

/** "%1.%2" with the counts of its levels; a blank where the text would run into digits. */
const show = (list: List, level: Level): string | null => {
  if (level.format === 'bullet' || level.text === '') return null;
  const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
    const at = Number(digit) - 1;
    const format = level.isDecimal ? 'decimal' : (list.levels.get(at)?.format ?? 'decimal');
    return formatNumber(list.counts[at] ?? 1, format);
  });
  return /[\w.]$/.test(text) ? `${text} ` : text;
};

/** Reads the numbering part; null stands for a document without lists. */
export const readNumbering = (part: XmlElement | null): Numbering => {
  const abstracts = part ? readAbstracts(part) : new Map<string, Abstract>();
  const lists = new Map(
    childrenNamed(part, 'w:num').map((element) => [
      Number(element.attributes['w:numId'] ?? -1),
      readList(element, abstracts),
    ]),
  );
  return {
    next: (id, at) => {
      const list = lists.get(id);
      const level = list?.levels.get(at);
      if (!list || !level) return null;
      count(list, at, level);
      return show(list, level);
    },
    levelOfStyle: (id, style) =>
      [...(lists.get(id)?.levels ?? [])].find(([, level]) => level.style === style)?.[0] ?? 0,
  };
};
