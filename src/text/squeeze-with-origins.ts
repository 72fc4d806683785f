import { normaliseText } from './normalise.ts';

/** Squeezed text that still knows where each of its characters came from. */
export type SqueezedText = {
  readonly text: string;
  /** `origins[i]` is the offset in the original of character `i`; one entry more than `text` has, for its end. */
  readonly origins: readonly number[];
};

const isSpace = (char: string): boolean => /\s/.test(char);
const isWordOrDigit = (char: string | undefined): boolean => char !== undefined && /[0-9A-Za-z]/.test(char);

/** Characters that stay as they are: printable ASCII, Chinese characters, and the full-width comma, which between figures is punctuation, never a thousands separator. */
const isPlain = (code: number): boolean =>
  (code >= 0x21 && code <= 0x7e) || (code >= 0x4e00 && code <= 0x9fff) || code === 0xff0c;

/** 它 after 其 is read as 他. */
const IT = '它'.charCodeAt(0);

const normal = new Map<string, string>();

/** One character, normalised, without white space; remembered, since punctuation recurs. */
const normaliseCharacter = (char: string): string => {
  const known = normal.get(char);
  if (known !== undefined) return known;
  const made = normaliseText(char).replace(/\s/g, '');
  if (normal.size < 5000) normal.set(char, made);
  return made;
};

class Squeezer {
  readonly pieces: string[] = [];
  readonly origins: number[] = [];
  last: string | undefined;
  gap = false;

  push(text: string, at: number): void {
    if (this.gap && isWordOrDigit(this.last) && isWordOrDigit(text[0])) {
      this.pieces.push(' ');
      this.origins.push(at);
    }
    this.pieces.push(text);
    for (let i = 0; i < text.length; i += 1) this.origins.push(at);
    this.last = text[text.length - 1];
    this.gap = false;
  }

  /** A run of characters that stay as they are. */
  pushRun(original: string, from: number, to: number): void {
    if (from === to) return;
    this.push(original[from]!, from);
    for (let at = from + 1; at < to; at += 1) this.origins.push(at);
    if (to > from + 1) this.pieces.push(original.slice(from + 1, to));
    this.last = original[to - 1];
  }
}

/**
 * Normalised text without white space for matching prose, with the way back to the original. A space between two Latin
 * letters or digits stays, so that two numbers never run together.
 */
export const squeezeWithOrigins = (original: string): SqueezedText => {
  const squeezer = new Squeezer();
  let run = 0;
  let at = 0;
  while (at < original.length) {
    const code = original.charCodeAt(at);
    if (isPlain(code) && code !== IT) {
      at += 1;
      continue;
    }
    squeezer.pushRun(original, run, at);
    const char = String.fromCodePoint(original.codePointAt(at)!);
    if (isSpace(char)) squeezer.gap = true;
    else {
      const read = squeezer.last === '其' && char === '它' ? '他' : normaliseCharacter(char);
      if (read !== '') squeezer.push(read, at);
    }
    at += char.length;
    run = at;
  }
  squeezer.pushRun(original, run, at);
  squeezer.origins.push(original.length);
  return { text: squeezer.pieces.join(''), origins: squeezer.origins };
};
