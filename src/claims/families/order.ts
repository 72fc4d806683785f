import type { CellRef } from '../../model/claim.ts';
import type { Sentence } from '../prose.ts';
import { type ClaimFamily, claimOfWords, type Draft, generationOf, type Prose, tableOperands } from './family.ts';

/** Ways to apply, as the form of 2014 counts them. */
const CHANNELS: readonly (readonly [RegExp, string])[] = [
  [/网络|网上|网站|在线|互联网/, 'online'],
  [/信函|信件|邮寄|邮政/, 'letter'],
  [/当面|现场|窗口/, 'in_person'],
  [/传真/, 'fax'],
];

/** "网络、当面、信函是主要申请方式", "以网络申请、当面申请为主" */
const MAIN = /(?:是|为)(?:最)?主要的?(?:申请)?(?:形式|方式|渠道|途径)|为主(?=[,，;。]|$)/;

const cellOf = (code: string): CellRef => ({ indicator: `g14.app.ch.${code}`, group: null });

const namedBefore = (text: string, end: number): readonly string[] | null => {
  const clause = text
    .slice(Math.max(0, end - 60), end)
    .split(/[,，;。:]/)
    .at(-1)!;
  const codes = clause.split(/[、和及与]/).map((name) => CHANNELS.filter(([says]) => says.test(name)));
  return codes.every((found) => found.length === 1) ? codes.map((found) => found[0]![1]) : null;
};

const orderIn = (prose: Prose, sentence: Sentence): Draft | null => {
  const match = MAIN.exec(sentence.text);
  if (!match || sentence.passage.planned || !/申请/.test(sentence.text)) return null;
  const named = namedBefore(sentence.text, match.index);
  if (named === null) return null;
  const others = CHANNELS.map(([, code]) => code).filter((code) => !named.includes(code));
  if (others.length === 0) return null;
  const end = match.index + match[0].length;
  return claimOfWords('universal', sentence, Math.max(0, match.index - 30), end, {
    operands: [
      ...tableOperands(prose, 'before', named.map(cellOf)),
      ...tableOperands(prose, 'after', others.map(cellOf)),
    ],
  });
};

/** Which ways to apply are the main ones: none of the others (`after`) may have more than one of them (`before`). */
export const orderClaims: ClaimFamily = (prose) =>
  generationOf(prose.template) === '2014'
    ? prose.sentences.flatMap((sentence) => (sentence.text.includes('主') ? (orderIn(prose, sentence) ?? []) : []))
    : [];
