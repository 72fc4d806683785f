import { type Fact, factKey } from '../model/fact.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { Language } from '../model/text.ts';
import { type Scope, splitScope } from '../rules/expression/scope.ts';
import type { Words } from './words.ts';

/** "（一）", "1.", "一、", "其中：" before a label. */
const NUMBERING = /^(?:其中[:：]?|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、])/;

/** A label without its numbering and its explanation in parentheses: "（三）从事…人员数（不含…）" → "从事…人员数". */
export const shortLabel = (label: string): string => {
  let text = label.replace(/\s+/g, '');
  for (let again = 0; again < 3; again += 1) text = text.replace(NUMBERING, '');
  const cut = text.search(/[（(]/);
  const short = cut > 0 ? text.slice(0, cut) : text;
  return short === '' ? label : short;
};

/** What figures and groups are called in this report. */
export type FigureNames = {
  readonly indicator: (code: string) => string;
  readonly group: (code: string) => string;
  readonly figure: (code: string, group: string | null) => string;
};

/** What goes before the name of a figure of other reports. */
const SCOPES: Readonly<Record<Language, Readonly<Record<Scope, string>>>> = {
  zh: { prior: '上年', children: '下级合计', largest_child: '下级最大', report: '' },
  en: { prior: 'last year: ', children: 'offices below: ', largest_child: 'largest below: ', report: '' },
};

/** Names by the form's official labels, by the report's own for rows outside the form, by the code when neither is known. */
export const nameFigures = ({ template, result, language }: Scorecard, words: Words): FigureNames => {
  const printed = new Map<string, Fact>();
  for (const fact of result.facts) if (!printed.has(fact.indicator)) printed.set(fact.indicator, fact);
  const indicator = (path: string): string => {
    const { scope, path: code } = splitScope(path);
    if (scope !== null) return SCOPES[language][scope] + indicator(code);
    const label = template?.indicators.get(code)?.label ?? printed.get(code)?.label;
    return label ? shortLabel(label) : code;
  };
  const group = (code: string): string => template?.groups.get(code)?.[language] ?? code;
  const figure = (code: string, of: string | null): string =>
    of === null ? indicator(code) : indicator(code) + words.parentheses(group(of));
  return { indicator, group, figure };
};

/** Facts by their key; of two with one key the first, as the report prints it first. */
export const factsByKey = (facts: readonly Fact[]): ReadonlyMap<string, Fact> => {
  const known = new Map<string, Fact>();
  for (const fact of facts) {
    const key = factKey(fact.indicator, fact.group);
    if (!known.has(key)) known.set(key, fact);
  }
  return known;
};
