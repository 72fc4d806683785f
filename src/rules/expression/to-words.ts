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

/**
 * Puts a bound expression into words: "新收 + 上年结转 = 总计 + 结转下年". `labelOf` names a figure by its fact key.
 */
export const toWords = (e: Expression, language: Language, labelOf: (key: string) => string): string => {
  const words = WORDS[language];
  const inner = (x: Expression): string => toWords(x, language, labelOf);
  switch (e.is) {
    case 'number':
      return printShort(e.value);
    case 'figure':
      return labelOf(factKey(e.path, e.group));
    case 'figures':
      return e.pattern;
    case 'call':
      if (e.name === 'sum') return e.args.map(inner).join(' + ');
      return `${words[e.name]}(${e.args.map(inner).join(words.comma)})`;
    case 'not':
      return `${words.not} (${inner(e.of)})`;
    case 'logic':
      return `${inner(e.left)} ${words[e.op]} ${inner(e.right)}`;
    default:
      return `${inner(e.left)} ${SIGNS[e.op] ?? e.op} ${inner(e.right)}`;
  }
};
