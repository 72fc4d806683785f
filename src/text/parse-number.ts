import { type Decimal, decimal, multiply, parseDecimal } from '../model/decimal.ts';
import { normaliseText } from './normalise.ts';

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
};

const PLACES: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 拾: 10, 佰: 100, 仟: 1000 };

const MAGNITUDES: Readonly<Record<string, bigint>> = { 百: 100n, 千: 1000n, 万: 10000n, 亿: 100000000n };

/** Chinese numerals up to 亿: 二十 → 20, 一千零五 → 1005, 叁 → 3, 三万二 is not read. Null when it is not a numeral. */
export const parseChineseNumeral = (text: string): bigint | null => {
  if (!/^[零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]{1,20}$/.test(text)) return null;
  if (!/[十百千万亿拾佰仟]/.test(text)) {
    return BigInt([...text].map((c) => DIGITS[c]).join(''));
  }
  let total = 0n;
  let section = 0;
  let digit: number | null = null;
  for (const char of text) {
    const place = PLACES[char];
    if (place !== undefined) {
      section += (digit ?? 1) * place;
      digit = null;
    } else if (char === '万' || char === '亿') {
      total = (total + BigInt(section + (digit ?? 0))) * MAGNITUDES[char]!;
      section = 0;
      digit = null;
    } else {
      if (digit !== null && digit !== 0) return null;
      digit = DIGITS[char]!;
    }
  }
  return total + BigInt(section + (digit ?? 0));
};

export type ParsedNumber = {
  /** In base units: 5.19亿 → 519000000. */
  readonly value: Decimal;
  /** The number as printed, without its magnitude word: 5.19. Its scale is the stated precision. */
  readonly printed: Decimal;
  /** 万, 亿, 千 before a unit … or null. */
  readonly magnitude: string | null;
  /** Characters of the text that were read. */
  readonly length: number;
};

const applyMagnitude = (printed: Decimal, words: string): Decimal => {
  let value = printed;
  for (const word of words) value = multiply(value, decimal(MAGNITUDES[word]!));
  return value;
};

/** Removes decimals that a magnitude word made superfluous: 519000000.00 → 519000000. */
const trimScale = (value: Decimal): Decimal => {
  let { units, scale } = value;
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
};

/**
 * Reads the number at the start of normalised text: "1,234" "1 234" "5.19亿" "-8" "+3". Null when there is none.
 * A separator counts only between groups of three digits, so that "1,23" stays 1.
 */
export const parseNumberAt = (text: string): ParsedNumber | null => {
  const match =
    /^([+-]?)(\d{1,3}(?:[, ]\d{3}){1,6}(?!\d)|\d{1,30})(\.\d{1,12})?([百千]?[万亿]{1,2}|[百千](?=[余多]?[条件篇次人个元份期场户]))?/.exec(
      text,
    );
  if (!match) return null;
  const printed = parseDecimal(`${match[1]}${match[2]!.replace(/[, ]/g, '')}${match[3] ?? ''}`);
  if (!printed) return null;
  const magnitude = match[4] ?? null;
  const value = magnitude ? trimScale(applyMagnitude(printed, magnitude)) : printed;
  return { value, printed, magnitude, length: match[0].length };
};

export type CellNumber =
  | { readonly is: 'blank' }
  | { readonly is: 'not-applicable'; readonly raw: string }
  | {
      readonly is: 'number';
      readonly value: Decimal;
      readonly printed: Decimal;
      readonly magnitude: string | null;
      /** What stands after the number: "元", "件"; '' for a bare number. */
      readonly unit: string;
      readonly remark: string | null;
    }
  | { readonly is: 'other' };

/**
 * Reads a table cell: "3744" "１２" "1,234" "5.19亿元" "0件" "减2" "—" "/" "无" "". `无` is a stated zero with a remark;
 * dashes and slashes say that the row does not apply.
 */
export const parseCell = (raw: string): CellNumber => {
  const text = normaliseText(raw).replace(/\s+/g, ' ').trim();
  if (text === '') return { is: 'blank' };
  if (/^(?:[-—―/\\]{1,4}|无此项|不适用|N\/?A)$/i.test(text)) return { is: 'not-applicable', raw: text };
  if (/^(?:无|零|没有|〇)$/.test(text)) {
    return {
      is: 'number',
      value: decimal(0n),
      printed: decimal(0n),
      magnitude: null,
      unit: '',
      remark: `“${text}” read as 0`,
    };
  }
  const signed = text
    .replace(/^(?:增加|增)\s*(?=\d)/, '+')
    .replace(/^(?:减少|减)\s*(?=\d)/, '-')
    .replace(/^([+-]) (?=\d)/, '$1');
  const number = parseNumberAt(signed);
  if (!number) return { is: 'other' };
  const unit = signed.slice(number.length).trim();
  // "+2/-1" or "3、4" is not one figure; a unit is a short word without digits
  if (!/^(?:\(?[\p{Script=Han}%]{0,6}\)?|次\(场\)|条\(次\)|人\(次\))$/u.test(unit)) return { is: 'other' };
  return {
    is: 'number',
    value: number.value,
    printed: number.printed,
    magnitude: number.magnitude,
    unit,
    remark: signed === text ? null : `“${text}” read as ${signed}`,
  };
};
