import { normaliseText } from '../../text/normalise.ts';

/**
 * The character that a Kangxi or CJK radical (U+2E80–U+2FDF) stands for, any other character as it is. Fonts show
 * both alike and many programs write the radical: ⼀ for 一, ⺠ for 民.
 */
export const foldRadical = (char: string): string => {
  const code = char.codePointAt(0)!;
  return code >= 0x2e80 && code <= 0x2fdf ? normaliseText(char) : char;
};
