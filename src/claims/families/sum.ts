import type { ClaimReason } from '../../model/claim.ts';
import { absolute, add, compare, type Decimal, decimal, equals, subtract, ZERO } from '../../model/decimal.ts';
import { fitPercentage } from '../../model/percentage.ts';
import type { Figure } from '../prose.ts';
import type { FigureList } from '../read-lists.ts';
import {
  type ClaimFamily,
  claimOfFigure,
  claimOfWords,
  type Draft,
  keyOf,
  type Prose,
  proseOperand,
} from './family.ts';

const total = (figures: readonly Figure[]): Decimal => figures.reduce((sum, f) => add(sum, f.value), ZERO);

/** "其中" lists may run on into a second split of the same whole: the list ends where its parts make up the head. */
const untilComplete = (list: FigureList): readonly Figure[] => {
  let sum: Decimal = ZERO;
  for (const [i, part] of list.parts.entries()) {
    sum = add(sum, part.value);
    if (i > 0 && equals(sum, list.head.value)) return list.parts.slice(0, i + 1);
  }
  return list.parts;
};

/** The percentage that stands with each part ("25件,占43.9%"); null unless every part has one. */
const sharesOf = (prose: Prose, parts: readonly Figure[]): readonly Figure[] | null => {
  const shares = parts.map((part) => {
    const next = prose.sentences[part.sentence]!.figures[part.position + 1];
    return next?.percent && !next.growth ? next : null;
  });
  return shares.every((share) => share !== null) ? shares : null;
};

/** Whether the shares make up a hundred, give or take their rounding. */
const makeUpAHundred = (shares: readonly Figure[]): boolean => {
  const scale = shares.reduce((least, s) => Math.min(least, s.value.scale), Number.POSITIVE_INFINITY);
  const slack: Decimal = { units: BigInt(5 * shares.length), scale: scale + 1 };
  return compare(absolute(subtract(total(shares), decimal(100n))), slack) <= 0;
};

const closesItself = (list: FigureList): boolean =>
  !list.open && (list.residual || list.cue === 'respectively' || list.cue === 'composed' || list.cue === 'total-after');

/** Parts that are rows under the head's row in the form belong to it beyond doubt. */
const partsAreSubrows = (prose: Prose, head: Figure, parts: readonly Figure[]): boolean => {
  const whole = prose.links.of(head).cells[0];
  if (!whole) return false;
  const stem = keyOf(whole).replace(/\.total$/, '');
  return parts.every((part) => prose.links.of(part).cells.some((cell) => keyOf(cell).startsWith(`${stem}.`)));
};

const CHANNEL =
  /网站|网页|门户|微博|微信|公众号|公报|新媒体|公开栏|公示栏|公告栏|宣传栏|客户端|电视|广播|报刊|报纸|抖音|视频号|头条|显示屏|平台/;

/** The form counts a topic once, in however many ways it was answered. */
const isAnswered = (head: Figure, parts: readonly Figure[]): boolean =>
  /热点|舆情|关切|事件/.test(head.about) &&
  parts.every((part) => /回应/.test(part.about)) &&
  compare(total(parts), head.value) > 0;

/** The same information counts once, however many channels carry it: channels may add up to more than all of it. */
const mayOverlap = (head: Figure, parts: readonly Figure[]): boolean =>
  /^[条件篇]/.test(head.unit ?? '条') &&
  parts.every((part) => compare(part.value, head.value) <= 0) &&
  parts.filter((part) => CHANNEL.test(part.about)).length > 1 &&
  parts.every((part) => CHANNEL.test(part.about) || /^其他/.test(part.about)) &&
  compare(total(parts), head.value) > 0;

/** "由40个整合为25个,其中保留25个、注销15个": the parts may be those of the figure before. */
const CHANGED_TO = /(?:整合|精简|压缩|压减|减少|增加|调整|优化|合并|提高|下降|降低|[升增减降])[为到至]$/;

