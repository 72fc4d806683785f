import type { CellRef, Operand } from '../../model/claim.ts';
import { add, compare, type Decimal, equals, ZERO } from '../../model/decimal.ts';
import { fitPercentage } from '../../model/percentage.ts';
import type { Figure, Sentence } from '../prose.ts';
import { isWithinHead } from '../read-lists.ts';
import { type Base, defaultBases, namedBases, otherTotals } from './bases.ts';
import {
  type ClaimFamily,
  claimOfFigure,
  claimOfWords,
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

const printedFor = (prose: Prose, printed: Printed, cell: CellRef, near: Figure): Figure | undefined => {
  const key = keyOf(cell);
  return printed.get(`${key}@${blockOf(prose, near)}`) ?? printed.get(key);
};

const isAmbiguous = (prose: Prose, printed: Printed, cell: CellRef, near: Figure): boolean => {
  const figure = printedFor(prose, printed, cell, near);
  return figure !== undefined && prose.links.of(figure).alternatives.length > 0;
};

/** The figure of the prose that gives the cell, the same paragraph's first; else the cell itself. */
const operandOfCell = (prose: Prose, printed: Printed, role: Operand['role'], cell: CellRef, near: Figure): Operand => {
  const figure = printedFor(prose, printed, cell, near);
  return figure ? proseOperand(prose, role, figure) : tableOperand(prose, role, cell);
};

/** What the words between 占 and the percentage say of the base; null where there is no 占 before the figure. */
const baseWords = (figure: Figure): string | null => {
  const zone = figure.zone.slice(-40);
  const at = zone.lastIndexOf('占');
  if (at !== -1 && !/[,，;。]/.test(zone.slice(at))) {
    return zone.slice(at + 1).replace(/(?:的)?(?:比例|比重|比)?(?:分别)?(?:约为|约|为|达到?)?$/, '');
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
  /** The parts of the list that a figure stands in. */
  readonly siblings: ReadonlyMap<Figure, readonly Figure[]>;
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

const OF_A_CHANNEL =
  /(?:网络|网上|在线|线上|信函|邮寄|快递|邮件|当面|现场|窗口|传真)(?:方式)?(?:提交|递交|受理|收到)?(?:的)?申请$/;

/**
 * "新收申请中,网络申请39件,占83%": the words that say within which number the parts are counted; '' for none. Applications by one
 * channel are counted within those received.
 */
const settingOf = (prose: Prose, part: Figure): string => {
  const { text } = prose.sentences[part.sentence]!;
  const before = text.slice(Math.max(0, part.start - 400), part.start);
  const within = /(?:新收|收到|受理|答复|办结)[^,，;。\d]{0,10}中[,，:]/.exec(before)?.[0];
  if (within !== undefined) return within;
  const channel = OF_A_CHANNEL.test(part.about) && prose.links.placeOf(part).topic === 'applications';
  return channel ? (/(?:新收|收到|受理)[^,，;。\d]{0,14}申请/.exec(before)?.[0] ?? '') : '';
};

/** The head of the part's list; where that is smaller than the part ("收到71件,结转3件;其中网络50件"), the first that holds it. */
const holderOf = (prose: Prose, part: Figure): Figure | undefined => {
  const head = prose.heads.get(part);
  if (head === undefined || compare(head.value, part.value) >= 0) return head;
  // those before the head alone: the ones between it and the part are parts too
  const earlier = prose.sentences[head.sentence]!.figures.slice(Math.max(0, head.position - 20), head.position);
  return earlier.find((f) => isCount(f) && f.unit === part.unit && compare(f.value, part.value) >= 0) ?? head;
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
  /** A total in the prose whose words may mean another cell too stands for this one no better than the table does. */
  const inTable = (base: Base): readonly (readonly Operand[])[] =>
    base.some((c) => isAmbiguous(prose, printed, c, percent))
      ? [base.map((c) => tableOperand(prose, 'denominator', c))]
      : [];
  const readings = (base: Base): readonly (readonly Operand[])[] => [operands(base), ...inTable(base)];
  const plain = PLAIN_TOTAL.test(words);
  if (!plain) return { bases: namedBases(words, generationOf(prose.template)).flatMap(readings), named: true };
  const cell = prose.links.of(part).cells[0];
  const usual = cell ? defaultBases(cell).flatMap(readings) : [];
  const head = holderOf(prose, part);
  const ofHead = head ? [[proseOperand(prose, 'denominator', head)]] : [];
  const setting = usual.length + ofHead.length > 0 ? '' : settingOf(prose, part);
  const ofSetting = setting === '' ? [] : namedBases(setting, generationOf(prose.template)).flatMap(readings);
  const all = [...usual, ...ofHead, ...ofSetting];
  return {
    bases: all.filter(
      (a, i) => all.findIndex((b) => a.length === b.length && a.every((x, k) => isSame(x, b[k]!))) === i,
    ),
    named: false,
  };
};

/** Whether the percentage that stands behind a count is right for it: then no other percentage is meant for this count. */
const hasItsOwnShare = (prose: Prose, part: Figure, base: Operand | undefined): boolean => {
  const share = prose.sentences[part.sentence]!.figures[part.position + 1];
  if (!share?.percent || share.growth || base?.from !== 'prose') return false;
  return fitPercentage(share.value, part.value, base.figure.value) === 'rounded';
};

/** Counts near by that have a percentage behind them. */
const countsWithShares = ({ figures }: Sentence, part: Figure): readonly Figure[] =>
  figures
    .slice(Math.max(0, part.position - 12), part.position + 12)
    .filter((f) => isCount(f) && figures[f.position + 1]?.percent === true);

/** The other counts of the list, or of the sentence, that the part stands in: a share may have been put to the wrong one. */
const siblingsOf = (context: Context, part: Figure, base: Operand | undefined): readonly Operand[] =>
  (context.siblings.get(part) ?? countsWithShares(context.prose.sentences[part.sentence]!, part))
    .filter((other) => other !== part && !hasItsOwnShare(context.prose, other, base))
    .slice(0, MAX_CANDIDATES)
    .map((other) => proseOperand(context.prose, 'numerator', other));

/** "问卷200份,满意152份,占76%": the first count of the sentence, where nothing else is known to be the base. It can only confirm. */
const firstOf = (prose: Prose, part: Figure): readonly (readonly Operand[])[] => {
  const first = prose.sentences[part.sentence]!.figures.find(
    (f) => isCount(f) && f.depth === 0 && f.unit === part.unit,
  );
  const holds = first !== undefined && first !== part && compare(first.value, part.value) >= 0;
  return holds ? [[proseOperand(prose, 'denominator', first)]] : [];
};

/** "就业4120条,占34.2%;社保3675条,占…": the total above in the paragraph that the counts with shares make up exactly. */
const totalMadeUp = (prose: Prose, part: Figure): Figure | undefined => {
  const own = prose.sentences[part.sentence]!;
  const parts = own.figures.filter((f) => isCount(f) && own.figures[f.position + 1]?.percent === true);
  if (parts.length < 3 || !parts.includes(part) || parts.some((f) => f.unit !== part.unit)) return undefined;
  const sum = parts.reduce((total, f) => add(total, f.value), ZERO);
  return prose.sentences
    .slice(Math.max(0, part.sentence - 5), part.sentence)
    .filter(({ passage }) => passage.block === own.passage.block)
    .flatMap(({ figures }) => figures)
    .findLast((f) => isCount(f) && f.unit === part.unit && f.approximate === null && equals(f.value, sum));
};

const shareOfPart = (context: Context, percent: Figure, part: Figure, words: string): Draft => {
  const { prose } = context;
  const numerator = proseOperand(prose, 'numerator', part);
  const made = PLAIN_TOTAL.test(words) && prose.heads.get(part) === undefined ? totalMadeUp(prose, part) : undefined;
  const told = readingsOf(context, percent, part, words);
  const whole = made && told.bases.length === 0 ? [[proseOperand(prose, 'denominator', made)]] : [];
  const known = whole.length > 0 ? { bases: whole, named: false } : told;
  const { named } = known;
  const guessed = known.bases.length === 0 && PLAIN_TOTAL.test(words) ? firstOf(prose, part) : [];
  const bases = guessed.length > 0 ? guessed : known.bases;
  const readings = bases.map((base) => [numerator, ...base]);
  return claimOfFigure('share', prose, percent, {
    operands: readings[0] ?? [numerator],
    alternatives: readings.slice(1),
    baseNamed: named,
    candidates:
      bases.length === 0
        ? []
        : [...candidatesFor(context, percent, bases.flat()), ...siblingsOf(context, part, bases[0]?.[0])],
    doubt: guessed.length > 0 ? 'loose-list' : null,
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

/** Words between the last comma and 占 that name what is a share, so that the count before them is not it. */
const OWN_SUBJECT = /[,，;。]([^,，;。]{2,40})占[^,，;。]*$/;
const NO_SUBJECT = /^(?:其|各|共|约|分别|仅|只|数量|件数|总数|比例|比重|所|在|均|合计|两项|三项|上述|其中){1,4}/;

/** "收到申请43件,网络申请占51.2%": a share of the 43, whose own count is not stated. */
const namesItsOwnPart = (percent: Figure): boolean => {
  const subject = OWN_SUBJECT.exec(percent.zone.slice(-60))?.[1];
  return subject !== undefined && subject.replace(NO_SUBJECT, '').length >= 2;
};

const DEALT = /(?:分别占|占比分别|比例分别|各占|分别为)[^,，;。]{0,16}$/;

const readShare = (
  context: Context,
  sentence: Sentence,
  percent: Figure,
  dealt: ReadonlyMap<Figure, Figure | null>,
): Draft | null => {
  const own = dealt.get(percent);
  if (own) return shareOfPart(context, percent, own, baseWords(percent) ?? '');
  if (own === null) return claimOfFigure('share', context.prose, percent, { undecidable: 'no-numerator' });
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
  if (isCount(previous) && !namesItsOwnPart(percent)) return shareOfPart(context, percent, previous, words);
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

const isJoined = (sentence: Sentence, a: Figure, b: Figure): boolean =>
  /^(?:[、,，和与及]|以及)$/.test(sentence.text.slice(a.end, b.start));

/** "56件、11件、37件,分别占53.8%、10.6%和35.6%": the count that each share of the run belongs to, dealt out in order. */
const dealtParts = (sentence: Sentence): ReadonlyMap<Figure, Figure | null> => {
  const dealt = new Map<Figure, Figure | null>();
  sentence.figures.forEach((first, at) => {
    if (!first.percent || first.growth || dealt.has(first) || !DEALT.test(first.zone)) return;
    let end = at + 1;
    while (sentence.figures[end]?.percent && isJoined(sentence, sentence.figures[end - 1]!, sentence.figures[end]!))
      end += 1;
    const shares = sentence.figures.slice(at, end);
    if (shares.length < 2) return;
    const counts = sentence.figures.slice(Math.max(0, at - shares.length), at).filter(isCount);
    const paired = counts.length === shares.length;
    for (const [i, share] of shares.entries()) dealt.set(share, paired ? counts[i]! : null);
  });
  return dealt;
};

const denominatorOf = (draft: Draft): Operand | null => {
  const bases = draft.operands.filter(({ role }) => role === 'denominator');
  return bases.length === 1 ? bases[0]! : null;
};

const numeratorOf = (draft: Draft): Decimal | null => {
  const parts = draft.operands.filter(({ role }) => role === 'numerator');
  return parts.length === 1 && parts[0]!.from === 'prose' ? parts[0]!.figure.value : null;
};

/** Shares that follow each other and are of one base. */
const runsOfOneBase = (shares: readonly Draft[]): readonly (readonly Draft[])[] => {
  const runs: Draft[][] = [];
  for (const share of shares) {
    const base = denominatorOf(share);
    if (share.kind !== 'share' || share.stated === null || base === null || numeratorOf(share) === null) continue;
    const before = runs.at(-1) && denominatorOf(runs.at(-1)!.at(-1)!);
    if (before && isSame(before, base)) runs.at(-1)!.push(share);
    else runs.push([share]);
  }
  return runs;
};

/**
 * Shares of one base that run on from sentence to sentence, whose counts make up the base: they should make up a hundred.
 * Each is judged by itself too, so that this one only confirms.
 */
const partitionsAcross = (prose: Prose, shares: readonly Draft[]): readonly Draft[] =>
  runsOfOneBase(shares).flatMap((run) => {
    const base = denominatorOf(run[0]!)!;
    const counts = run.reduce((sum, share) => add(sum, numeratorOf(share)!), ZERO);
    const whole = base.from === 'prose' ? base.figure.value : null;
    const last = run.at(-1)!;
    if (run.length < 3 || run[0]!.sentence === last.sentence || whole === null || !equals(whole, counts)) return [];
    const operands = run.map(
      (share): Operand => ({
        role: 'part',
        label: share.operands.find(({ role }) => role === 'numerator')!.label,
        from: 'prose',
        figure: share.stated!,
        cell: null,
      }),
    );
    const sentence = prose.sentences[last.sentence]!;
    const words = `${base.label}${run.length}`;
    const end = last.start + last.stated!.raw.length;
    return [claimOfWords('sum', sentence, last.start, end, { operands, exhaustive: true, doubt: 'loose-list', words })];
  });

/** Percentages that are a part of a whole: 占p%, p% in parentheses after a count, a ratio within a named number. */
export const shareClaims: ClaimFamily = (prose) => {
  const siblings = new Map(prose.lists.flatMap(({ parts }) => parts.map((part) => [part, parts] as const)));
  const context: Context = { prose, printed: printedFigures(prose), totals: totalsByBlock(prose), siblings };
  const shares = prose.sentences.flatMap((sentence) => {
    if (!sentence.figures.some(({ percent }) => percent)) return [];
    const dealt = dealtParts(sentence);
    return sentence.figures.flatMap((figure) =>
      figure.percent && !figure.growth ? (readShare(context, sentence, figure, dealt) ?? []) : [],
    );
  });
  return [...shares, ...partitionsAcross(prose, shares)];
};

/** Whether the share family reads this percentage; the others are rates. */
export const isShare = (sentence: Sentence, percent: Figure): boolean => {
  const previous = sentence.figures[percent.position - 1];
  const within = isCount(previous) && isWithinHead(previous, sentence);
  return baseWords(percent) !== null || (within && PUBLIC_RATIO.test(percent.zone)) || DEALT.test(percent.zone);
};
