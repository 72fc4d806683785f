import { basisOf } from '../../findings/build-findings.ts';
import type { AuditResult } from '../../model/audit-result.ts';
import { type Decimal, printShort } from '../../model/decimal.ts';
import { type Fact, factKey } from '../../model/fact.ts';
import type { Finding, Repair } from '../../model/finding.ts';
import type { Equation, Evidence, Rule } from '../../model/rule.ts';
import type { Template } from '../../model/template.ts';
import type { Language } from '../../model/text.ts';
import { figuresOf } from '../../rules/expression/bind.ts';
import { toWords } from '../../rules/expression/to-words.ts';
import { labelOfKey } from '../../rules/judge-expression.ts';
import { changedFigures, holdsWith, touchedEquations } from './after-repair.ts';
import { excerpt } from './excerpt.ts';
import { terminalText, wrap } from './terminal-text.ts';
import { SEVERITY_NAMES } from './terms.ts';

const WORDS = {
  zh: {
    basis: '依据',
    advice: '建议',
    form: '算式',
    figures: '数字',
    place: '位置',
    line: '行',
    page: '页',
    row: '行号',
    column: '列号',
    repair: '疑似应改为',
    way: (rank: number, percent: number) => `改法${rank}（可能性约${percent}%）`,
    after: '改后',
    unique: '有一种改法最说得通；以原始记录为准。',
    oneOf: (count: number, atLeast: boolean) =>
      `${atLeast ? '至少' : ''}有${count}种改法同样说得通，无法断定是哪一种；以原始记录为准。`,
    notLocated: '未能定位填错的数。',
    more: (count: number) => `另有${count}种同样说得通的改法未列出。`,
    alsoHold: (count: number) => `原来成立的其他算式中,涉及所改数字的 ${count} 条仍然成立。`,
    blind: '不检查',
    holds: '成立',
    violated: '不成立',
    undecided: '无法判断',
    blank: '空白',
    absent: '缺',
    unreadable: '无法辨认',
    nothing: '该规则在本报告中没有算式,也没有发现问题。',
  },
  en: {
    basis: 'basis',
    advice: 'advice',
    form: 'equation',
    figures: 'figures',
    place: 'place',
    line: 'line',
    page: 'page',
    row: 'row',
    column: 'column',
    repair: 'perhaps meant',
    way: (rank: number, percent: number) => `change ${rank} (likelihood about ${percent} %)`,
    after: 'then',
    unique: 'One change explains it best; the records decide.',
    oneOf: (count: number, atLeast: boolean) =>
      `${atLeast ? 'At least ' : ''}${count} changes explain it equally well; the records decide.`,
    notLocated: 'The wrong figure was not located.',
    more: (count: number) => `${count} more changes explain it equally well and are not listed.`,
    alsoHold: (count: number) => `Of the equations that held, the ${count} that the change touches still hold.`,
    blind: 'does not see',
    holds: 'holds',
    violated: 'violated',
    undecided: 'undecided',
    blank: 'blank',
    absent: 'missing',
    unreadable: 'unreadable',
    nothing: 'The rule has no equation on this report and found nothing.',
  },
} as const;

/** One audited report with its decoded text, and how to show it. */
export type View = {
  readonly result: AuditResult;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly template: Template;
  readonly rules: readonly Rule[];
  readonly text: string;
  readonly language: Language;
  readonly columns: number;
};

/** A label and, indented below it, its text. */
const item = (view: View, label: string, text: string): string =>
  [`  ${label}`, ...wrap(terminalText(text), Math.max(20, view.columns - 6)).map((line) => `    ${line}`)].join('\n');

const figureOf = (view: View, key: string): string => {
  const words = WORDS[view.language];
  const reading = view.facts.get(key)?.reading;
  if (reading === undefined) return words.absent;
  if (reading.is === 'stated') return printShort(reading.value);
  return reading.is === 'text' ? reading.value : words[reading.is];
};

/** A figure of another report, as the equation was judged with it; null for the report's own. */
const constantOf = ({ constants = [] }: Equation, key: string): string | null => {
  const constant = constants.find((one) => one.key === key);
  return constant ? printShort(constant.value) : null;
};

const equationLines = (view: View, equation: Equation): readonly string[] => {
  const words = WORDS[view.language];
  const whole = { is: 'compare', op: equation.op, left: equation.left, right: equation.right } as const;
  return [
    item(
      view,
      words.form,
      toWords(whole, view.language, (key) => labelOfKey(view.template, key)),
    ),
    item(
      view,
      words.figures,
      `${toWords(whole, view.language, (key) => constantOf(equation, key) ?? figureOf(view, key))} → ${words[equation.verdict]}`,
    ),
  ];
};

const evidenceLine = (view: View, evidence: Evidence): string => {
  const words = WORDS[view.language];
  const { row, col, line, page } = evidence.locator;
  const label =
    evidence.indicator === null
      ? (evidence.label ?? '')
      : labelOfKey(view.template, factKey(evidence.indicator, evidence.group));
  const cell = row === null || col === null ? '' : `${words.row} ${row + 1} ${words.column} ${col + 1}`;
  const known = [page === null ? '' : `${words.page} ${page}`, line === null ? '' : `${words.line} ${line}`];
  const where = [label, cell, ...known].filter((part) => part !== '').join(', ');
  const quote = excerpt(view.text, evidence.locator) ?? evidence.quote ?? '';
  return item(view, words.place, quote === '' ? where : `${where}: ${quote}`);
};

