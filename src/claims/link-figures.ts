import type { CellRef, ClaimReason } from '../model/claim.ts';
import type { Template } from '../model/template.ts';
import { isPartOfYear } from './part-of-year.ts';
import type { Figure, Scope, Sentence, Topic } from './prose.ts';
import { namesOtherBody, scopeOf } from './scope.ts';
import { topicOf, topicOfHeadings } from './topic.ts';
import { WORDINGS_2014 } from './wordings/annual-report-2014.ts';
import { WORDINGS_2019 } from './wordings/annual-report-2019.ts';
import { WORDINGS_2021 } from './wordings/annual-report-2021.ts';
import type { Wording } from './wordings/wording.ts';

const WORDINGS: Readonly<Record<string, readonly Wording[]>> = {
  'annual-report-2014': WORDINGS_2014,
  'annual-report-2019': WORDINGS_2019,
  'annual-report-2021': WORDINGS_2021,
};

/** The cells that give the same figure; or why no cell is known to. */
export type Link = {
  readonly cells: readonly CellRef[];
  readonly alternatives: readonly (readonly CellRef[])[];
  readonly doubt: ClaimReason | null;
  readonly unlinked: ClaimReason | null;
};

const unlinked = (reason: ClaimReason): Link => ({ cells: [], alternatives: [], doubt: null, unlinked: reason });

/** Figures of other things than the tables count: collected, shown, visited, pushed. */
const OTHER_MEASURE =
  /归集|公示(?![栏牌板墙])|推送|访问|浏览|阅读|点击|粉丝|转载|转发|下载|注册|属性|抽查|检查|巡查|监测|拟/;
/** "较上年的137件下降": the figure is last year's, unlike that in "较上年增加24件". */
const COMPARED_WITH = /[比较](?:上年|去年|上一年)度?(?:同期)?的$/;
const LAST_YEAR =
  /(?<!比|较|结转|结转自)(?:上年|去年|上一年)(?!度?(?:结转|转))|(?:近|过去|连续)[两二三四五六七八九十\d]{1,2}年/;
/** "上年度收到97件,予以公开60件": the words open an account of the year before. */
const OPENS_LAST_YEAR =
  /(?<![比较])(?:上年|去年|上一年)(?!度?(?:结转|转))[^,，;。]{0,12}(?:收到|受理|接到|办理|公开|发布|举办|召开|制发)/;
const THIS_YEAR = /今年|本年|20\d\d年/;
const PLANNED = /下一步|计划|力争|将(?:进一步|继续)|明年/;
/** "明年计划举办3期,新增2个": plans hold to the end of their sentence. */
const OPENS_PLANS = /(?:下一步|明年|来年|下一年度?)[^,，;。]{0,12}(?:计划|拟|力争|打算|将)/;
const CUMULATIVE = /截至|截止|自.{0,12}以来|历年|历史/;

/** Rows that any office of the area may report of itself: a figure near another office's name is probably that one's. */
const EVERYBODYS = /^g14\.(?:disc|resp|train)\./;

type Place = {
  readonly topic: Topic;
  readonly scope: Scope;
  readonly year: number | null;
  /** The words before opened an account of the year before. */
  readonly lastYear: boolean;
};

const NOWHERE: Place = { topic: null, scope: 'unsaid', year: null, lastYear: false };

/** What is known of the report as a whole. */
export type Surroundings = { readonly template: Template | null; readonly year: number | null; readonly title: string };

const fits = (wording: Wording, figure: Figure, topic: Topic, clause: string = figure.zone): boolean =>
  (wording.topic === undefined || wording.topic === topic) &&
  wording.says.test(figure.about) &&
  wording.units.test(figure.unit ?? '件') &&
  (wording.clause === undefined || wording.clause.test(clause)) &&
  !(wording.unless?.test(figure.about) ?? false) &&
  !(wording.without?.test(figure.zone) ?? false);

/** "召开12场新闻发布会": the noun stands behind the figure. */
const withTrail = (figure: Figure): Figure => ({
  ...figure,
  about: figure.about + figure.trail,
  zone: figure.zone + figure.trail,
});

/** "现行有效的规章133部、规范性文件18件": what is joined by 、 shares the words before. */
const sharedClause = (figure: Figure, sentence: Sentence): string | null => {
  let words = figure.zone;
  let at = figure.position;
  while (at > 0 && figure.position - at < 12 && /^[、和及与]/.test(words) && words.length < 300) {
    at -= 1;
    words = sentence.figures[at]!.zone + words;
  }
  return at < figure.position ? words : null;
};

