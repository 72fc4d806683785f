import { type Locator, locator } from '../../model/locator.ts';

/**
 * One line of a source: a line of a text file, or what a web page shows between two breaks.
 *
 * `start` and `end` are UTF-16 offsets into the decoded source. When `exact` is true, character i of `text` stands at
 * `start + i`; otherwise the offsets only enclose the line. `level` is a heading level given by markup, `picture` says
 * that the text stands for a picture.
 */
export type SourceLine = {
  readonly is: 'line';
  readonly text: string;
  readonly line: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly exact: boolean;
  readonly level: 0 | 1 | 2 | 3 | null;
  readonly picture: boolean;
};

/** A piece of text and where it stands. */
export type Located = { readonly text: string; readonly locator: Locator };

/** The lines of a decoded text, without their terminators (\n, \r\n or \r). Offsets are exact. */
export const splitLines = (text: string): readonly SourceLine[] => {
  const lines: SourceLine[] = [];
  const add = (start: number, end: number): void => {
    lines.push({
      is: 'line',
      text: text.slice(start, end),
      line: lines.length + 1,
      start,
      end,
      exact: true,
      level: null,
      picture: false,
    });
  };
  let start = 0;
  for (const terminator of text.matchAll(/\r\n|\n|\r/g)) {
    add(start, terminator.index);
    start = terminator.index + terminator[0].length;
  }
  if (start < text.length) add(start, text.length);
  return lines;
};

/** The part of a line from `from` up to `to`, its ends trimmed, with its place. */
export const partOf = (line: SourceLine, from = 0, to = line.text.length): Located => {
  const raw = line.text.slice(from, to);
  const text = raw.trim();
  if (!line.exact || line.start === null) {
    return { text, locator: locator({ line: line.line, start: line.start, end: line.end }) };
  }
  const start = line.start + from + (raw.length - raw.trimStart().length);
  return { text, locator: locator({ line: line.line, start, end: start + text.length }) };
};

/** Several pieces as one: texts joined by line breaks, the place spanning from the first to the last. */
export const joinLocated = (pieces: readonly Located[]): Located => {
  const first = pieces[0]!;
  const last = pieces.at(-1)!;
  return {
    text: pieces
      .map((piece) => piece.text)
      .join('\n')
      .trim(),
    locator: { ...first.locator, end: last.locator.end },
  };
};

/** Whether a line shows nothing. */
export const isBlank = (line: SourceLine): boolean => line.text.trim() === '';
