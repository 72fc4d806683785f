/** The charsets this program reads. GBK and GB2312 are read as GB18030, which contains them. */
export type Charset = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'big5';

/**
 * The text of the bytes, without a byte order mark. `score` tells how much it looks like Chinese or ASCII text: 1 is
 * clean, below 0 is rubbish. `contradicts` is a declared charset that the bytes prove wrong, else null.
 */
export type DecodedText = {
  readonly text: string;
  readonly charset: Charset;
  readonly score: number;
  readonly contradicts: string | null;
};

/** Enough bytes to tell; scoring more would only take longer. */
const SAMPLE = 256 * 1024;

const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处理府信息申请报告會國為發與這來時個們開關書長務電經過現實學對業體機構',
);

const isHan = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

const isCjkMark = (code: number): boolean =>
  (code >= 0x3000 && code <= 0x301f) || (code >= 0xff01 && code <= 0xff5e) || (code >= 0x2010 && code <= 0x203b);

const weigh = (char: string, code: number): number => {
  if (isHan(code)) return COMMON.has(char) ? 1.2 : 0.8;
  if (isCjkMark(code) || code === 0xa0 || code === 0xb7) return 1;
  if (code === 0xfffd) return -10;
  if (code >= 0xe000 && code <= 0xf8ff) return -5;
  if (code < 0xa0) return -5;
  return code >= 0x3400 && code < 0x4e00 ? -1 : -0.2;
};

/** Mean weight of the characters beyond ASCII; 1 when there are none, less for control characters. */
const scoreText = (text: string): number => {
  let sum = 0;
  let counted = 0;
  let controls = 0;
  for (const char of text) {
    const code = char.codePointAt(0)!;
    if (code < 0x20 && code !== 9 && code !== 10 && code !== 12 && code !== 13) controls += 1;
    if (code < 0x80) continue;
    sum += weigh(char, code);
    counted += 1;
  }
  return (counted === 0 ? 1 : sum / counted) - (10 * controls) / Math.max(1, text.length);
};

const decode = (bytes: Uint8Array, charset: Charset): string => new TextDecoder(charset).decode(bytes);

const strictUtf8 = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const byteOrderMark = (bytes: Uint8Array): Charset | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
};

/**
 * UTF-16 without a mark: digits and line breaks leave NUL bytes. Which side they are on does not tell the byte order (开
 * is U+5F00), plausible text does. Bytes that are also valid UTF-8 need many of them, or a text with some stray NULs
 * would turn into rubbish.
 */
const utf16ByNuls = (bytes: Uint8Array, isUtf8: boolean): Charset | null => {
  const sample = bytes.subarray(0, Math.min(bytes.length, SAMPLE) & ~1);
  const nuls = sample.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0);
  if (nuls < Math.max(2, isUtf8 ? sample.length / 5 : sample.length / 200)) return null;
  const little = scoreText(decode(sample, 'utf-16le'));
  const big = scoreText(decode(sample, 'utf-16be'));
  if (Math.max(little, big) < 0.5) return null;
  return little >= big ? 'utf-16le' : 'utf-16be';
};

/** "text/html; charset=GB2312" and the like → the charset it means; null for one this program does not read. */
const knownCharset = (label: string): Charset | null => {
  const name = label.toLowerCase();
  if (/^utf-?8$/.test(name)) return 'utf-8';
  if (/^(?:gb_?2312(?:-80)?|gbk|gb18030|x-gbk|cp936|ms936|windows-936)$/.test(name)) return 'gb18030';
  return /^big5(?:-hkscs)?$/.test(name) ? 'big5' : null;
};

const CHARSET_LABEL = /charset\s{0,4}=\s{0,4}["']?([\w-]{1,20})/i;

/** Charsets declared by the sender or in the first bytes (<meta charset>), the sender's first. */
const declaredCharsets = (bytes: Uint8Array, declaredType: string | null): readonly string[] => {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4096));
  return [declaredType ?? '', head].flatMap((text) => CHARSET_LABEL.exec(text)?.[1] ?? []);
};

const CANDIDATES = ['gb18030', 'utf-8', 'big5'] as const;

/** A hint wins only where the bytes are nearly undecided. */
const HINT = 0.05;

const bestCandidate = (bytes: Uint8Array, hints: readonly (Charset | null)[]): Charset => {
  const sample = bytes.subarray(0, SAMPLE);
  const scored = CANDIDATES.map((charset) => ({
    charset,
    score: scoreText(decode(sample, charset)) + (hints.includes(charset) ? HINT : 0),
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).charset;
};

const charsetOf = (bytes: Uint8Array, hints: readonly (Charset | null)[]): Charset => {
  const marked = byteOrderMark(bytes);
  if (marked) return marked;
  const isUtf8 = strictUtf8(bytes) !== null;
  return utf16ByNuls(bytes, isUtf8) ?? (isUtf8 ? 'utf-8' : bestCandidate(bytes, hints));
};

/**
 * Decodes bytes to text: byte order mark, then strict UTF-8, then UTF-16 by its NUL bytes, then whichever of GB18030,
 * UTF-8 and Big5 gives the most plausible Chinese. Declarations are hints and lose against bytes that prove otherwise.
 * Broken bytes become U+FFFD.
 */
export const decodeText = (bytes: Uint8Array, declaredType: string | null): DecodedText => {
  const declared = declaredCharsets(bytes, declaredType);
  const charset = charsetOf(bytes, declared.map(knownCharset));
  const text = decode(bytes, charset);
  const isAscii = charset === 'utf-8' && bytes.length === text.length;
  const contradicts = isAscii ? null : (declared.find((label) => knownCharset(label) !== charset) ?? null);
  return { text, charset, score: scoreText(text.slice(0, SAMPLE)), contradicts };
};
