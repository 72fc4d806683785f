/** What the recogniser takes for digits when it cannot see words around them. */
const MISTAKEN: Readonly<Record<string, string>> = {
  o: '0',
  O: '0',
  〇: '0',
  口: '0',
  l: '1',
  I: '1',
  '|': '1',
};

/** A cell wholly of digits, of characters that are taken for digits, and of what stands between digits. */
const DIGIT_LIKE = /^[\doO〇口lI|,.+\-\s]+$/;

export const isDigitLike = (text: string): boolean => DIGIT_LIKE.test(text);

/** "1O" → "10", only where the whole cell is digit-like; words are left as they are. */
export const correctDigits = (text: string): string =>
  isDigitLike(text) ? text.replace(/[oO〇口lI|]/g, (char) => MISTAKEN[char]!) : text;
