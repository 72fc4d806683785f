import type { ProseFigure } from '../../model/claim.ts';
import { decimal } from '../../model/decimal.ts';
import { parseChineseNumeral } from '../../text/parse-number.ts';
import type { Sentence } from '../prose.ts';
import { type ClaimFamily, claimOfStated, type Draft } from './family.ts';
import { namesAfter } from './names.ts';

const NUMBER = '[\\d一二三四五六七八九十]{1,4}';

/** "位列全区第八名", "居前3位", "排名前五", "名列榜首": a place among others. */
const RANK = new RegExp(
  `(?:[位名排]列|位居|排名|排在|居|列|获|取得|荣获|获评|升至|进入|全[区市县省国盟旗州系])[^,，;。:、\\d第前一首榜]{0,12}(?:第(${NUMBER})[名位]?|前(${NUMBER})[名位强]?|首位|榜首)`,
  'g',
);

const numberOf = (digits: string): bigint | null =>
  /^\d+$/.test(digits) ? BigInt(digits) : parseChineseNumeral(digits);

const stated = (sentence: Sentence, start: number, end: number, raw: string, value: bigint): ProseFigure => ({
  raw,
  value: decimal(value),
  resolution: decimal(1n),
  unit: '位',
  percent: false,
  approximate: null,
  about: sentence.text.slice(start, end).split(/[第前]/)[0]!,
  locator: sentence.locate(start, end),
});

const readRank = (sentence: Sentence, match: RegExpExecArray): Draft | null => {
  const [words, place, first] = match;
  const value = (place ?? first) ? numberOf((place ?? first)!) : 1n;
  if (value === null) return null;
  const [start, end] = [match.index, match.index + words.length];
  const raw = place ?? first ?? words.slice(-2);
  const names = first === undefined ? [] : namesAfter(sentence, end, value);
  // as many names as places confirm the number; more or fewer may be another list
  const named = names.length > 1 && BigInt(names.length) === value;
  return claimOfStated('count', sentence, stated(sentence, start, end, raw, value), start, end, {
    operands: named ? names : [],
    undecidable: named ? null : 'rank',
  });
};

/** Places among others. The report cannot show them; only that 前3位 is followed by three names. */
export const rankClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) =>
    /[第前首榜]/.test(sentence.text)
      ? [...sentence.text.matchAll(RANK)].flatMap((match) => readRank(sentence, match) ?? [])
      : [],
  );