const wordingOf = (
  wordings: readonly Wording[],
  figure: Figure,
  sentence: Sentence,
  topic: Topic,
): Wording | undefined => {
  const own = wordings.find((w) => fits(w, figure, topic));
  if ((own !== undefined && own.doubt === undefined) || figure.about === '') return own;
  const behind = figure.trail === '' ? undefined : wordings.find((w) => fits(w, withTrail(figure), topic));
  const named = behind ?? own;
  const shared = named ? null : sharedClause(figure, sentence);
  return named ?? (shared === null ? undefined : wordings.find((w) => w.clause && fits(w, figure, topic, shared)));
};

/** "较2024年减少9件": the year is only compared with. */
const COMPARED_YEAR = /(?:[比较]|相比|同比)20\d\d年/;

/** Stands in for the report's year where that is not known. */
const latestYear = (sentence: Sentence): number | null =>
  sentence.figures.reduce<number | null>(
    (latest, { year }) => (year !== null && (latest === null || year > latest) ? year : latest),
    null,
  );

/** Rows of which one application has but one: figures of several of them add up. */
const RESULTS = /^(?:t3|g14\.app)\./;

/** "甲和乙共9件": names joined by 和, with one figure behind them, give the sum of their cells when each names some. */
const joinedWording = (
  wordings: readonly Wording[],
  figure: Figure,
  sentence: Sentence,
  topic: Topic,
): Wording | undefined => {
  const names = figure.about.split(/[、和与及]/);
  if (names.length < 2) return undefined;
  const found = names.flatMap((about) => wordingOf(wordings, { ...figure, about, trail: '' }, sentence, topic) ?? []);
  const cells = found.flatMap((wording) => wording.cells);
  const distinct = new Set(cells.map((cell) => `${cell.indicator}[${cell.group}]`)).size === cells.length;
  if (found.length < names.length || !distinct || !cells.every((cell) => RESULTS.test(cell.indicator)))
    return undefined;
  const { or: _or, ...first } = found[0]!;
  return { ...first, cells };
};

const reasonAgainst = (figure: Figure, sentence: Sentence, place: Place, year: number | null): ClaimReason | null => {
  const near = figure.zone.slice(-80);
  if (sentence.passage.planned || PLANNED.test(near)) return 'plan';
  if (OPENS_PLANS.test(sentence.text.slice(Math.max(0, figure.start - 400), figure.start))) return 'plan';
  if (OTHER_MEASURE.test(near.slice(-40)) || OTHER_MEASURE.test(figure.trail)) return 'other-measure';
  if (place.lastYear || LAST_YEAR.test(near) || COMPARED_WITH.test(near)) return 'other-year';
  if (isPartOfYear(near)) return 'part-of-whole';
  if (place.year !== null && year !== null && place.year !== year) return 'other-year';
  return place.scope === 'part' ? 'other-scope' : null;
};

/** 累计 within a named year is that year's figure. */
const isCumulative = (words: string, place: Place, opening: string): boolean =>
  CUMULATIVE.test(words) || (words.includes('累计') && place.year === null && !/全年|年内|本年/.test(opening + words));

/** "废止6件,宣布失效2件": the form knows repeals alone, and some offices count lapsed documents among them. */
const REPEALED = /^g21\.t2\.\w+\.repealed$/;
const LAPSED = /失效/;

/** What the words around a figure say of it. */
type Nearby = {
  /** Another office is named before it in the paragraph. */
  readonly otherBody: boolean;
  /** A part of the report's whole was spoken of before it in the sentence. */
  readonly part: boolean;
  readonly disclosure: boolean;
  /** Those about disclosure are named as a part of it: "复议案件66件,其中政府信息公开类8件". */
  readonly beyond: boolean;
  /** Lapsed documents are counted in the same sentence. */
  readonly lapsed: boolean;
  /** The report's year; where that is not known, the latest that the sentence names. */
  readonly year: number | null;
};

