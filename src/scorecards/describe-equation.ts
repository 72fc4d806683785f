import type { CompareOperator, Expression } from '../model/expression.ts';
import { factKey } from '../model/fact.ts';
import type { Equation } from '../model/rule.ts';
import type { Language } from '../model/text.ts';
import { figuresOf } from '../rules/expression/bind.ts';
import { toWords } from '../rules/expression/to-words.ts';
import type { FigureNames } from './name-figures.ts';

type Figure = ReturnType<typeof figuresOf>[number];

export const OPERATOR: Readonly<Record<CompareOperator, string>> = {
  '==': '＝',
  '!=': '≠',
  '<=': '≤',
  '>=': '≥',
  '<': '＜',
  '>': '＞',
};

/** From this many figures on, labels are cut to stay readable side by side. */
const MANY = 9;

const brief = (label: string): string => (label.length > 12 ? `${label.slice(0, 11)}…` : label);

const shared = <T>(values: readonly T[]): T | null => (new Set(values).size === 1 ? values[0]! : null);

/**
 * The equation in words: "维持数 + 纠错数 + 其他数 ＝ 行政复议数量". Figures of one column of a matrix are called by
 * their row, figures of one row by their column; `scope` is then the shared half, null when there is none.
 */
export const describeEquation = (
  { left, right, op }: Equation,
  names: FigureNames,
  language: Language,
): { readonly text: string; readonly scope: string | null } => {
  const figures: readonly Figure[] = [...figuresOf(left), ...figuresOf(right)];
  const group = shared(figures.map((figure) => figure.group));
  const row = group === null && figures.length > 1 ? shared(figures.map(({ path }) => path)) : null;
  const name = (figure: Figure): string => {
    if (group !== null) return names.indicator(figure.path);
    return row !== null && figure.group !== null ? names.group(figure.group) : names.figure(figure.path, figure.group);
  };
  const labels = new Map(
    figures.map((figure) => {
      const label = name(figure);
      return [factKey(figure.path, figure.group), figures.length >= MANY ? brief(label) : label];
    }),
  );
  const say = (side: Expression): string => toWords(side, language, (key) => labels.get(key) ?? key);
  const scope = group !== null ? names.group(group) : row !== null ? names.indicator(row) : null;
  return { text: `${say(left)} ${OPERATOR[op]} ${say(right)}`, scope };
};
