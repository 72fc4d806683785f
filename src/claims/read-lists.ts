import { add, equals, ZERO } from '../model/decimal.ts';
import type { Figure, Sentence } from './prose.ts';

/** How a list is opened: by its words, by a colon or parenthesis, by 在N件中, by a total after its parts, or by nothing. */
export type Cue =
  | 'of-which'
  | 'respectively'
  | 'composed'
  | 'parenthesis'
  | 'colon'
  | 'within'
  | 'total-after'
  | 'following'
  | 'none';

/**
 * A head with its parts. `cue` says how it is opened; `residual` – its last part is the rest (其他情形); `open` – the
 * wording leaves members out (等, 主要); `shares` – the percentages that stand with the parts, in the order of the parts.
 */
export type FigureList = {
  readonly head: Figure;
  readonly parts: readonly Figure[];
  readonly cue: Cue;
  readonly residual: boolean;
  readonly open: boolean;
  readonly steady: boolean;
};

type Building = { head: Figure; parts: Figure[]; cue: Cue; depth: number; chosen: boolean; separators: string[] };

const COMPOSED = /由[^,，;。]{0,40}(?:组成|构成)|分为/;
const RESPECTIVELY = /分别[为是有]/;
const OF_WHICH = /其中|包括|含(?!量)|具体[为是有]|主要[为是有]|主要包括/;

/** A clause that begins so speaks of something else. */
const ELSEWHERE =
  /[,，;。](?:同时|另外|另有|另|此外|还|并|同比|比上年|较上年|全年|累计|截至|截止|目前|全[区市县旗盟省州])/;
const SUM_WORDS = /(?:合计|共计|总计|总共)[^,，;。]{0,12}$/;
const TOTAL_WORDS = /共|总|合计|全年|累计|收到|受理|办结|答复|复议|诉讼|应诉/;
/** "排名前三的单位分别为…": the parts are chosen ones. */
const CHOSEN = /前[一二三四五六七八九十\d]|排名|居前|[最较]多|主要|重点|例如|比如|仅/;
const RESIDUAL = /^(?:其他|其余|剩余)|等其他|其他情形|其他结果|尚未审结|未审结/;
/** A part that opens with an action of its own is no noun under the head. */
const ACTION =
  /^(?:开展|举办|召开|组织|印发|报送|发布(?!会|厅)|公开(?!栏)|回应|受理|收到|办理|接受|培训|建立|开设|新建|征集|处理|完成|发表|编辑|出版|通报|检查|抽查)/;
const WITHIN = /^[^,，;。()]{0,16}(?<![其过年集])中(?=[,，:]|$)/;

