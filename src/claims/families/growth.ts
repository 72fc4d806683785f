import type { Change, Operand } from '../../model/claim.ts';
import type { Figure, Sentence } from '../prose.ts';
import {
  type ClaimFamily,
  claimOfFigure,
  claimOfWords,
  type Draft,
  type Prose,
  proseOperand,
  tableOperands,
} from './family.ts';

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

type Dealt = { readonly counts: readonly Figure[]; readonly changes: readonly Figure[] };

const dealtIn = (sentence: Sentence): readonly Dealt[] =>
  dealtRuns(sentence).flatMap((changes) => {
    const counts = countsBefore(sentence, changes);
    return counts.length === 0 ? [] : [{ counts, changes }];
  });

const arityClaim = (prose: Prose, sentence: Sentence, { counts, changes }: Dealt): Draft =>
  claimOfWords('growth', sentence, changes[0]!.start, changes.at(-1)!.end, {
    operands: [
      ...counts.map((f) => proseOperand(prose, 'before', f)),
      ...changes.map((f) => proseOperand(prose, 'after', f)),
    ],
  });

const LAST_YEAR = /同比|(?:上年|去年|上一年)/;
const COMPARED_YEAR = /(?:[比较与]|相较于?|对比)(20\d\d)年/;
/** Averages, plans, and times that are no year: no report of another year says what they were. */
const OTHER_COMPARISON =
  /环比|年均|平均|[日月季周]均|累计|年初|计划|预期|目标|任务|时限|法定|近[两三四五六七八九十\d]{1,2}年|上月|上季|历年|往年|全[市省国区县]水平/;

/** Words between a figure and its change that name nothing of their own. */
const COMPARISON =
  /同比|环比|与?(?:上年|去年|上一年|20\d\d年)度?(?:同期)?(?:的)?(?:相比|对比)|(?:相)?[比较](?:上年|去年|上一年|往年|20\d\d年)度?(?:同期)?(?:的)?(?:数据?|数量|情况|总量)?|(?:上年|去年|上一年|20\d\d年)度?(?:同期)?的$/g;
const CHANGE_WORDS =
  /增长|上升|提高|增加|提升|下降|减少|回落|降低|增幅|降幅|减幅|净增|净减|负|了|大约|约|将近|近|超过|超|逾|达到|达|率|幅度|幅|为|是|大幅|明显|小幅|略有|略|有所|分别|均|共|也|且|又|总数|总量|数量|件数|[,，、();:]/g;

/** Whether the words name nothing, so that the change is one of the figure before them. */
const isDirect = (zone: string): boolean =>
  zone.length <= 40 && zone.replace(COMPARISON, '').replace(CHANGE_WORDS, '') === '';

/** "比上年的80件", "由1200条", "从2023年的76.5%": a figure to compare with. */
const COMPARED =
  /(?:[比较由从]|相较于?|对比|与)(?:上年|去年|上一年|20\d\d年|年初|原来?)?度?(?:同期|全年|底)?的?(?:约|近)?$/;
const COMPARED_WITH_TIME = /(?:[比较由从]|相较于?|对比|与)(?:上年|去年|上一年|20\d\d年|年初|原来?)/;
/** "增加到1500条": the figure that was reached. */
const REACHED = /(?:增加|增长|上升|提高|提升|扩大|下降|减少|回落|降低|压缩|压减|精简|[升增降减])[到至为]$/;

const FALLS = /负增长|下降|减少|回落|降低|减幅|降幅|净减|缩减|压减|下滑/;
const IS_RATIO = /(?:上年|去年|上一年|20\d\d年)度?(?:同期)?的(?:约|近)?$/;

/** "是2022年10条的4倍" */
const isTimesOf = (figure: Figure): boolean => figure.unit === '倍' && figure.zone === '的';

const kindOf = (figure: Figure): Change['is'] => {
  if (figure.unit === '个百分点') return 'points';
  if (figure.unit === '倍') return isTimesOf(figure) || IS_RATIO.test(figure.zone) ? 'ratio' : 'times';
  return figure.percent ? 'percent' : 'count';
};

const againstOf = (zone: string): Change['against'] | undefined => {
  if (OTHER_COMPARISON.test(zone)) return null;
  const year = COMPARED_YEAR.exec(zone)?.[1];
  if (year !== undefined) return Number(year);
  return LAST_YEAR.test(zone) ? 'last-year' : undefined;
};

