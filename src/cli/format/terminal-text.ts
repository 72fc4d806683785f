/** East Asian wide and fullwidth characters, and everything beyond the basic plane that reports hold. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

const ZERO_WIDTH = /\p{Mn}|\p{Me}|\p{Cf}/u;

const widthOf = (character: string): number => (WIDE.test(character) ? 2 : ZERO_WIDTH.test(character) ? 0 : 1);

/** How many columns of a terminal the text takes: a Chinese character takes two. */
export const displayWidth = (text: string): number => {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
};

/**
 * Text of a report made safe for a terminal: one line, no control or direction characters, so that a report cannot
 * move the cursor, colour the screen or hide words.
 */
export const terminalText = (text: string): string =>
  text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replace(/\p{Cf}/gu, '');

/** A run that is not broken over lines: a word or figure; a Chinese character stands alone. */
const RUNS = /[\p{Script=Latin}\d.,:%_[\]()/+-]+|./gsu;

const cut = (run: string, width: number): readonly string[] => {
  const pieces: string[] = [];
  let piece = '';
  for (const character of run) {
    if (displayWidth(piece) + widthOf(character) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
};

/** Breaks one line of text into lines of at most `width` columns (at least 2), nothing lost but spaces at the breaks. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  const runs = (text.match(RUNS) ?? []).flatMap((run) => (displayWidth(run) > width ? cut(run, width) : [run]));
  for (const run of runs) {
    if (line !== '' && displayWidth(line) + displayWidth(run) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    if (line === '' && lines.length > 0 && run === ' ') continue;
    line += run;
  }
  return [...lines, line.trimEnd()];
};
