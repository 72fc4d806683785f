import type { CellRef } from '../../model/claim.ts';
import { applicationsIn } from '../application-words.ts';
import { isPartOfYear } from '../part-of-year.ts';
import type { Sentence } from '../prose.ts';
import { scopeOf } from '../scope.ts';
import { type ClaimFamily, claimOfWords, type Draft, generationOf, type Prose, tableOperands } from './family.ts';

type Subject = 'applications' | 'fees' | 'reconsideration' | 'litigation' | 'complaints' | 'corrected' | 'incidents';

const g14 = (...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `g14.${code}`, group: null }));
const t3 = (...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `t3.${code}`, group: 'total' }));
const t4 = (...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `t4.${code}`, group: null }));

const CELLS_2019: Readonly<Record<Subject, readonly CellRef[]>> = {
  applications: t3('new'),
  fees: t3('other.no_payment'),
  reconsideration: t4('recon.total'),
  litigation: t4('lit_direct.total', 'lit_after.total'),
  complaints: [],
  incidents: [],
  corrected: t4('recon.corrected', 'lit_direct.corrected', 'lit_after.corrected'),
};

const CELLS: Readonly<Record<string, Readonly<Record<Subject, readonly CellRef[]>>>> = {
  '2014': {
    applications: g14('app.received'),
    fees: g14('fee.app'),
    reconsideration: g14('recon.total'),
    litigation: g14('lit.total'),
    complaints: g14('complaint.total'),
    incidents: [],
    corrected: g14('recon.corrected', 'lit.corrected'),
  },
  '2019': { ...CELLS_2019, fees: [] },
  '2021': CELLS_2019,
};

const NOT = '(?:未|没有|无|不|尚未|从未|不存在|没)';
const HAPPEN = '(?:发生|涉及|出现|产生|引发|收到|受理|接到|接收|有|存在)';

/**
 * "未收到…申请", "未收取任何费用", "没有收费", "未发生…复议、诉讼", "无被纠错", "零败诉", "受理数为零". What is denied must follow in the
 * same clause; a list joined by 、 is denied as a whole.
 */
const DENIALS: readonly (readonly [RegExp, readonly Subject[]])[] = [
  [/(?:未|没有|无|零)(?:发生|出现|有|存在)?(?:[^,，;。:]{0,20})?(?:被?纠错|被?纠正|败诉|被撤销)/, ['corrected']],
  [
    /(?:未|没有|无|尚未|从未)(?:曾)?(?:收到|接到|接收到?|受理|收悉|产生|接受)[^,，;。:]{0,36}申请(?!人|公开的|引|导|而|被|材料)/,
    ['applications'],
  ],
  [
    /(?:未|没有|无)(?:人|[^,，;。:未无]{0,12}(?:公民|法人|其他组织|群众|申请人))?(?:向[^,，;。:、]{1,12})?(?:提出|提交|申请)[^,，;。:]{0,16}(?:申请|政府信息)(?!人|引|导|而|被|材料)/,
    ['applications'],
  ],
  [
    /(?:无|没有|零)(?:依申请公开|政府信息公开|信息公开)?申请(?:公开)?(?:政府信息)?(?:事项|件|情况)?(?=[,，;。、]|$)/,
    ['applications'],
  ],
  [
    /(?:依申请|公开申请|申请公开|申请)[^,，;。:\d]{0,12}(?:受理量|受理数|数量|总数|收到|收件量?|总量|数)?[^,，;。:\d]{0,2}为(?:零|0件?)(?=[,，;。]|$)/,
    ['applications'],
  ],
  [
    /(?:未|没有|不)(?:[向就因对][^,，;。:]{0,12})?(?:收取|产生|发生)[^,，;。:]{0,24}(?:费用?)|(?:未|没有|无|零|免于)收费|(?:无|零)费用|(?:收费|费用)(?:金额|总额)?为零/,
    ['fees'],
  ],
  [
    new RegExp(`${NOT}${HAPPEN}?[^,，;。:]{0,30}行政?复议[、和及或与]{0,2}(?:行政)?(?:诉讼|应诉)`),
    ['reconsideration', 'litigation'],
  ],
  [new RegExp(`${NOT}${HAPPEN}[^,，;。:]{0,30}复议[^,，;。:]{0,8}诉讼`), ['reconsideration', 'litigation']],
  [/复议[^,，;。:\d]{0,10}诉讼[^,，;。:\d]{0,10}[均都]为(?:零|0件?)(?=[,，;。]|$)/, ['reconsideration', 'litigation']],
  [new RegExp(`${NOT}${HAPPEN}?[^,，;。:]{0,30}行政复议|(?:零|无)复议`), ['reconsideration']],
  [new RegExp(`${NOT}${HAPPEN}?[^,，;。:]{0,30}(?:行政诉讼|应诉)|(?:零|无)诉讼`), ['litigation']],
  [new RegExp(`${NOT}${HAPPEN}[^,，;。:]{0,30}(?:举报|投诉)`), ['complaints']],
  [/(?:无|未发生|未出现|没有发生)[^,，;。:、]{1,12}(?:事件|事故)/, ['incidents']],
];