const unitsAgree = (head: Figure, part: Figure): boolean => {
  if (head.unit === null || part.unit === null) return true;
  if (head.unit === part.unit) return true;
  const [a, b] = [head.unit.split(/[/(]/), part.unit.replace(')', '').split(/[/(]/)];
  return a.some((unit) => b.includes(unit));
};

const isCount = (figure: Figure): boolean => !figure.percent && !figure.growth;

/** "比2023年的4000条", "日均24.7条", "(2023年为80件)": a figure to compare with, or an average, is no total and no part. */
const COMPARED =
  /(?:[比较由从](?:上年|去年|上一年|20\d\d年|年初|原来?|同期)|与(?:上年|去年|20\d\d年)|[日月人季周户]均|平均|单[日月]|最多|最高)[^,，;。(]{0,10}$|(?<!结转自?)(?:上年|去年|上一年)度?(?:同期)?[为是有]?$/;
const isCompared = (figure: Figure): boolean => COMPARED.test(figure.zone.slice(-30));

/** The words between two figures, however far apart, at most the last 400 of them. */
const between = (sentence: Sentence, from: Figure | null, to: Figure): string =>
  sentence.text.slice(Math.max(from === null ? 0 : from.end, to.start - 400), to.start);

/** "由规范性文件69条、动态8043条组成": the verb stands behind the list. */
const isComposedBehind = (gap: string, rest: string): boolean =>
  /[,，:;]由[^,，;。]{0,30}$/.test(gap) && /^[^;。]{0,300}(?:组成|构成)/.test(rest);

const cueOf = (gap: string, deeper: boolean, rest: string): Cue => {
  if (RESPECTIVELY.test(gap)) return 'respectively';
  if (COMPOSED.test(gap) || isComposedBehind(gap, rest)) return 'composed';
  if (OF_WHICH.test(gap)) return 'of-which';
  // parentheses behind another word are about that word: "收到9件,比2022年(14件)减少5件"
  if (deeper) return /^[^,，;。]{0,16}\(/.test(gap) ? 'parenthesis' : 'none';
  return /^[^,，;。]{0,12}:/.test(gap) ? 'colon' : 'none';
};

const finish = (building: Building, after: string): FigureList => {
  const last = building.parts.at(-1)!;
  const separators = new Set(building.separators);
  return {
    head: building.head,
    parts: building.parts,
    cue: building.cue,
    residual: RESIDUAL.test(last.about),
    open: building.chosen || /^等/.test(after),
    steady: separators.size <= 1 && building.parts.slice(1).every((part) => !ACTION.test(part.about)),
  };
};

/** The mark that separates a part from the one before, leaving out the share between them: "、" "," ";". */
const separatorIn = (gap: string): string => {
  if (gap.includes(';')) return ';';
  const marks = gap.match(/[、,，。]|和|及/g) ?? [];
  const mark = marks.findLast((m) => m === '、' || m === '和' || m === '及') ?? marks.at(-1) ?? '';
  return mark === '，' ? ',' : mark === '和' || mark === '及' ? '、' : mark;
};

type State = { readonly lists: Building[]; readonly stack: Building[]; named: boolean };

const openList = (state: State, head: Figure, part: Figure, cue: Cue, gap: string): void => {
  const chosen = CHOSEN.test(gap.slice(-40));
  const building: Building = { head, parts: [part], cue, depth: part.depth, chosen, separators: [] };
  if (cue !== 'none') state.named = true;
  state.lists.push(building);
  state.stack.push(building);
};

/** Adds the figure to the innermost list that can take it; lists that end here are taken off the stack. */
const continueList = (state: State, figure: Figure, gap: string): void => {
  while (state.stack.length > 0) {
    const list = state.stack.at(-1)!;
    const semicolon = gap.includes(';') && !list.separators.includes(';');
    const nestedEnd = state.stack.length > 1 && semicolon;
    // "甲3件、乙2件;丙4件": a list joined by 、 ends at the semicolon
    const listEnd = semicolon && list.separators.length > 0 && list.separators.every((mark) => mark === '、');
    // what no word makes a list ends at a total of its own: "…办结1255件;收到申请5件"
    const looseEnd = semicolon && list.cue === 'none' && TOTAL_WORDS.test(figure.zone.slice(-20));
    if (figure.depth < list.depth || nestedEnd || listEnd || looseEnd) {
      state.stack.pop();
      continue;
    }
    if (figure.depth > list.depth) return;
    // what is said of a share or a change in between opens nothing new
    const words = gap.replace(/[,，][^,，;。]{0,60}(?:%|个百分点)/g, '');
    if (ELSEWHERE.test(words) || SUM_WORDS.test(gap) || !unitsAgree(list.head, figure)) {
      state.stack.length = 0;
      return;
    }
    list.separators.push(separatorIn(gap));
    list.parts.push(figure);
    return;
  }
};

/**
 * "新收169件,办结159件,结转10件。其中予以公开88件": the words do not say of which figure of the sentence before; one that
 * is called a total (共169件) or that stands alone is meant beyond doubt.
 */
const isOneOfSeveral = (previous: Sentence | undefined, head: Figure | null): boolean =>
  head !== null &&
  !TOTAL_WORDS.test(head.zone) &&
  (previous?.figures ?? []).filter((f) => isCount(f) && f.depth === 0 && unitsAgree(f, head)).length > 1;

/** The figure that 其中 at the start of a sentence looks back to: the total of the sentence before, of the same unit. */
const headBefore = (previous: Sentence | undefined, part: Figure): Figure | null => {
  const counts = (previous?.figures ?? []).filter((f) => isCount(f) && f.depth === 0 && unitsAgree(f, part));
  return counts.findLast((f) => TOTAL_WORDS.test(f.zone)) ?? counts.at(-1) ?? null;
};

/** "受理25件(含上年结转1件),其中…": figures in parentheses that are closed again head nothing behind them. */
const headInReach = (before: Figure | null, earlier: Figure | null, figure: Figure): Figure | null =>
  before !== null && before.depth > figure.depth && figure.depth === 0 ? earlier : before;

/** "收到88件(2023年为80件)": figures of different years are no whole and part. */
const isOfOtherYear = (head: Figure, part: Figure): boolean => part.year !== null && part.year !== head.year;

/** "在可以答复的749件申请中,": what follows is about that number. */
export const isWithinHead = (figure: Figure, sentence: Sentence): boolean =>
  WITHIN.test(sentence.text.slice(figure.end, figure.end + 24));

/** Figures that a total behind them may add up: since the last semicolon, back to the last one of another unit. */
const addable = (total: Figure, run: readonly Figure[], sentence: Sentence): readonly Figure[] => {
  const other = run.findLastIndex((part) => !unitsAgree(total, part));
  const near = run.slice(other + 1);
  const cut = near.findLastIndex((part, i) => i > 0 && sentence.text.slice(near[i - 1]!.end, part.start).includes(';'));
  return cut === -1 ? near : near.slice(cut);
};

/** The last of the figures that make up the total, at least two; none if they do not. */
const makingUp = (total: Figure, figures: readonly Figure[]): readonly Figure[] => {
  let sum = ZERO;
  for (let i = figures.length - 1; i >= 0; i -= 1) {
    sum = add(sum, figures[i]!.value);
    if (i < figures.length - 1 && equals(sum, total.value)) return figures.slice(i);
  }
  return [];
};

/**
 * "网上105件,快递17件,合计122件": the parts of a total that follows them. After a mere 共 only figures that make it up are its
 * parts; after 合计 all are, if no fewer do.
 */
const partsBefore = (
  state: State,
  total: Figure,
  gap: string,
  run: readonly Figure[],
  sentence: Sentence,
): readonly Figure[] => {
  const said = SUM_WORDS.test(gap);
  if (state.named || !(said || /共(?:有|计)?$/.test(gap))) return [];
  const figures = addable(total, run, sentence);
  const fitting = makingUp(total, figures);
  return fitting.length > 0 || !said || figures.length < run.length ? fitting : figures.length < 2 ? [] : figures;
};

/** "收到9件,网络8件,邮寄1件": a total followed by figures of its unit, without a word that makes them its parts. */
const mayHeadUnsaid = (head: Figure, part: Figure, gap: string): boolean =>
  TOTAL_WORDS.test(head.zone.slice(-20)) &&
  head.depth === part.depth &&
  head.unit !== null &&
  head.unit === part.unit &&
  !ELSEWHERE.test(gap);

/** Figures that merely follow a total are its parts only if the first of them make it up. */
const addsUp = ({ head, parts }: Building): boolean => {
  let sum = ZERO;
  return parts.some((part, i) => {
    sum = add(sum, part.value);
    return i > 0 && equals(sum, head.value);
  });
};

const readSentenceLists = (
  sentence: Sentence,
  previous: Sentence | undefined,
  next: Sentence | undefined,
): FigureList[] => {
  const state: State = { lists: [], stack: [], named: false };
  const counts = sentence.figures.filter((figure) => isCount(figure) && !isCompared(figure));
  let before: Figure | null = null;
  let earlier: Figure | null = null;
  let run: readonly Figure[] = [];
  for (const figure of counts) {
    const gap = between(sentence, before, figure);
    const deeper = before !== null && figure.depth > before.depth;
    const cue = cueOf(gap, deeper, sentence.text.slice(figure.end, figure.end + 320));
    const opensAtStart =
      before === null &&
      (cue === 'of-which' || cue === 'composed') &&
      /^["“]?(?:其中|包括|分别|主要为|主要包括|具体为|具体包括)/.test(sentence.text);
    const reached = opensAtStart ? headBefore(previous, figure) : headInReach(before, earlier, figure);
    const head = reached !== null && isOfOtherYear(reached, figure) ? null : reached;
    const within = before !== null && isWithinHead(before, sentence);
    const parts = partsBefore(state, figure, gap, run, sentence);
    if (parts.length > 0) {
      state.lists.push({
        head: figure,
        parts: [...parts],
        cue: 'total-after',
        depth: figure.depth,
        chosen: false,
        separators: [],
      });
      state.stack.length = 0;
      state.named = true;
      run = [];
    } else if (opensAtStart && isOneOfSeveral(previous, head)) {
      openList(state, head!, figure, 'following', gap);
    } else if (head !== null && unitsAgree(head, figure) && (cue !== 'none' || within)) {
      openList(state, head, figure, within && cue === 'none' ? 'within' : cue, gap);
    } else if (before !== null && state.stack.length === 0 && mayHeadUnsaid(before, figure, gap)) {
      openList(state, before, figure, 'none', gap);
    } else continueList(state, figure, gap);
    run = figure.depth > 0 ? run : [...run.slice(-40), figure];
    earlier = figure.depth === 0 ? figure : earlier;
    before = figure;
  }
  const lists = state.lists.filter((list) => list.cue !== 'none' || addsUp(list));
  const ends = lists.map((list) =>
    finish(list, sentence.text.slice(list.parts.at(-1)!.end, list.parts.at(-1)!.end + 2)),
  );
  return [...ends, ...followingList(sentence, next)];
};

/** "在749件中,公开比例为…。甲209件,乙399件…": the parts follow in the next sentence, which opens with no total of its own. */
const followingList = (sentence: Sentence, next: Sentence | undefined): FigureList[] => {
  const head = sentence.figures.filter(isCount).at(-1);
  if (!head || !next || !isWithinHead(head, sentence)) return [];
  const parts = next.figures.filter((f) => isCount(f) && f.depth === 0);
  const plain = parts.length >= 2 && parts.every((part) => part.unit === head.unit && !/共|总|合计/.test(part.zone));
  if (!plain) return [];
  return [{ head, parts, cue: 'following', residual: false, open: false, steady: false }];
};

/** The lists of the prose: totals with the figures that stand under them, in reading order. Lists may nest. */
export const readLists = (sentences: readonly Sentence[]): readonly FigureList[] =>
  sentences.flatMap((sentence, i) => {
    const same = (other: Sentence | undefined): Sentence | undefined =>
      other?.passage.block === sentence.passage.block ? other : undefined;
    return readSentenceLists(sentence, same(sentences[i - 1]), same(sentences[i + 1]));
  });

/** The head of the innermost named list that each part belongs to. */
export const headsByPart = (lists: readonly FigureList[]): ReadonlyMap<Figure, Figure> => {
  const heads = new Map<Figure, Figure>();
  for (const list of lists) {
    if (list.cue === 'total-after') continue;
    for (const part of list.parts) if (list.cue !== 'none' || !heads.has(part)) heads.set(part, list.head);
  }
  return heads;
};
