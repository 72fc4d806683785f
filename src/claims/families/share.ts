import type { CellRef, Operand } from '../../model/claim.ts';
import type { Figure, Sentence } from '../prose.ts';
import { isWithinHead } from '../read-lists.ts';
import { type Base, defaultBases, namedBases, otherTotals } from './bases.ts';
import {
  type ClaimFamily,
  claimOfFigure,
  type Draft,
  generationOf,
  keyOf,
  type Prose,
  proseOperand,
  tableOperand,
} from './family.ts';

const blockOf = (prose: Prose, figure: Figure): number => prose.sentences[figure.sentence]!.passage.block;

/** The first figure that repeats a cell, in the document and (key with its block) in each paragraph. */
type Printed = ReadonlyMap<string, Figure>;

const printedFigures = (prose: Prose): Printed => {
  const printed = new Map<string, Figure>();
  for (const figure of prose.sentences.flatMap((s) => s.figures)) {
    const link = prose.links.of(figure);
    if (link.cells.length !== 1 || link.doubt !== null || figure.approximate !== null) continue;
    const key = keyOf(link.cells[0]!);
    for (const k of [key, `${key}@${blockOf(prose, figure)}`]) if (!printed.has(k)) printed.set(k, figure);
  }
  return printed;
};

/** The figure of the prose that gives the cell, the same paragraph's first; else the cell itself. */
const operandOfCell = (prose: Prose, printed: Printed, role: Operand['role'], cell: CellRef, near: Figure): Operand => {
  const key = keyOf(cell);
  const figure = printed.get(`${key}@${blockOf(prose, near)}`) ?? printed.get(key);
  return figure ? proseOperand(prose, role, figure) : tableOperand(prose, role, cell);
};

/** What the words between 占 and the percentage say of the base; null where there is no 占 before the figure. */
const baseWords = (figure: Figure): string | null => {
  const zone = figure.zone.slice(-40);
  const at = zone.lastIndexOf('占');
  if (at !== -1 && !/[,，;。]/.test(zone.slice(at))) {
    return zone.slice(at + 1).replace(/(?:的)?(?:比例|比重)?(?:约为|约|为|达到?)?$/, '');
  }
  return /^\(?$/.test(zone) && figure.depth > 0 ? '' : null;
};

const PLAIN_TOTAL = /^(?:总数|总量|总件数|案件总数|全部|总|总申请量)?(?:的)?$/;
const PUBLIC_RATIO = /公开(?:的)?(?:比例|占比|率)[^,，;。]{0,4}$/;

type Context = {
  readonly prose: Prose;
  readonly printed: Printed;
  /** Totals printed in each paragraph. */
  readonly totals: ReadonlyMap<number, readonly Figure[]>;
};

const MAX_CANDIDATES = 8;

const isSame = (a: Operand, b: Operand): boolean =>
  a.from === 'prose' && b.from === 'prose'
    ? a.figure.locator === b.figure.locator
    : a.from === 'table' && b.from === 'table' && a.indicator === b.indicator && a.group === b.group;

/** Other totals of the paragraph and of the form: tried only to explain a share that does not fit its own base. */
const candidatesFor = (context: Context, near: Figure, taken: readonly Operand[]): readonly Operand[] => {
  const { prose, printed, totals } = context;
  const around = (totals.get(blockOf(prose, near)) ?? []).map((f) => proseOperand(prose, 'denominator', f));
  const topic = prose.links.placeOf(near).topic;
  const ofForm =
    topic === 'applications' ? otherTotals(generationOf(prose.template)).filter((b) => b.length === 1) : [];
  const fromForm = ofForm.map((base) => operandOfCell(prose, printed, 'denominator', base[0]!, near));
  const all = [...fromForm, ...around];
  return all
    .filter((a, i) => !taken.some((b) => isSame(a, b)) && all.findIndex((b) => isSame(a, b)) === i)
    .slice(0, MAX_CANDIDATES);
};

/** One reading of the share for each base that the words allow, the likeliest first. */
const readingsOf = (
  context: Context,
  percent: Figure,
  part: Figure,
  words: string,
): { readonly bases: readonly (readonly Operand[])[]; readonly named: boolean } => {
  const { prose, printed } = context;
  const operands = (base: Base): readonly Operand[] =>
    base.map((c) => operandOfCell(prose, printed, 'denominator', c, percent));
  const plain = PLAIN_TOTAL.test(words);
  if (!plain) return { bases: namedBases(words, generationOf(prose.template)).map(operands), named: true };
  const cell = prose.links.of(part).cells[0];
  const usual = cell ? defaultBases(cell).map(operands) : [];
  const head = prose.heads.get(part);
  const ofHead = head ? [[proseOperand(prose, 'denominator', head)]] : [];
  const all = [...usual, ...ofHead];
  return {
    bases: all.filter(
      (a, i) => all.findIndex((b) => a.length === b.length && a.every((x, k) => isSame(x, b[k]!))) === i,
    ),
    named: false,
  };
};

const shareOfPart = (context: Context, percent: Figure, part: Figure, words: string): Draft => {
  const { prose } = context;
  const numerator = proseOperand(prose, 'numerator', part);
  const { bases, named } = readingsOf(context, percent, part, words);
  const readings = bases.map((base) => [numerator, ...base]);
  return claimOfFigure('share', prose, percent, {
    operands: readings[0] ?? [numerator],
    alternatives: readings.slice(1),
    baseNamed: named,
    candidates: bases.length === 0 ? [] : candidatesFor(context, percent, bases.flat()),
    undecidable: bases.length === 0 ? 'no-base' : null,
  });
};

const PUBLISHED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  '2014': [
    ['g14.app.r.already_public', 'g14.app.r.granted', 'g14.app.r.partial'],
    ['g14.app.r.granted', 'g14.app.r.partial'],
  ],
  '2019': [['t3.granted', 't3.partial'], ['t3.granted']],
  '2021': [['t3.granted', 't3.partial'], ['t3.granted']],
};

