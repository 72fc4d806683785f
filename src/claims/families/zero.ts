import type { CellRef } from '../../model/claim.ts';
import type { Sentence } from '../prose.ts';
import { scopeOf } from '../scope.ts';
import { type ClaimFamily, claimOfWords, type Draft, generationOf, type Prose, tableOperands } from './family.ts';

type Subject = 'applications' | 'fees' | 'reconsideration' | 'litigation' | 'complaints' | 'corrected';

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
  corrected: t4('recon.corrected', 'lit_direct.corrected', 'lit_after.corrected'),
};

const CELLS: Readonly<Record<string, Readonly<Record<Subject, readonly CellRef[]>>>> = {
  '2014': {
    applications: g14('app.received'),
    fees: g14('fee.app'),
    reconsideration: g14('recon.total'),
    litigation: g14('lit.total'),
    complaints: g14('complaint.total'),
    corrected: g14('recon.corrected', 'lit.corrected'),
  },
  '2019': { ...CELLS_2019, fees: [] },
  '2021': CELLS_2019,
};

/**
 * "未收到…申请", "未收取任何费用", "没有收费", "未发生…复议、诉讼", "无被纠错", "零败诉". What is denied must follow in the same
 * clause; a list joined by 、 is denied as a whole.
 */
const DENIALS: readonly (readonly [RegExp, readonly Subject[]])[] = [
  [/(?:未|没有|无|零)(?:发生|出现|有|存在)?(?:[^,，;。:]{0,20})?(?:被?纠错|被?纠正|败诉|被撤销)/, ['corrected']],
  [/(?:未|没有|无|尚未|从未)(?:收到|接到|接收到?|受理|收悉|产生)[^,，;。:]{0,24}申请(?!人|公开的)/, ['applications']],
  [/(?:无|没有|零)(?:依申请公开|政府信息公开|信息公开)?申请(?:事项|件)?(?=[,，;。]|$)/, ['applications']],
  [
    /(?:未|没有|不)(?:向[^,，;。:]{0,12})?(?:收取|产生|发生)[^,，;。:]{0,20}(?:费用?)|(?:未|没有|无|零|免于)收费|(?:无|零)费用/,
    ['fees'],
  ],
  [
    /(?:未|没有|无|不|尚未)(?:发生|涉及|出现|产生|引发|收到|受理|接到)?[^,，;。:]{0,30}行政?复议[、和及或与]{0,2}(?:行政)?(?:诉讼|应诉)/,
    ['reconsideration', 'litigation'],
  ],
  [
    /(?:未|没有|无|不|尚未)(?:发生|涉及|出现|产生|引发|收到|受理|接到)[^,，;。:]{0,30}复议[^,，;。:]{0,6}诉讼/,
    ['reconsideration', 'litigation'],
  ],
  [/(?:未|没有|无|尚未)(?:发生|涉及|出现|产生|引发|收到|受理|接到)?[^,，;。:]{0,30}行政复议/, ['reconsideration']],
  [/(?:未|没有|无|尚未)(?:发生|涉及|出现|产生|引发|收到|受理|接到)?[^,，;。:]{0,30}(?:行政诉讼|应诉)/, ['litigation']],
  [/(?:未|没有|无|尚未)(?:发生|收到|接到|受理|出现)?[^,，;。:]{0,16}(?:举报|投诉)/, ['complaints']],
];

/** Denials that state no result: conditions, duties, other people's, last year's. */
const NOT_A_RESULT =
  /如果?未|若|凡|对未|应当|不得|要求(?:各|全|其)|上年|去年|避免|防止|杜绝|减少|未能|未按|未及时|不予|无关|无法|无效|无需|无正当|未公开|有无/;

const findDenial = (
  clause: string,
): { readonly subjects: readonly Subject[]; readonly at: number; readonly length: number } | null => {
  for (const [pattern, subjects] of DENIALS) {
    const match = pattern.exec(clause);
    if (match) return { subjects, at: match.index, length: match[0].length };
  }
  return null;
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
  length: number,
  subject: Subject,
): Draft => {
  const generation = generationOf(prose.template);
  const cells = CELLS[generation ?? '']?.[subject] ?? [];
  const scope = scopeOf(clause, prose.title);
  const unknown = prose.template === null ? 'no-table' : 'no-cell';
  const weak = subject === 'fees' && generation !== '2014' ? 'fee-unpaid' : null;
  return claimOfWords('zero', sentence, start, start + length, {
    operands: tableOperands(prose, 'cell', cells),
    doubt: weak ?? (scope === 'own' ? 'own-scope' : null),
    undecidable: cells.length === 0 ? unknown : scope === 'part' ? 'other-scope' : null,
  });
};

/** Statements that something did not happen, one claim for each thing denied. */
export const zeroClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) => {
    if (!/[未没无零不]/.test(sentence.text) || sentence.passage.planned) return [];
    return clausesOf(sentence.text).flatMap((clause) => {
      const denial = NOT_A_RESULT.test(clause.text) ? null : findDenial(clause.text.slice(0, 400));
      if (!denial) return [];
      const start = clause.start + denial.at;
      return denial.subjects.map((subject) =>
        claimOfDenial(prose, sentence, clause.text, start, denial.length, subject),
      );
    });
  });