/** Whether the equation is the one that the finding came from: it speaks of the same figures. */
const isAbout = (equation: Equation, finding: Finding): boolean => {
  const keys = new Set(
    [...figuresOf(equation.left), ...figuresOf(equation.right)].map(({ path, group }) => factKey(path, group)),
  );
  const figures = finding.evidence.flatMap(({ indicator, group }) =>
    indicator === null ? [] : [factKey(indicator, group)],
  );
  return equation.rule === finding.rule && figures.length > 0 && figures.every((key) => keys.has(key));
};

/** "label[group] 17 → 16", a blank in words. */
const changeOf = (view: View, { group, label, from, to }: Repair['changes'][number]): string => {
  const column = group === null ? '' : `[${view.template.groups.get(group)?.[view.language] ?? group}]`;
  return `${label}${column} ${from || WORDS[view.language].blank} → ${to}`;
};

/** The repair, and the equations it makes right as they read with the proposed figures. */
const repairLines = (view: View, repair: Repair): readonly string[] => {
  const words = WORDS[view.language];
  const changed = changedFigures(repair);
  const valueAt = (key: string): Decimal | null => {
    const reading = view.facts.get(key)?.reading;
    return changed.get(key) ?? (reading?.is === 'stated' ? reading.value : null);
  };
  const touched = touchedEquations(view.result.equations, changed);
  const mended = touched.filter(({ verdict }) => verdict === 'violated');
  const holds = (equation: Equation): boolean | null => {
    const rule = view.rules.find(({ id }) => id === equation.rule);
    return rule === undefined ? null : holdsWith(equation, rule, valueAt);
  };
  const said = mended.map((equation) => {
    const whole = { is: 'compare', op: equation.op, left: equation.left, right: equation.right } as const;
    const figure = (key: string): string => {
      const value = changed.get(key);
      return value === undefined ? (constantOf(equation, key) ?? figureOf(view, key)) : printShort(value);
    };
    const verdict = holds(equation);
    const outcome = verdict === null ? words.undecided : verdict ? words.holds : words.violated;
    return item(view, words.after, `${toWords(whole, view.language, figure)} → ${outcome}`);
  });
  const sound = touched.filter((equation) => equation.verdict === 'holds' && holds(equation) === true);
  return [
    item(
      view,
      words.way(repair.rank, Math.round(repair.confidence * 100)),
      repair.changes.map((change) => changeOf(view, change)).join('; '),
    ),
    ...said,
    ...(sound.length > 0 ? [`    ${words.alsoHold(sound.length)}`] : []),
  ];
};

const suspectLines = (view: View, finding: Finding): readonly string[] => {
  const words = WORDS[view.language];
  const { located, repairs } = finding;
  if (!located) return repairs.flatMap((repair) => repairLines(view, repair));
  if (located.is === 'not-located') return [item(view, words.repair, words.notLocated)];
  const [said, equal] =
    located.is === 'unique' ? [words.unique, 1] : [words.oneOf(located.of, located.atLeast), located.of];
  return [
    item(view, words.repair, said),
    ...repairs.flatMap((repair) => repairLines(view, repair)),
    ...(equal > repairs.length && repairs.length > 1 ? [`  ${words.more(equal - repairs.length)}`] : []),
  ];
};

const findingLines = (view: View, finding: Finding): readonly string[] => {
  const words = WORDS[view.language];
  return [
    `\n${SEVERITY_NAMES[finding.severity][view.language]} ${finding.fingerprint}`,
    `  ${terminalText(finding.message[view.language])}`,
    ...view.result.equations
      .filter((equation) => isAbout(equation, finding))
      .flatMap((equation) => equationLines(view, equation)),
    ...finding.evidence.map((evidence) => evidenceLine(view, evidence)),
    ...suspectLines(view, finding),
    ...(finding.advice === null ? [] : [item(view, words.advice, finding.advice[view.language])]),
  ];
};

const ruleLines = (view: View, rule: Rule): readonly string[] => {
  const words = WORDS[view.language];
  const basis = basisOf(rule, view.template);
  return [
    `${rule.id} · ${rule.title[view.language]}`,
    ...(basis === null ? [] : [item(view, words.basis, basis)]),
    ...(rule.blind === null ? [] : [item(view, words.blind, rule.blind)]),
  ];
};

/**
 * A rule, then each of the findings with its equation, figures and places, then – when all of the rule is asked for – the
 * equations that found nothing.
 */
export const explanation = (
  view: View,
  rule: Rule,
  findings: readonly Finding[],
  equations: readonly Equation[],
): string => {
  const quiet = equations.filter((equation) => !findings.some((finding) => isAbout(equation, finding)));
  return [
    ...ruleLines(view, rule),
    ...findings.flatMap((finding) => findingLines(view, finding)),
    ...quiet.flatMap((equation) => ['', ...equationLines(view, equation)]),
    ...(findings.length + quiet.length === 0 ? [WORDS[view.language].nothing] : []),
    '',
  ].join('\n');
};
