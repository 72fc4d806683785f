const HAN = [...'零一二三四五六七八九'];
const LEGAL = [...'零壹贰叁肆伍陆柒捌玖'];
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

/** 1 to 9999 in words: 11 → 十一, 20 → 二十, 105 → 一百零五. */
const counting = (value: number, digits: readonly string[], units: readonly string[]): string => {
  const places = [...String(value)].map(Number);
  let text = '';
  places.forEach((digit, i) => {
    if (digit > 0) text += digits[digit]! + units[places.length - 1 - i]!;
    else if (text !== '' && !text.endsWith(digits[0]!)) text += digits[0]!;
  });
  const trimmed = text.endsWith(digits[0]!) ? text.slice(0, -1) : text;
  return trimmed.replace(/^一(?=十)/, '');
};

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'm'],
  [900, 'cm'],
  [500, 'd'],
  [400, 'cd'],
  [100, 'c'],
  [90, 'xc'],
  [50, 'l'],
  [40, 'xl'],
  [10, 'x'],
  [9, 'ix'],
  [5, 'v'],
  [4, 'iv'],
  [1, 'i'],
];

const roman = (value: number): string => {
  let text = '';
  let rest = value;
  for (const [worth, letters] of ROMAN) {
    while (rest >= worth) {
      text += letters;
      rest -= worth;
    }
  }
  return text;
};

/** a, b, … z, aa, bb (ECMA-376-1, 17.18.59: the letter is repeated). */
const letter = (value: number): string => String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));

const from = (text: string, value: number): string => [...text][(value - 1) % [...text].length]!;

const shifted = (value: number, first: number, most: number): string =>
  value >= 1 && value <= most ? String.fromCodePoint(first + value - 1) : String(value);

const wide = (value: number): string =>
  String(value).replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));

const han = (value: number): string => counting(value, HAN, ['', '十', '百', '千']);

const legal = (value: number): string => counting(value, LEGAL, ['', '拾', '佰', '仟']);

const byDigit = (value: number): string =>
  [...String(value)].map((digit) => '〇一二三四五六七八九'[Number(digit)]).join('');

const FORMATS: Readonly<Record<string, (value: number) => string>> = {
  decimalZero: (value) => String(value).padStart(2, '0'),
  chineseCounting: han,
  chineseCountingThousand: han,
  taiwaneseCounting: han,
  taiwaneseCountingThousand: han,
  japaneseCounting: han,
  ideographDigital: byDigit,
  taiwaneseDigital: byDigit,
  japaneseDigitalTenThousand: byDigit,
  chineseLegalSimplified: legal,
  ideographLegalTraditional: legal,
  ideographTraditional: (value) => from(STEMS, value),
  ideographZodiac: (value) => from(BRANCHES, value),
  decimalFullWidth: wide,
  decimalFullWidth2: wide,
  decimalEnclosedCircle: (value) => shifted(value, 0x2460, 20),
  decimalEnclosedCircleChinese: (value) => shifted(value, 0x2460, 20),
  decimalEnclosedParen: (value) => shifted(value, 0x2474, 20),
  decimalEnclosedFullstop: (value) => shifted(value, 0x2488, 20),
  ideographEnclosedCircle: (value) => shifted(value, 0x3280, 10),
  numberInDash: (value) => `- ${value} -`,
  lowerLetter: letter,
  upperLetter: (value) => letter(value).toUpperCase(),
  lowerRoman: roman,
  upperRoman: (value) => roman(value).toUpperCase(),
  none: () => '',
};

const LARGEST = 9999;

/** A number as a list shows it, by the name of its format (ECMA-376-1, 17.18.59); digits for formats unknown here. */
export const formatNumber = (value: number, format: string): string =>
  value < 1 || value > LARGEST || !Object.hasOwn(FORMATS, format) ? String(value) : FORMATS[format]!(value);
