import { printShort } from '../../model/decimal.ts';
import type { Expression } from '../../model/expression.ts';
import { factKey } from '../../model/fact.ts';
import type { Language } from '../../model/text.ts';

const SIGNS: Readonly<Record<string, string>> = {
  '==': '=',
  '!=': '≠',
  '<=': '≤',
  '>=': '≥',
  '<': '<',
  '>': '>',
  '*': '×',
};

const WORDS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  zh: {
    and: '且',
    or: '或',
    implies: '则',
    not: '非',
    sum: '合计',
    max: '最大值',
    min: '最小值',
    count_positive: '大于0的个数',
    stated: '已填',
    blank: '空白',
    comma: '、',
  },
  en: {
    and: 'and',
    or: 'or',
    implies: 'implies',
    not: 'not',
    sum: 'sum',
    max: 'max',
    min: 'min',
    count_positive: 'number above 0',
    stated: 'stated',
    blank: 'blank',
    comma: ', ',
  },
};

/** How tightly an expression binds; a looser one inside a tighter one needs brackets. */
const strength = (e: Expression): number => {
  switch (e.is) {
    case 'logic':
      return { implies: 0, or: 1, and: 2 }[e.op];
    case 'not':
      return 3;
    case 'compare':
      return 4;
    case 'arithmetic':
      return e.op === '*' ? 6 : 5;
    case 'call':
      return e.name === 'sum' && e.args.length > 1 ? 5 : 7;
    default:
      return 7;
  }
};

/**
 * Puts a bound expression into words: "新收 + 上年结转 = 总计 + 结转下年". `labelOf` names a figure by its fact key. Brackets
 * stand where leaving them out would change the meaning.
 */
export const toWords = (e: Expression, language: Language, labelOf: (key: string) => string): string => {
  const words = WORDS[language];
  const inner = (x: Expression, least = 0): string => {
    const text = toWords(x, language, labelOf);
    return strength(x) < least ? `(${text})` : text;
  };
  switch (e.is) {
    case 'number':
      return printShort(e.value);
    case 'figure':
      return labelOf(factKey(e.path, e.group));
    case 'figures':
      return e.pattern;
    case 'call':
      if (e.name === 'sum') return e.args.map((arg) => inner(arg, 5)).join(' + ');
      return `${words[e.name]}(${e.args.map((arg) => inner(arg)).join(words.comma)})`;
    case 'not':
      return `${words.not} ${inner(e.of, 4)}`;
    case 'logic':
      return `${inner(e.left, strength(e) + 1)} ${words[e.op]} ${inner(e.right, strength(e))}`;
    case 'compare':
      return `${inner(e.left, 5)} ${SIGNS[e.op]} ${inner(e.right, 5)}`;
    case 'arithmetic':
      return `${inner(e.left, strength(e))} ${SIGNS[e.op] ?? e.op} ${inner(e.right, strength(e) + (e.op === '+' ? 0 : 1))}`;
  }
};