const doubtAbout = (
  wording: Wording,
  figure: Figure,
  place: Place,
  near: Nearby,
  opening: string,
): ClaimReason | null => {
  if (wording.doubt !== undefined) return wording.doubt;
  if (near.part) return 'part-of-whole';
  if (CAUSED.test(wording.cells[0]!.indicator) && (near.beyond || !near.disclosure)) return 'counted-otherwise';
  if (near.lapsed && REPEALED.test(wording.cells[0]!.indicator)) return 'counted-otherwise';
  if (place.scope === 'own') return 'own-scope';
  if (isCumulative(figure.zone.slice(-80), place, opening)) return 'cumulative';
  const everybodys = EVERYBODYS.test(wording.cells[0]!.indicator);
  return everybodys && near.otherBody && place.scope !== 'whole' ? 'other-office-near' : null;
};

const sameCells = (a: readonly CellRef[], b: readonly CellRef[]): boolean =>
  a.length === b.length && a.every((x, i) => x.indicator === b[i]!.indicator && x.group === b[i]!.group);

/** "受理59件,其中新收47件": the whole may count more than its part does, although both may be the same row. */
const sameReading = (head: Link, part: Link): boolean =>
  sameCells(head.cells, part.cells) && head.alternatives.length === part.alternatives.length;

/** "收到9件,其中8件当年办结": cases closed, named as a part of those received, may be fewer than all that were closed. */
const asPart = (head: Link | undefined, link: Link): Link => {
  const received = head?.cells.some((cell) => /^(?:t3\.new|g14\.app\.received)$/.test(cell.indicator)) ?? false;
  const closed = link.cells.some((cell) => /^(?:t3\.sum|g14\.app\.(?:closed|replied))$/.test(cell.indicator));
  return received && closed && link.doubt === null ? { ...link, doubt: 'part-of-whole' } : link;
};

/** "信访举报投诉类4件" among applications is how they were dealt with. */
const isOutcome = (figure: Figure, topic: Topic): boolean =>
  topic === 'complaints' || (topic === 'other-business' && /信访|咨询/.test(figure.about));

/** "行政诉讼3件" after an account of reconsiderations: a total of its own. */
const IS_DISPUTE = /(?:行政复议|诉讼|应诉|起诉)(?:案件?|申请)?$/;

/** Where a figure stands: its words decide, then the list it is in, then the figures before it, then the headings. */
const placeOf = (figure: Figure, head: Place | undefined, running: Place, title: string): Place => {
  const ownScope = scopeOf(figure.zone, title);
  const scope = ownScope !== 'unsaid' ? ownScope : (head?.scope ?? running.scope);
  const ownTopic = topicOf(figure.about) ?? topicOf(figure.zone) ?? topicOf(figure.trail);
  const disputed =
    (head?.topic === 'reconsideration' || head?.topic === 'litigation') && !IS_DISPUTE.test(figure.about);
  const inherited = head?.topic ?? running.topic;
  const keeps = disputed || (head?.topic === 'applications' && (ownTopic === null || isOutcome(figure, ownTopic)));
  return {
    scope,
    topic: keeps ? inherited : (ownTopic ?? inherited),
    year: figure.year ?? head?.year ?? running.year,
    lastYear: OPENS_LAST_YEAR.test(figure.zone) || (running.lastYear && !THIS_YEAR.test(figure.zone)),
  };
};

