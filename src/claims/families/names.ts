import type { Operand } from '../../model/claim.ts';
import { decimal } from '../../model/decimal.ts';
import type { Sentence } from '../prose.ts';

const REACH = 200;

/** Where the last clause begins: names of a list stand in one. */
const CLAUSE = /[,，;。:!?]/;

const nameOperand = (sentence: Sentence, name: string, start: number): Operand => ({
  role: 'part',
  label: name,
  from: 'prose',
  figure: {
    raw: name,
    value: decimal(1n),
    resolution: decimal(1n),
    unit: null,
    percent: false,
    approximate: null,
    about: name,
    locator: sentence.locate(start, start + name.length),
  },
  cell: null,
});

const split = (sentence: Sentence, from: number, to: number, marks: RegExp): readonly Operand[] => {
  const names: Operand[] = [];
  let start = from;
  for (const name of sentence.text.slice(from, to).split(marks)) {
    if (name !== '') names.push(nameOperand(sentence, name, sentence.text.indexOf(name, start)));
    start += name.length + 1;
  }
  return names;
};

/** "发布、解读、回应三联动": the names joined by 、 right before a number, each as one; none unless there are as many as expected. */
export const namesBefore = (sentence: Sentence, at: number, expected: bigint): readonly Operand[] => {
  const { text } = sentence;
  const lead = text.slice(Math.max(0, at - 3), at);
  const end = at - lead.length + lead.replace(/["“”等共]{0,3}$/, '').length;
  let from = end;
  let joints = 0n;
  while (from > 0 && end - from < REACH && joints < expected && !CLAUSE.test(text[from - 1]!)) {
    from -= 1;
    if (text[from] === '、') joints += 1n;
  }
  return joints + 1n === expected ? split(sentence, from, end, /、/) : [];
};

/**
 * "居前3位的是甲、乙和丙。": the names after a number, where a verb says that they follow. 和 joins names only where 、 alone does not
 * give as many as there should be: it stands inside names too.
 */
export const namesAfter = (sentence: Sentence, at: number, expected: bigint): readonly Operand[] => {
  const lead = /^的?[^,，;。:、]{0,8}?(?:分别)?(?:是|为|有):?/.exec(sentence.text.slice(at, at + 20))?.[0];
  if (lead === undefined) return [];
  const from = at + lead.length;
  let end = from;
  while (end < sentence.text.length && end - from < REACH && !CLAUSE.test(sentence.text[end]!)) end += 1;
  const names = split(sentence, from, end, /、/);
  return BigInt(names.length) === expected ? names : split(sentence, from, end, /[、和]/);
};