/** "在可以答复的749件中,实际公开比例为p%": the base is named, the numerator is the outcomes that count as public. */
const publicRatio = (context: Context, percent: Figure, base: Figure): Draft => {
  const { prose, printed } = context;
  const group = generationOf(prose.template) === '2014' ? null : 'total';
  const denominator = proseOperand(prose, 'denominator', base);
  const readings = (PUBLISHED[generationOf(prose.template) ?? ''] ?? []).map((codes) => [
    ...codes.map((indicator) => operandOfCell(prose, printed, 'numerator', { indicator, group }, percent)),
    denominator,
  ]);
  return claimOfFigure('share', prose, percent, {
    operands: readings[0] ?? [denominator],
    alternatives: readings.slice(1),
    baseNamed: true,
    candidates: readings.length === 0 ? [] : candidatesFor(context, percent, [denominator]),
    undecidable: readings.length === 0 ? 'no-numerator' : null,
  });
};

const isCount = (figure: Figure | undefined): figure is Figure =>
  figure !== undefined && !figure.percent && !figure.growth;

/** "占全年1185件的55%": the count before the percentage is the base, the one before that the part. */
const shareOfStatedBase = (context: Context, percent: Figure, base: Figure, part: Figure): Draft => {
  const operands = [proseOperand(context.prose, 'numerator', part), proseOperand(context.prose, 'denominator', base)];
  return claimOfFigure('share', context.prose, percent, {
    operands,
    baseNamed: true,
    candidates: candidatesFor(context, percent, operands),
  });
};

const readShare = (context: Context, sentence: Sentence, percent: Figure): Draft | null => {
  const previous = sentence.figures[percent.position - 1];
  const within = isCount(previous) && isWithinHead(previous, sentence);
  if (within && PUBLIC_RATIO.test(percent.zone)) return publicRatio(context, percent, previous);
  const part = sentence.figures[percent.position - 2];
  if (
    isCount(previous) &&
    isCount(part) &&
    /占[^,，;。]{0,20}$/.test(previous.zone) &&
    /^[^,，;。]{0,10}的/.test(percent.zone)
  ) {
    return shareOfStatedBase(context, percent, previous, part);
  }
  const words = baseWords(percent);
  if (words === null) return null;
  if (isCount(previous)) return shareOfPart(context, percent, previous, words);
  return claimOfFigure('share', context.prose, percent, { undecidable: 'no-numerator' });
};

const totalsByBlock = (prose: Prose): ReadonlyMap<number, readonly Figure[]> => {
  const totals = new Map<number, Figure[]>();
  for (const { head } of prose.lists) {
    const block = blockOf(prose, head);
    const list = totals.get(block) ?? [];
    if (list.length < MAX_CANDIDATES && !list.includes(head)) list.push(head);
    totals.set(block, list);
  }
  return totals;
};

/** Percentages that are a part of a whole: 占p%, p% in parentheses after a count, a ratio within a named number. */
export const shareClaims: ClaimFamily = (prose) => {
  const context: Context = { prose, printed: printedFigures(prose), totals: totalsByBlock(prose) };
  return prose.sentences.flatMap((sentence) =>
    sentence.figures.flatMap((figure) =>
      figure.percent && !figure.growth ? (readShare(context, sentence, figure) ?? []) : [],
    ),
  );
};

/** Whether the share family reads this percentage; the others are rates. */
export const isShare = (sentence: Sentence, percent: Figure): boolean => {
  const previous = sentence.figures[percent.position - 1];
  const within = isCount(previous) && isWithinHead(previous, sentence);
  return baseWords(percent) !== null || (within && PUBLIC_RATIO.test(percent.zone));
};