/** Figures of disputes and complaints are those of the tables only where the text speaks of disclosure. */
const CAUSED = /^(?:t4\.|g14\.(?:recon|lit|complaint)\.)/;
const DISCLOSURE = /信息公开|政务公开|公开申请|申请公开|公开信息/;
const DISCLOSURE_AMONG = /^[^,，;。(]{0,6}[,，(](?:其中|含|涉及)[^,，;。\d]{0,8}(?:信息|政务)公开/;
const OF_DISPUTES = /复议|诉讼|应诉|举报|投诉/;

/** "行政诉讼22件(…),其中涉及政府信息公开的1件": disclosure comes up behind the figure only, with a count of its own. */
const DISCLOSURE_COUNTED = /(?:信息|政务)公开[^,，;。\d]{0,8}\d/;
/** "(工伤认定类14件、信息公开类1件)": a kind among others, not what the sentence is about. */
const DISCLOSURE_CLASS = /(?:信息|政务)公开(?:类|方面)[^,，;。\d]{0,4}\d/g;

const isBeyondDisclosure = (sentence: Sentence, figure: Figure): boolean => {
  const behind = sentence.text.slice(figure.end, figure.end + 100);
  if (DISCLOSURE_AMONG.test(behind)) return true;
  const before = sentence.text.slice(0, figure.start).replace(DISCLOSURE_CLASS, '');
  return DISCLOSURE_COUNTED.test(behind) && !DISCLOSURE.test(before);
};

const speaksOfDisclosure = (sentence: Sentence, previous: Sentence | undefined): boolean =>
  sentence.passage.headings.some((heading) => OF_DISPUTES.test(heading)) ||
  DISCLOSURE.test(sentence.text) ||
  (previous?.passage.block === sentence.passage.block && DISCLOSURE.test(previous.text));

/** Parts of the suits brought at once are rows of that block alone, as are those of the suits after reconsideration. */
const narrowTo = (head: Link | undefined, link: Link): Link => {
  const block = head?.cells.length === 1 ? /^t4\.\w+(?=\.total$)/.exec(head.cells[0]!.indicator)?.[0] : undefined;
  const cells = link.cells.filter((cell) => block !== undefined && cell.indicator.startsWith(`${block}.`));
  return cells.length > 0 ? { ...link, cells } : link;
};

const linkFigure = (figure: Figure, sentence: Sentence, place: Place, near: Nearby, about: Surroundings): Link => {
  const wordings = WORDINGS[about.template?.id ?? ''];
  if (!wordings) return unlinked('no-table');
  if (figure.about === '') return unlinked('no-name');
  const wording =
    joinedWording(wordings, figure, sentence, place.topic) ?? wordingOf(wordings, figure, sentence, place.topic);
  const reason = reasonAgainst(figure, sentence, place, near.year);
  if (!wording || reason !== null) return unlinked(reason ?? 'no-cell');
  const doubt = doubtAbout(wording, figure, place, near, sentence.text.slice(0, 60));
  return { cells: wording.cells, alternatives: wording.or ?? [], doubt, unlinked: null };
};

/** What the figures of the prose are about and which cells of the report's form give the same figures. */
export type Links = { readonly of: (figure: Figure) => Link; readonly placeOf: (figure: Figure) => Place };

/**
 * Links each count of the prose to the cells of the tables that its wording names. Figures of a part of the area, of
 * another year, of next year's plans or of another measure stay unlinked, with the reason.
 */
export const linkFigures = (
  sentences: readonly Sentence[],
  heads: ReadonlyMap<Figure, Figure>,
  about: Surroundings,
): Links => {
  const links = new Map<Figure, Link>();
  const places = new Map<Figure, Place>();
  let running = NOWHERE;
  let otherBody = false;
  for (const [i, sentence] of sentences.entries()) {
    if (sentence.position === 0) {
      running = { ...NOWHERE, topic: topicOfHeadings(sentence.passage.headings) };
      otherBody = false;
    }
    otherBody ||= namesOtherBody(sentence, about.title);
    running = { ...NOWHERE, topic: running.topic };
    let part = false;
    const disclosure = speaksOfDisclosure(sentence, sentences[i - 1]);
    const lapsed = LAPSED.test(sentence.text);
    const year = about.year ?? latestYear(sentence);
    for (const figure of sentence.figures) {
      const head = heads.get(figure);
      const place = placeOf(figure, head && places.get(head), running, about.title);
      // what parentheses say ends with them
      if (figure.depth === 0) {
        const since = COMPARED_YEAR.test(figure.zone) ? running.year : place.year;
        running = head ? { ...running, year: since, lastYear: place.lastYear } : { ...place, year: since };
      }
      part &&= scopeOf(figure.zone, about.title) !== 'whole';
      places.set(figure, place);
      if (figure.percent || figure.growth) continue;
      const headLink = head && links.get(head);
      const beyond = isBeyondDisclosure(sentence, figure);
      const near = { otherBody, part, disclosure, beyond, lapsed, year };
      const linked = linkFigure(figure, sentence, place, near, about);
      const link = narrowTo(headLink, linked);
      const repeats = headLink !== undefined && link.cells.length > 0 && sameReading(headLink, link);
      links.set(figure, repeats ? unlinked('part-of-whole') : asPart(headLink, link));
      part ||=
        repeats ||
        (head !== undefined && link.unlinked === 'other-scope') ||
        (head !== undefined && place.topic === 'other-business');
    }
    if (sentence.figures.length === 0)
      running = { ...running, topic: topicOf(sentence.text.slice(0, 400)) ?? running.topic };
  }
  return {
    of: (figure) => links.get(figure) ?? unlinked('no-cell'),
    placeOf: (figure) => places.get(figure) ?? NOWHERE,
  };
};