/** What a change is of: the figure itself, the one before it where that is stated, or how much it rose or fell. */
type Subject = {
  readonly after: Figure;
  readonly before: Figure | null;
  readonly step: Figure | null;
  readonly against: Change['against'];
};

const comparable = (a: Figure | undefined, b: Figure): boolean =>
  a !== undefined && a.percent === b.percent && a.unit === b.unit && !a.growth && !b.growth;

/** The last figure before that is no deeper in parentheses. */
const previousOf = (figures: readonly Figure[], at: number): number => {
  let i = at - 1;
  while (i >= 0 && at - i < 12 && figures[i]!.depth > figures[at]!.depth) i -= 1;
  return i;
};

/** "85件(上年80件)": the figure before, in parentheses behind the figure that changed. */
const IN_PARENTHESES =
  /^[,，]?[比较]?\((?:上年|去年|上一年|20\d\d年)度?(?:同期)?[为是:]?$|^[条件个份次篇人]?[,，]?[比较](?:上年|去年|上一年|20\d\d年)度?(?:同期)?\($/;

/** The figure and the one it is compared with, told by the words around the last of the two. */
const pairEnding = (
  figures: readonly Figure[],
  at: number,
): { readonly after: Figure; readonly before: Figure | null } | null => {
  const last = figures[at]!;
  // "158件(含上年结转7件),较2022年的132件": what parentheses add is not compared
  const i = previousOf(figures, at);
  const earlier = figures[i];
  const joined = comparable(earlier, last) ? earlier! : null;
  if (REACHED.test(last.zone.slice(-12))) {
    const from = joined !== null && /[由从]/.test(joined.zone.slice(-30)) && last.zone.length <= 12;
    return { after: last, before: from ? joined : null };
  }
  // "124件(上年109件,上升13.8%)"
  const outer = figures[at - 1];
  if (outer !== undefined && outer.depth < last.depth && IN_PARENTHESES.test(last.zone))
    return comparable(outer, last) ? { after: outer, before: last } : null;
  if (!COMPARED.test(last.zone.slice(-24))) return { after: last, before: null };
  const zone = i === at - 1 ? last.zone : last.zone.replace(/^[^)]{0,30}\)/, '');
  const rest = zone.replace(COMPARED_WITH_TIME, '').replace(/度|同期|全年|底|的/g, '');
  return joined !== null && isDirect(rest.replace(/^[(,，]/, '')) ? { after: joined, before: last } : null;
};

/** "2022年比2021年增长19%": the figures of both years, where each year has but one of its unit. */
const pairOfYears = (figures: readonly Figure[], at: number, after: Figure | null): Subject | null => {
  const match = /(?:(20\d\d)年)?(?:相?[比较])(20\d\d)年/.exec(figures[at]!.zone.slice(-30));
  if (!match) return null;
  const ofYear = (year: number): readonly Figure[] =>
    figures.slice(Math.max(0, at - 12), at).filter((f) => f.year === year && !f.growth && !f.percent);
  const own = match[1] === undefined ? after : (ofYear(Number(match[1])).at(-1) ?? null);
  const others = ofYear(Number(match[2]));
  if (own === null || others.length !== 1 || !comparable(own, others[0]!) || own === others[0]) return null;
  return { after: own, before: others[0]!, step: null, against: Number(match[2]) };
};

/** "188件,同比上升27.03%(上年148件)": the figure before, in parentheses behind the change. */
const behindChange = (figures: readonly Figure[], at: number, after: Figure): Figure | null => {
  const next = figures[at + 1];
  const inside = next !== undefined && next.depth > figures[at]!.depth && IN_PARENTHESES.test(next.zone);
  return inside && comparable(next, after) ? next : null;
};

const beforeInParentheses = (figures: readonly Figure[], after: number, at: number): Figure | null =>
  figures
    .slice(after + 1, at)
    .find((f) => f.depth > figures[after]!.depth && IN_PARENTHESES.test(f.zone) && comparable(f, figures[after]!)) ??
  null;

/** "发布40条,是2022年10条的4倍" */
const timesOf = (figures: readonly Figure[], at: number): Subject | null => {
  const [after, before] = [figures[at - 2], figures[at - 1]];
  if (!isTimesOf(figures[at]!) || !before || !comparable(after, before)) return null;
  const compared = /^[,，]?(?:是|为|相当于)(?:上年|去年|上一年|20\d\d年)度?的?$/.test(before.zone);
  return compared ? { after: after!, before, step: null, against: null } : null;
};

const subjectAt = (figures: readonly Figure[], at: number, known: ReadonlyMap<Figure, Subject>): Subject | null => {
  const figure = figures[at]!;
  const own = againstOf(figure.zone);
  const i = previousOf(figures, at);
  const previous = figures[i];
  if (previous === undefined) return null;
  const inherited = previous.growth ? (known.get(previous) ?? null) : null;
  const told = timesOf(figures, at) ?? pairOfYears(figures, at, inherited?.after ?? null);
  if (told !== null) return told;
  if (!isDirect(i === at - 1 ? figure.zone : figure.zone.replace(/^[^)]{0,30}\)/, ''))) return null;
  if (previous.growth) {
    if (inherited === null) return null;
    const step = kindOf(previous) === 'count' && kindOf(figure) !== 'count' ? previous : inherited.step;
    const before = own === undefined || own === inherited.against ? inherited.before : null;
    return { ...inherited, before, step, against: own === undefined ? inherited.against : own };
  }
  const pair = pairEnding(figures, i);
  if (pair === null) return null;
  const before = pair.before ?? beforeInParentheses(figures, i, at) ?? behindChange(figures, at, pair.after);
  const words = before === null ? undefined : againstOf(before.zone.slice(-24));
  return { after: pair.after, before, step: null, against: own ?? words ?? null };
};

