import type { BareFigure } from './read-figures.ts';

export type NamedFigure = BareFigure & { readonly about: string };

const BREAK = /[,，;:。()!?]/;
const JOINED = /^(?:[、,，和与及]|以及)$/;

/** Words that lead up to a figure without naming it. */
const LEAD_IN = /(?:分别|共计|合计|总计|共有|共|计|(?<!行)为|是|有|达到?|了|(?<!总)数)$/;

/** Pieces that name nothing by themselves. */
const EMPTY_PIECE = /^(?:其中|占|分别为?|各?为|共计?|[和与及、]|以及|年)?$/;

const trimLeadIn = (words: string): string => {
  let text = words
    .replace(/^["“”'‘’、和与及]+/, '')
    .replace(/^其中(?=.)/, '')
    .replace(/["“”'‘’]{1,4}$/, '');
  for (let i = 0; i < 3; i += 1) {
    const next = text.replace(LEAD_IN, '');
    if (next === text || next === '') return text;
    text = next;
  }
  return text;
};

/** The nearest clause before the figure that says something: "占总数43.9%;撤销…等依法纠错" → "撤销…等依法纠错". */
const nearestWords = (zone: string): string => {
  const pieces = zone.split(BREAK);
  for (let i = pieces.length - 1; i >= 0 && i >= pieces.length - 3; i -= 1) {
    const words = trimLeadIn(pieces[i]!);
    if (!EMPTY_PIECE.test(words)) return words;
  }
  return '';
};

/** "尚有7件结转下年度": words that count without naming. */
const LEFT_OVER = /^(?:(?:尚|另|还|仍|其中)有|其余|剩余|余下|尚余|另|有)$/;

/** "新收的申请有990件来自自然人": the words before name what the figure is among. */
const AMONG = /(?<![共设现拥还另尚仍只仅具享所,，;。])有$/;

/** Words behind a figure that say something of it rather than name it. */
const REMARK = /^(?:[为是]|以上|左右|[均都皆全已未]|占|同比|比|较|增长|下降|的)/;

/**
 * "4件驳回诉讼请求,1件尚在审理": where nothing since the figure before names the figure but the words behind it do, the
 * words before belong to that other figure.
 */
const namesBehind = (figure: BareFigure): boolean => {
  if (figure.percent || figure.trail === '' || REMARK.test(figure.trail)) return false;
  if (AMONG.test(figure.zone)) return true;
  const pieces = figure.zone.split(BREAK);
  return pieces.length > 1 && (EMPTY_PIECE.test(trimLeadIn(pieces.at(-1)!)) || LEFT_OVER.test(pieces.at(-1)!));
};

/** Runs of figures with nothing but 、 or 和 between them: "127905条和151709条". */
const joinedRuns = (figures: readonly BareFigure[]): readonly (readonly number[])[] => {
  const runs: number[][] = [];
  figures.forEach((figure, i) => {
    const named = /^[,，]$/.test(figure.zone) && figure.trail !== '';
    const joined = i > 0 && !named && JOINED.test(figure.zone) && figure.percent === figures[i - 1]!.percent;
    if (joined) runs.at(-1)!.push(i);
    else runs.push([i]);
  });
  return runs;
};

/** What is done to documents, without saying to which. */
const DEED_ALONE =
  /^(?:新|本年|共|已|均为)?(?:制发|制定|印发|出台|废止|宣布废止|修改|修订|现行有效|目前有效)的?(?:总数)?$/;
const DOCUMENTS = /(?:行政)?规范性文件|(?:政府)?规章(?!制度)/;
/** Documents looked through or commented on are others than those issued and repealed. */
const OTHER_DEED = /清理|审查|备案|解读|审核|评估|上级/;

/** "制发规范性文件6件、废止4件,现行有效18件": the documents are named once. */
const withNouns = (figures: readonly NamedFigure[]): readonly NamedFigure[] => {
  let noun: string | undefined;
  return figures.map((figure) => {
    const own = DOCUMENTS.exec(figure.about)?.[0];
    if (own !== undefined) noun = OTHER_DEED.test(figure.zone) ? undefined : own;
    else if (noun === undefined || !DEED_ALONE.test(figure.about)) noun = undefined;
    else return { ...figure, about: `${figure.about}${noun}` };
    return figure;
  });
};

/**
 * Gives each figure the words that name it. In "甲、乙分别为3件和5件" the names are dealt out in order; where there are
 * more figures than names, or fewer, none of them gets a name, since no one could tell which is which.
 */
export const nameFigures = (figures: readonly BareFigure[]): readonly NamedFigure[] => withNouns(namesOf(figures));

const namesOf = (figures: readonly BareFigure[]): readonly NamedFigure[] =>
  joinedRuns(figures).flatMap((run) => {
    const first = figures[run[0]!]!;
    if (run.length === 1 && namesBehind(first)) return [{ ...first, about: first.trail }];
    const words = nearestWords(first.zone);
    if (run.length === 1) return [{ ...figures[run[0]!]!, about: words }];
    const names = words.split(/[、和与及]/).map(trimLeadIn);
    const paired = names.length === run.length;
    return run.map((index, i) => ({
      ...figures[index]!,
      zone: i === 0 ? figures[index]!.zone : figures[run[0]!]!.zone,
      about: paired ? names[i]! : '',
    }));
  });
