import type { Operand } from '../../model/claim.ts';
import type { Figure, Sentence } from '../prose.ts';
import { type ClaimFamily, claimOfFigure, type Draft, type Prose, proseOperand } from './family.ts';

type Part = 'carried-in' | 'new' | 'closed' | 'carried-out';

const PARTS: readonly (readonly [Part, RegExp])[] = [
  [
    'carried-in',
    /(?:上年|上一年|去年|20\d\d年)度?(?:结转(?!至|到|下)|转[来入]|遗留)|结转上(?:一)?年|年初(?:结存|结转|遗留)/,
  ],
  ['carried-out', /结转(?:至|到)?(?:下|次|20\d\d|明)|转入?(?:下|次)|顺延/],
  ['closed', /(?:办结|答复|办理完毕|办理结果)/],
  ['new', /新收|新增|(?:收到|受理|接收|办理)/],
];

const OTHER_CASES = /复议|诉讼|投诉|举报|咨询|留言|信访|建议|提案/;

/** "通过网上收到申请105件": what came in by one way is not all that came in. */
const ONE_WAY = /通过|网上|网络|在线|信函|快递|邮|当面|现场|传真|自然人|企业/;

const partOf = (figure: Figure): Part | null => {
  if (figure.percent || figure.growth || OTHER_CASES.test(figure.zone) || ONE_WAY.test(figure.about)) return null;
  return PARTS.find(([, says]) => says.test(figure.about))?.[0] ?? null;
};

type Flow = Readonly<Partial<Record<Part, Figure>>>;

/** The first figure of each part, as long as they stand in one paragraph within three sentences. */
const readFlow = (sentences: readonly Sentence[]): Flow => {
  const flow: Partial<Record<Part, Figure>> = {};
  for (const figure of sentences.flatMap((s) => s.figures)) {
    const part = partOf(figure);
    if (part !== null && flow[part] === undefined) flow[part] = figure;
  }
  return flow;
};

/** "受理69件(含上年结转3件)": what was carried in is already counted. */
const isIncluded = (flow: Flow, sentences: readonly Sentence[]): boolean => {
  const [total, carried] = [flow.new, flow['carried-in']];
  if (!total || !carried || carried.start < total.start || carried.sentence !== total.sentence) return false;
  const sentence = sentences.find((s) => s.index === total.sentence)!;
  return /含|其中|包括/.test(sentence.text.slice(total.end, carried.start));
};

const flowClaim = (prose: Prose, sentences: readonly Sentence[]): Draft | null => {
  const flow = readFlow(sentences);
  const { new: total, closed, 'carried-in': carriedIn, 'carried-out': carriedOut } = flow;
  if (!total || !closed || !carriedOut) return null;
  const out = [proseOperand(prose, 'out', closed), proseOperand(prose, 'out', carriedOut)];
  const alone: readonly Operand[] = [proseOperand(prose, 'in', total), ...out];
  const both = carriedIn ? [proseOperand(prose, 'in', total), proseOperand(prose, 'in', carriedIn), ...out] : alone;
  const included = isIncluded(flow, sentences);
  const explicit = /新收|新增|新受理|新接/.test(total.about);
  return claimOfFigure('flow', prose, carriedOut, {
    operands: included ? alone : both,
    alternatives: included || explicit || !carriedIn ? [] : [alone],
    doubt: carriedIn ? null : 'carried-in-unstated',
  });
};

/** Windows of up to three sentences of a paragraph that open with the flow's first figure. */
const windowsOf = (sentences: readonly Sentence[]): readonly (readonly Sentence[])[] => {
  const windows: (readonly Sentence[])[] = [];
  for (let i = 0; i < sentences.length; i += 1) {
    const opens = sentences[i]!.figures.slice(0, 40).some((f) => partOf(f) !== null);
    if (!opens) continue;
    const { block } = sentences[i]!.passage;
    const window = sentences.slice(i, i + 3).filter((s) => s.passage.block === block);
    windows.push(window);
    i += window.length - 1;
  }
  return windows;
};

/** What came in is what was dealt with and what was left: 上年结转 + 新收 = 办结 + 结转下年. */
export const flowClaims: ClaimFamily = (prose) =>
  windowsOf(prose.sentences.filter((s) => !s.passage.planned)).flatMap((window) => flowClaim(prose, window) ?? []);
