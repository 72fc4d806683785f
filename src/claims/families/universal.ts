import type { CellRef, ClaimReason, Operand } from '../../model/claim.ts';
import type { Figure, Sentence, Topic } from '../prose.ts';
import { topicOf } from '../topic.ts';
import { type ClaimFamily, claimOfWords, type Draft, generationOf, type Prose, tableOperands } from './family.ts';

/** "All" as table cells: the parts together are the whole. */
type Meaning = {
  readonly whole: readonly CellRef[];
  readonly parts: readonly CellRef[];
  readonly doubt: ClaimReason | null;
};

const g14 = (...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `g14.${code}`, group: null }));
const t3 = (group: string, ...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `t3.${code}`, group }));
const t4 = (...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `t4.${code}`, group: null }));

type Statement = {
  readonly says: RegExp;
  readonly topic: Exclude<Topic, null>;
  readonly meaning: Readonly<Partial<Record<'2014' | '2019', Meaning>>>;
};

const ALL = '(?:均|全部|都|悉数)';
const sure = (whole: readonly CellRef[], parts: readonly CellRef[]): Meaning => ({ whole, parts, doubt: null });

const IN_TIME = 'no-row';

const STATEMENTS: readonly Statement[] = [
  {
    says: new RegExp(`${ALL}[^,，;。]{0,16}(?:按时|按期|时限|期限|规定时间|依法)[^,，;。]{0,8}(?:办结|答复|办理|完成)`),
    topic: 'applications',
    meaning: {
      '2014': sure(g14('app.closed'), g14('app.closed_on_time')),
      '2019': { whole: t3('total', 'new', 'carry_in'), parts: t3('total', 'sum'), doubt: IN_TIME },
    },
  },
  {
    says: new RegExp(`${ALL}(?:已)?(?:予以)?(?:办结|办理完毕|办理完成|答复完毕|处理完毕|办理答复)`),
    topic: 'applications',
    meaning: {
      '2014': sure(g14('app.received'), g14('app.closed')),
      '2019': sure(t3('total', 'new', 'carry_in'), t3('total', 'sum')),
    },
  },
  {
    says: new RegExp(`${ALL}(?:已)?(?:依法|按要求|主动)?(?:予以公开|同意公开)`),
    topic: 'applications',
    meaning: {
      '2014': sure(g14('app.replied'), g14('app.r.granted', 'app.r.already_public')),
      '2019': sure(t3('total', 'sum'), t3('total', 'granted')),
    },
  },
  {
    says: new RegExp(`${ALL}为自然人`),
    topic: 'applications',
    meaning: { '2019': sure(t3('total', 'new'), t3('np', 'new')) },
  },
  {
    says: new RegExp(`${ALL}[^,，;。]{0,6}(?:维持)`),
    topic: 'reconsideration',
    meaning: {
      '2014': sure(g14('recon.total'), g14('recon.upheld')),
      '2019': sure(t4('recon.total'), t4('recon.upheld')),
    },
  },
  {
    says: new RegExp(`${ALL}[^,，;。]{0,6}(?:维持|胜诉|驳回)`),
    topic: 'litigation',
    meaning: {
      '2014': sure(g14('lit.total'), g14('lit.upheld')),
      '2019': sure(t4('lit_direct.total', 'lit_after.total'), t4('lit_direct.upheld', 'lit_after.upheld')),
    },
  },
];

const NOT_A_RESULT = /(?<!按照?)要求|确保|应当?|必须|力争|如果?|未能|不能|做到/;

/** The figure that "all" speaks of: the last count before it, when it is a total of the topic. */
const subjectOf = (sentence: Sentence, at: number): Figure | undefined =>
  sentence.figures.findLast((f) => f.end <= at && !f.percent && !f.growth);

const operandsOf = (prose: Prose, meaning: Meaning): readonly Operand[] => [
  ...tableOperands(prose, 'whole', meaning.whole),
  ...tableOperands(prose, 'part', meaning.parts),
];