/** "收到71件,结转3件;其中网络50件": parts too large for their head that an earlier figure could hold. */
const fitsEarlier = (prose: Prose, head: Figure, parts: readonly Figure[]): boolean => {
  const sum = total(parts);
  if (compare(sum, head.value) <= 0 || parts[0]!.depth > 0) return false;
  const earlier = prose.sentences[head.sentence]!.figures.slice(Math.max(0, head.position - 20), head.position);
  return earlier.some((f) => !f.percent && !f.growth && f.unit === head.unit && compare(f.value, sum) >= 0);
};

/** "公众号同步推送180条": what is done once more to the same things. */
const AGAIN = /同步|推送|转载|转发|阅读|点击|浏览|访问/;

/** "其中收到145件,答复148件,结转3件": stages that one application passes through are no parts of a whole. */
const TAKEN_IN = /收到|新收|受理|接收/;
const DEALT_WITH = /答复|办结|办理(?!中)|回复/;
const areStages = (parts: readonly Figure[]): boolean =>
  parts.some((part) => TAKEN_IN.test(part.about)) &&
  parts.some((part) => DEALT_WITH.test(part.about) && !TAKEN_IN.test(part.about));

const doubtAbout = (prose: Prose, list: FigureList, parts: readonly Figure[], shares: boolean): ClaimReason | null => {
  if (list.cue === 'following') return 'next-sentence';
  if (list.cue === 'none') return 'unlinked-list';
  if (CHANGED_TO.test(list.head.zone) || fitsEarlier(prose, list.head, parts)) return 'loose-list';
  if (mayOverlap(list.head, parts) || isAnswered(list.head, parts) || areStages(parts)) return 'counted-otherwise';
  if (parts.some((part) => AGAIN.test(part.about)) && !AGAIN.test(list.head.about)) return 'loose-list';
  if (list.residual || shares || list.cue === 'respectively' || partsAreSubrows(prose, list.head, parts)) return null;
  return list.steady ? null : 'loose-list';
};

const sumClaims = (prose: Prose, list: FigureList): readonly Draft[] => {
  const parts = untilComplete(list);
  const adds = equals(total(parts), list.head.value);
  if (list.cue === 'none' && !adds) return [];
  const shares = sharesOf(prose, parts);
  const partition = shares !== null && shares.length > 1 && makeUpAHundred(shares);
  const exhaustive = closesItself(list) || (partition && !list.open);
  const sum = claimOfFigure('sum', prose, list.head, {
    operands: [proseOperand(prose, 'whole', list.head), ...parts.map((part) => proseOperand(prose, 'part', part))],
    exhaustive,
    doubt: doubtAbout(prose, list, parts, partition),
  });
  const complete = shares !== null && shares.length > 2 && closesItself(list) && areOfHead(list.head, parts, shares);
  return complete ? [sum, partitionClaim(prose, list.head, shares)] : [sum];
};

/** Whether most shares are of the head at all: those of a larger total ("占答复总数") need not make up a hundred. */
const areOfHead = (head: Figure, parts: readonly Figure[], shares: readonly Figure[]): boolean => {
  const fitting = shares.filter((share, i) => fitPercentage(share.value, parts[i]!.value, head.value) === 'rounded');
  return 2 * fitting.length > shares.length;
};

/** The shares of a complete list claim to make up a hundred; no figure states it, so that `stated` is null. */
const partitionClaim = (prose: Prose, head: Figure, shares: readonly Figure[]): Draft => {
  const last = shares.at(-1)!;
  return claimOfWords('sum', prose.sentences[last.sentence]!, last.start, last.end, {
    operands: shares.map((share) => proseOperand(prose, 'part', share)),
    exhaustive: true,
    words: head.about,
  });
};

/**
 * Totals with their parts. `exhaustive` says that the wording makes the parts the whole: 分别为, 由…组成, a last part
 * that is the rest, a total after its parts, or shares that add up to about a hundred.
 */
export const sumFamily: ClaimFamily = (prose) => prose.lists.flatMap((list) => sumClaims(prose, list));
