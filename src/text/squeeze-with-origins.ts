import { normaliseText } from './normalise.ts';

/** Squeezed text that still knows where each of its characters came from. */
export type SqueezedText = {
  readonly text: string;
  /** `origins[i]` is the offset in the original of character `i`; one entry more than `text` has, for its end. */
  readonly origins: readonly number[];
};

const isSpace = (char: string): boolean => /\s/.test(char);
const isWordOrDigit = (char: string | undefined): boolean => char !== undefined && /[0-9A-Za-z]/.test(char);

/** The full-width comma stays: between figures it is punctuation, never a thousands separator. */
const normaliseCharacter = (char: string): string => {
  if (char === '，') return char;
  const code = char.codePointAt(0)!;
  const unchanged = (code >= 0x21 && code <= 0x7e) || (code >= 0x4e00 && code <= 0x9fff);
  return unchanged ? char : normaliseText(char);
};

/**
 * Normalised text without white space for matching prose, with the way back to the original. A space between two Latin
 * letters or digits stays, so that two numbers never run together.
 */
export const squeezeWithOrigins = (original: string): SqueezedText => {
  const pieces: string[] = [];
  const origins: number[] = [];
  let last: string | undefined;
  let gap = false;
  let offset = 0;
  const push = (text: string, at: number): void => {
    for (let i = 0; i < text.length; i += 1) origins.push(at);
    pieces.push(text);
    last = text[text.length - 1];
  };
  for (const char of original) {
    if (isSpace(char)) gap = true;
    else {
      const normal = last === '其' && char === '它' ? '他' : normaliseCharacter(char).replace(/\s/g, '');
      if (gap && isWordOrDigit(last) && isWordOrDigit(normal[0])) push(' ', offset);
      if (normal !== '') {
        push(normal, offset);
        gap = false;
      }
    }
    offset += char.length;
  }
  origins.push(original.length);
  return { text: pieces.join(''), origins };
};
