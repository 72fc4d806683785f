/**
 * Normalised copies for matching; stored text is never normalised.
 */

/** CJK radicals that NFKC leaves alone (U+2E80–2EFF) and that PDF and Word extractions print for the characters themselves. */
const RADICALS: Readonly<Record<string, string>> = {
  '⺁': '厂',
  '⺄': '乙',
  '⺅': '亻',
  '⺆': '冂',
  '⺇': '几',
  '⺈': '刀',
  '⺊': '卜',
  '⺌': '小',
  '⺍': '小',
  '⺏': '尢',
  '⺒': '巳',
  '⺓': '幺',
  '⺖': '忄',
  '⺗': '心',
  '⺘': '扌',
  '⺙': '攵',
  '⺛': '旡',
  '⺜': '日',
  '⺝': '月',
  '⺟': '母',
  '⺠': '民',
  '⺡': '氵',
  '⺢': '水',
  '⺣': '灬',
  '⺨': '犭',
  '⺩': '王',
  '⺪': '疋',
  '⺫': '目',
  '⺬': '示',
  '⺭': '礻',
  '⺮': '竹',
  '⺯': '纟',
  '⺰': '纟',
  '⺱': '罒',
  '⺲': '罒',
  '⺳': '网',
  '⺶': '羊',
  '⺹': '耂',
  '⺻': '聿',
  '⺼': '肉',
  '⺽': '臼',
  '⺾': '艹',
  '⻀': '艹',
  '⻁': '虎',
  '⻂': '衤',
  '⻃': '覀',
  '⻄': '西',
  '⻅': '见',
  '⻆': '角',
  '⻇': '角',
  '⻉': '贝',
  '⻊': '足',
  '⻋': '车',
  '⻌': '辶',
  '⻍': '辶',
  '⻎': '辶',
  '⻏': '阝',
  '⻐': '钅',
  '⻑': '長',
  '⻒': '长',
  '⻓': '长',
  '⻔': '门',
  '⻕': '阜',
  '⻖': '阝',
  '⻗': '雨',
  '⻘': '青',
  '⻙': '韦',
  '⻚': '页',
  '⻛': '风',
  '⻜': '飞',
  '⻝': '食',
  '⻟': '饣',
  '⻠': '饣',
  '⻢': '马',
  '⻣': '骨',
  '⻤': '鬼',
  '⻥': '鱼',
  '⻦': '鸟',
  '⻧': '卤',
  '⻨': '麦',
  '⻩': '黄',
  '⻪': '黾',
  '⻬': '齐',
  '⻮': '齿',
  '⻰': '龙',
  '⻳': '龟',
};

const foldRadicals = (text: string): string => text.replace(/[\u2E80-\u2EFF]/g, (c) => RADICALS[c] ?? c);

/** Zero-width characters, byte order marks and soft hyphens: they carry no text. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u00AD\u202A-\u202E]/g;

/** Text that NFKC and the foldings below leave as it is: nearly all figures and most labels. */
const PLAIN = /^[\t\n\r -~\u4E00-\u9FFF、。《》“”]*$/;

/** Characters that NFKC leaves but `normaliseText` does not. */
const TO_FOLD = /[\u200B-\u200F\u2060\uFEFF\u00AD\u202A-\u202E\u2E80-\u2EFF‐‑‒–−﹣]/;

const fold = (text: string): string =>
  foldRadicals(text)
    .replace(INVISIBLE, '')
    .replace(/[‐‑‒–−﹣]/g, '-');

/**
 * NFKC (full-width digits and letters, Kangxi radicals, no-break spaces), radicals folded, dashes and 其它 unified.
 * Line breaks and spaces stay.
 */
export const normaliseText = (text: string): string => {
  const plain = PLAIN.test(text) ? text : text.normalize('NFKC');
  return (TO_FOLD.test(plain) ? fold(plain) : plain).replaceAll('其它', '其他');
};

/** As `normaliseText`, with all white space and line breaks removed: for comparing labels and cells. */
export const squeeze = (text: string): string => normaliseText(text).replace(/\s+/g, '');

const NUMERALS = '一二三四五六七八九十百';

/** Leading numbering of a label: "一、", "（二）", "3.", "4、", "(5)", and "其中:". */
const NUMBERING = new RegExp(
  `^(?:其中[:,;]?|[${NUMERALS}]{1,4}[、.,]|\\([${NUMERALS}]{1,4}\\)|\\(\\d{1,2}\\)|\\d{1,2}[.、](?!\\d)|第[${NUMERALS}]{1,4}(?:部分|章)[、,:.]?)`,
);

const stripNumbering = (label: string): string => {
  let text = label;
  for (let i = 0; i < 3; i += 1) {
    const next = text.replace(NUMBERING, '');
    if (next === text) return text;
    text = next;
  }
  return text;
};

/**
 * The matching key of a label: squeezed, leading numbering and 其中 stripped, trailing explanation in parentheses cut,
 * punctuation dropped, 数量 at the end read as 数.
 *
 *     "（一）主动公开政府信息数    （不同渠道…计1条）" → "主动公开政府信息数"
 *     "1、政府公报公开政府信息数" → "政府公报公开政府信息数"
 */
export const labelKey = (label: string): string =>
  stripNumbering(
    squeeze(label)
      .replace(/[〔［[]/g, '(')
      .replace(/[〕］\]]/g, ')'),
  )
    .replace(/\([^()]*\)?$/, '')
    // a unit behind an explanation: "（…计1条）（条）"
    .replace(/\([^()]*\)$/, '')
    .replace(/["'“”‘’《》、,.;:!?()\-—·/]/g, '')
    .replace(/数量$/, '数');

/** The explanation in trailing parentheses that `labelKey` cuts off; '' when there is none. */
export const labelNote = (label: string): string => /\(([^()]*)\)?$/.exec(squeeze(label))?.[1] ?? '';
