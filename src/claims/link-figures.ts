import type { CellRef, ClaimReason } from '../model/claim.ts';
import type { Template } from '../model/template.ts';
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
const OTHER_MEASURE = /归集|公示|推送|访问|浏览|阅读|点击|粉丝|转载|转发|下载|注册|抽查|检查|巡查|监测|拟/;
const LAST_YEAR = /(?<![比较])(?:上年|去年|上一年)(?!度?结转)/;
const PLANNED = /下一步|计划|力争|将(?:进一步|继续)|明年/;
const CUMULATIVE = /截至|截止|自.{0,12}以来|历年|历史/;

/** Rows that any office of the area may report of itself: a figure near another office's name is probably that one's. */
const EVERYBODYS = /^g14\.(?:disc|resp|train)\./;

type Place = { readonly topic: Topic; readonly scope: Scope; readonly year: number | null };

/** What is known of the report as a whole. */
export type Surroundings = { readonly template: Template | null; readonly year: number | null; readonly title: string };

const fits = (wording: Wording, figure: Figure, topic: Topic): boolean =>
  wording.says.test(figure.about) &&
  wording.units.test(figure.unit ?? '件') &&
  (wording.topic === undefined || wording.topic === topic) &&
  (wording.clause === undefined || wording.clause.test(figure.zone)) &&
  !(wording.unless?.test(figure.about) ?? false) &&
  !(wording.without?.test(figure.zone) ?? false);

/** "召开12场新闻发布会": the noun stands behind the figure. */
const withTrail = (figure: Figure): Figure => ({ ...figure, about: figure.about + figure.trail });

const wordingOf = (wordings: readonly Wording[], figure: Figure, topic: Topic): Wording | undefined =>
  wordings.find((w) => fits(w, figure, topic)) ??
  (figure.trail === '' || figure.about === '' ? undefined : wordings.find((w) => fits(w, withTrail(figure), topic)));

const reasonAgainst = (figure: Figure, sentence: Sentence, place: Place, year: number | null): ClaimReason | null => {
  const near = figure.zone.slice(-80);
  if (sentence.passage.planned || PLANNED.test(near)) return 'plan';
  if (OTHER_MEASURE.test(near.slice(-40)) || OTHER_MEASURE.test(figure.trail)) return 'other-measure';
  if (LAST_YEAR.test(near)) return 'other-year';
  if (place.year !== null && year !== null && place.year !== year) return 'other-year';
  return place.scope === 'part' ? 'other-scope' : null;
};

/** 累计 within a named year is that year's figure. */
const isCumulative = (words: string, place: Place, opening: string): boolean =>
  CUMULATIVE.test(words) || (words.includes('累计') && place.year === null && !/全年|年内|本年/.test(opening + words));

const doubtAbout = (
  wording: Wording,
  figure: Figure,
  place: Place,
  otherBodyNear: boolean,
  opening: string,
): ClaimReason | null => {
  if (wording.doubt !== undefined) return wording.doubt;
  if (place.scope === 'own') return 'own-scope';
  if (isCumulative(figure.zone.slice(-80), place, opening)) return 'cumulative';
  const everybodys = EVERYBODYS.test(wording.cells[0]!.indicator);
  return everybodys && otherBodyNear && place.scope !== 'whole' ? 'other-office-near' : null;
};

const sameCells = (a: readonly CellRef[], b: readonly CellRef[]): boolean =>
  a.length === b.length && a.every((x, i) => x.indicator === b[i]!.indicator && x.group === b[i]!.group);

/** Where a figure stands: its words decide, then the list it is in, then the figures before it, then the headings. */
const placeOf = (figure: Figure, head: Place | undefined, running: Place, title: string): Place => {
  const ownScope = scopeOf(figure.zone, title);
  const scope = ownScope !== 'unsaid' ? ownScope : (head?.scope ?? running.scope);
  const ownTopic = topicOf(figure.zone);
  const disputed = head?.topic === 'reconsideration' || head?.topic === 'litigation';
  const inherited = head?.topic ?? running.topic;
  const keeps =
    disputed || (head?.topic === 'applications' && ownTopic !== 'reconsideration' && ownTopic !== 'litigation');
  return { scope, topic: keeps ? inherited : (ownTopic ?? inherited), year: figure.year ?? head?.year ?? running.year };
};

const linkFigure = (figure: Figure, sentence: Sentence, place: Place, near: boolean, about: Surroundings): Link => {
  const wordings = WORDINGS[about.template?.id ?? ''];
  if (!wordings) return unlinked('no-table');
  if (figure.about === '') return unlinked('no-name');
  const wording = wordingOf(wordings, figure, place.topic);
  const reason = reasonAgainst(figure, sentence, place, about.year);
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
  let running: Place = { topic: null, scope: 'unsaid', year: null };
  let near = false;
  for (const sentence of sentences) {
    if (sentence.position === 0) {
      running = { topic: topicOfHeadings(sentence.passage.headings), scope: 'unsaid', year: null };
      near = false;
    }
    near ||= namesOtherBody(sentence, about.title);
    running = { topic: running.topic, scope: 'unsaid', year: null };
    for (const figure of sentence.figures) {
      const head = heads.get(figure);
      const place = placeOf(figure, head && places.get(head), running, about.title);
      running = head ? { ...running, year: place.year } : place;
      places.set(figure, place);
      if (figure.percent || figure.growth) continue;
      const link = linkFigure(figure, sentence, place, near, about);
      const headLink = head && links.get(head);
      links.set(
        figure,
        headLink && link.cells.length > 0 && sameCells(headLink.cells, link.cells) ? unlinked('part-of-whole') : link,
      );
    }
    if (sentence.figures.length === 0)
      running = { ...running, topic: topicOf(sentence.text.slice(0, 400)) ?? running.topic };
  }
  return {
    of: (figure) => links.get(figure) ?? unlinked('no-cell'),
    placeOf: (figure) => places.get(figure) ?? { topic: null, scope: 'unsaid', year: null },
  };
};