const TOTALS =
  /^(?:g14\.app\.received|g14\.app\.closed|g14\.app\.replied|g14\.(?:recon|lit)\.total|t3\.(?:new|sum)|t4\.\w+\.total)$/;

/** "All" is about the report's own total only if the figure before it is that total, or the sentence has no figure. */
const reasonAgainst = (prose: Prose, sentence: Sentence, subject: Figure | undefined): ClaimReason | null => {
  if (sentence.passage.planned) return 'plan';
  if (!subject) return null;
  const { cells, unlinked } = prose.links.of(subject);
  if (cells.some((cell) => TOTALS.test(cell.indicator)) || unlinked === 'part-of-whole') return null;
  const head = prose.heads.get(subject);
  const ofTotal = head && prose.links.of(head).cells.some((cell) => TOTALS.test(cell.indicator));
  return ofTotal ? null : (unlinked ?? 'other-measure');
};

const topicAt = (prose: Prose, sentence: Sentence, subject: Figure | undefined, words: string): Topic => {
  const own = topicOf(words);
  if (own === 'reconsideration' || own === 'litigation') return own;
  if (subject) return prose.links.placeOf(subject).topic;
  return /申请/.test(sentence.text) ? 'applications' : null;
};

/** "未经复议直接起诉2件,均维持": all of one block of suits. */
const ofBlock = (meaning: Meaning, cells: readonly CellRef[]): Meaning => {
  const block = cells.length === 1 ? /^t4\.\w+\./.exec(cells[0]!.indicator)?.[0] : undefined;
  const within = (all: readonly CellRef[]): readonly CellRef[] =>
    all.filter((c) => c.indicator.startsWith(block ?? ''));
  return block !== undefined && within(meaning.whole).length > 0
    ? { ...meaning, whole: within(meaning.whole), parts: within(meaning.parts) }
    : meaning;
};

/** "新收3件,全部办结": all of the new ones; how the ones carried in fared is another matter. */
const ofSubject = (meaning: Meaning, subject: Figure | undefined): Meaning => {
  const isNew = subject !== undefined && /新收|新增|新受理/.test(subject.about);
  const counted = meaning.whole.some((cell) => /^t3\.(?:new|sum)$/.test(cell.indicator));
  return isNew && counted ? { ...meaning, whole: t3('total', 'new') } : meaning;
};

const readStatement = (prose: Prose, sentence: Sentence, statement: Statement): readonly Draft[] => {
  const match = statement.says.exec(sentence.text);
  if (!match) return [];
  const before = sentence.text.slice(Math.max(0, match.index - 30), match.index);
  const clause = before.split(/[,，;。:]/).at(-1)!;
  if (NOT_A_RESULT.test(clause + match[0])) return [];
  const subject = subjectOf(sentence, match.index);
  if (topicAt(prose, sentence, subject, before.slice(-12)) !== statement.topic) return [];
  const generation = generationOf(prose.template);
  const meaning = generation === null ? undefined : statement.meaning[generation === '2014' ? '2014' : '2019'];
  const reason = meaning ? reasonAgainst(prose, sentence, subject) : prose.template === null ? 'no-table' : 'no-cell';
  const claim = claimOfWords('universal', sentence, match.index, match.index + match[0].length, {
    operands:
      meaning && reason === null
        ? operandsOf(prose, ofBlock(ofSubject(meaning, subject), subject ? prose.links.of(subject).cells : []))
        : [],
    doubt: meaning?.doubt ?? null,
    undecidable: reason,
  });
  return [claim];
};

/** "All of them": 均按时办结, 全部办结, 均维持, 均为自然人. The first statement that the words make is taken. */
export const universalClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) => {
    if (!/[均都]|全部|悉数/.test(sentence.text)) return [];
    const seen = new Set<number>();
    return STATEMENTS.flatMap((statement) => readStatement(prose, sentence, statement)).filter((claim) => {
      if (seen.has(claim.start)) return false;
      seen.add(claim.start);
      return true;
    });
  });