/** Applications of one kind only: by one way, late ones, sent on by others, for correction or for a remission of fees. */
const SOME_APPLICATIONS =
  /通过|方式|当面|传真|网络|信函|邮寄|转来|转办|逾期|超期|更正|减免|收费|重复|信访|法律服务|企业|科研/;

/** "因行政处罚引起的": a cause that is not disclosure. */
const OTHER_CAUSE = /(?:因|由|针对|对)(?![^,，;。]{0,24}(?:公开|申请))[^,，;。]{1,24}(?:引起|引发|产生|导致|提起)/;

/** Denials that state no result: conditions, duties, other people's, last year's. */
const NOT_A_RESULT =
  /如果?未|若|凡|对未|应当|不得|要求(?:各|全|其)|上年|去年|避免|防止|杜绝|减少|未能|未按|未及时|不予|无关|无法|无效|无需|无正当|未公开|有无/;

type Denial = { readonly subject: Subject; readonly at: number; readonly length: number };

/** Everything that a clause denies, each thing once. */
const findDenials = (clause: string): readonly Denial[] => {
  const denials: Denial[] = [];
  for (const [pattern, subjects] of DENIALS) {
    const match = pattern.exec(clause);
    if (!match) continue;
    const [words, at] = [match[0], match.index];
    if (
      subjects.includes('applications') &&
      (SOME_APPLICATIONS.test(clause.slice(Math.max(0, at - 20), at + words.length)) ||
        applicationsIn(words) === 'others')
    )
      continue;
    for (const subject of subjects) {
      if (!denials.some((denial) => denial.subject === subject)) denials.push({ subject, at, length: words.length });
    }
  }
  return denials;
};

/** The clauses of a sentence with their offsets. */
const clausesOf = (text: string): readonly { readonly text: string; readonly start: number }[] => {
  const clauses: { text: string; start: number }[] = [];
  for (const match of text.matchAll(/[^,，;。:!?]+/g)) clauses.push({ text: match[0], start: match.index });
  return clauses;
};

const claimOfDenial = (
  prose: Prose,
  sentence: Sentence,
  clause: string,
  start: number,
  { subject, at, length }: Denial,
): Draft => {
  const generation = generationOf(prose.template);
  const cells = CELLS[generation ?? '']?.[subject] ?? [];
  const scope = scopeOf(clause, prose.title);
  const part = isPartOfYear(sentence.text.slice(0, start + at)) || /^其中/.test(sentence.text);
  const narrower = scope === 'part' ? 'other-scope' : part ? 'part-of-whole' : null;
  const unknown = prose.template === null ? 'no-table' : 'no-cell';
  const weak = subject === 'fees' && generation !== '2014' ? 'fee-unpaid' : null;
  return claimOfWords('zero', sentence, start + at, start + at + length, {
    operands: tableOperands(prose, 'cell', cells),
    doubt: weak ?? (scope === 'own' ? 'own-scope' : null),
    undecidable: cells.length === 0 ? unknown : narrower,
  });
};

/** Statements that something did not happen, one claim for each thing denied. */
export const zeroClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) => {
    if (!/[未没无零不]|为0/.test(sentence.text) || sentence.passage.planned) return [];
    return clausesOf(sentence.text).flatMap((clause) => {
      if (NOT_A_RESULT.test(clause.text) || OTHER_CAUSE.test(clause.text)) return [];
      return findDenials(clause.text.slice(0, 400)).map((denial) =>
        claimOfDenial(prose, sentence, clause.text, clause.start, denial),
      );
    });
  });
