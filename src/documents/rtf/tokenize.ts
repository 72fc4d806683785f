/**
 * A token of RTF. `word` is a control word with its number, or null where it has none; `byte` is one byte of text
 * written as \'hh; `text` are bytes of text as they stand, from `from` up to `to`; a control symbol is a word of one
 * sign. `at` is where a token begins.
 */
export type Token =
  | { readonly is: 'open'; readonly at: number }
  | { readonly is: 'close'; readonly at: number }
  | { readonly is: 'word'; readonly at: number; readonly name: string; readonly value: number | null }
  | { readonly is: 'byte'; readonly at: number; readonly value: number }
  | { readonly is: 'text'; readonly at: number; readonly to: number };

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const APOSTROPHE = 0x27;
const MINUS = 0x2d;
const BLANK = 0x20;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

const isLetter = (byte: number): boolean => (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Longer control words and numbers are none; Word reads 32 letters and 10 digits. */
const LONGEST_WORD = 32;
const LONGEST_NUMBER = 10;

const hexDigit = (byte: number | undefined): number => {
  if (byte === undefined) return -1;
  if (isDigit(byte)) return byte - 0x30;
  const letter = (byte | 0x20) - 0x61;
  return letter >= 0 && letter < 6 ? letter + 10 : -1;
};

/** The file as bytes, and as characters of ASCII at the same places. */
type Source = { readonly bytes: Uint8Array; readonly ascii: string };

type Step = { readonly token: Token | null; readonly next: number };

/** The number after a control word; the blank that ends a control word belongs to it. */
const readNumber = (bytes: Uint8Array, from: number): { readonly value: number | null; readonly next: number } => {
  let at = from;
  const isNegative = bytes[at] === MINUS && isDigit(bytes[at + 1] ?? 0);
  if (isNegative) at += 1;
  const start = at;
  let value = 0;
  while (at < start + LONGEST_NUMBER && isDigit(bytes[at] ?? 0)) {
    value = value * 10 + bytes[at]! - 0x30;
    at += 1;
  }
  const next = bytes[at] === BLANK ? at + 1 : at;
  return { value: at === start ? null : isNegative ? -value : value, next };
};

const readWord = ({ bytes, ascii }: Source, at: number): Step => {
  let end = at + 1;
  while (end <= at + LONGEST_WORD && isLetter(bytes[end] ?? 0)) end += 1;
  const name = ascii.slice(at + 1, end);
  const { value, next } = readNumber(bytes, end);
  if (name !== 'bin') return { token: { is: 'word', at, name, value }, next };
  // \binN is followed by N raw bytes, which are a picture and no RTF
  return { token: null, next: next + Math.max(0, value ?? 0) };
};

const readControl = (source: Source, at: number): Step => {
  const { bytes } = source;
  const sign = bytes[at + 1];
  if (sign === undefined) return { token: null, next: at + 1 };
  if (isLetter(sign)) return readWord(source, at);
  if (sign === APOSTROPHE) {
    const high = hexDigit(bytes[at + 2]);
    const low = hexDigit(bytes[at + 3]);
    if (high < 0 || low < 0) return { token: null, next: at + 2 };
    return { token: { is: 'byte', at, value: high * 16 + low }, next: at + 4 };
  }
  // a line break after a backslash ends a paragraph
  const name = sign === NEWLINE || sign === RETURN ? 'par' : String.fromCharCode(sign);
  return { token: { is: 'word', at, name, value: null }, next: at + 2 };
};

const readText = (bytes: Uint8Array, at: number): Step => {
  let to = at;
  for (; to < bytes.length; to += 1) {
    const byte = bytes[to]!;
    if (byte === BACKSLASH || byte === OPEN || byte === CLOSE || byte === NEWLINE || byte === RETURN) break;
  }
  return { token: { is: 'text', at, to }, next: to };
};

const step = (source: Source, at: number): Step => {
  switch (source.bytes[at]) {
    case BACKSLASH:
      return readControl(source, at);
    case OPEN:
      return { token: { is: 'open', at }, next: at + 1 };
    case CLOSE:
      return { token: { is: 'close', at }, next: at + 1 };
    case NEWLINE:
    case RETURN:
    case 0:
      // line breaks of the file mean nothing
      return { token: null, next: at + 1 };
    default:
      return readText(source.bytes, at);
  }
};

/**
 * Hands over the tokens of an RTF file in order, as long as `visit` says to go on; looks at each byte once. Bytes that
 * are no RTF are passed over.
 */
export const tokenize = (bytes: Uint8Array, visit: (token: Token) => boolean): void => {
  // bytes beyond ASCII come out as other characters, but none of them is in a control word
  const source: Source = { bytes, ascii: new TextDecoder('latin1').decode(bytes) };
  for (let at = 0; at < bytes.length; ) {
    const { token, next } = step(source, at);
    if (token && !visit(token)) return;
    at = next;
  }
};