const subjectsIn = (sentence: Sentence, dealt: readonly Dealt[]): ReadonlyMap<Figure, Subject> => {
  const subjects = new Map<Figure, Subject>();
  for (const { counts, changes } of dealt) {
    const against = againstOf(changes[0]!.zone) ?? null;
    if (counts.length === changes.length)
      changes.forEach((change, i) => {
        subjects.set(change, { after: counts[i]!, before: null, step: null, against });
      });
  }
  const taken = new Set(dealt.flatMap(({ changes }) => changes));
  for (const [at, figure] of sentence.figures.entries()) {
    if (!figure.growth || taken.has(figure)) continue;
    const subject = subjectAt(sentence.figures, at, subjects);
    if (subject !== null && fitsKind(kindOf(figure), subject.after)) subjects.set(figure, subject);
  }
  return subjects;
};

/** Shares change by percentage points; counts by everything else. A percentage of a percentage is not judged. */
const fitsKind = (kind: Change['is'], after: Figure): boolean => (kind === 'points') === after.percent;

/** Cells that give the figure after the change, each a reading of its own, for the report of the year compared with. */
const cellReadings = (prose: Prose, after: Figure): readonly (readonly Operand[])[] => {
  const link = prose.links.of(after);
  if (after.percent || link.unlinked !== null) return [];
  return [link.cells, ...link.alternatives].map((cells) => tableOperands(prose, 'after', cells));
};

const growthClaim = (prose: Prose, figure: Figure, subject: Subject | undefined): Draft => {
  if (subject === undefined) return claimOfFigure('growth', prose, figure, { undecidable: 'last-year' });
  const { after, before, step, against } = subject;
  const sign = FALLS.test(figure.zone.slice(-14)) ? -1 : 1;
  const stepSign = step !== null && FALLS.test(step.zone.slice(-14)) ? 'out' : 'in';
  return claimOfFigure('growth', prose, figure, {
    operands: [
      proseOperand(prose, 'after', after),
      ...(before ? [proseOperand(prose, 'before', before)] : []),
      ...(step ? [proseOperand(prose, stepSign, step)] : []),
    ],
    alternatives: cellReadings(prose, after),
    doubt: prose.links.of(after).doubt,
    undecidable: before === null && step === null ? 'last-year' : null,
    change: { is: kindOf(figure), sign, against },
  });
};

/**
 * Changes on the year before: percent, percentage points, times, units, 翻番. Each knows the figure that changed (`after`) and,
 * where stated, the one before or the step between; else it waits for last year's report. A list dealt out with 分别
 * also claims that it has as many changes (`after`) as the figures they belong to (`before`).
 */
export const growthClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) => {
    if (!sentence.figures.some((f) => f.growth)) return [];
    const dealt = dealtIn(sentence);
    const subjects = subjectsIn(sentence, dealt);
    return [
      ...sentence.figures.filter((f) => f.growth).map((f) => growthClaim(prose, f, subjects.get(f))),
      ...dealt.map((each) => arityClaim(prose, sentence, each)),
    ];
  });
