import type { Document } from '../../model/document.ts';
import type { Locator } from '../../model/locator.ts';
import { squeeze } from '../../text/normalise.ts';

/** A heading or paragraph: `text` squeezed for matching, `raw` as it stands, `index` its block in the document. */
export type ProseLine = {
  readonly is: 'heading' | 'paragraph';
  readonly text: string;
  readonly raw: string;
  readonly index: number;
  readonly locator: Locator;
};

const linesOf = (document: Document): readonly ProseLine[] =>
  document.blocks.flatMap((block, index) => {
    if (block.is !== 'heading' && block.is !== 'paragraph') return [];
    const text = squeeze(block.text);
    return text === '' ? [] : [{ is: block.is, text, raw: block.text, index, locator: block.locator }];
  });

// Some twenty checks look at the lines of the same document.
const known = new WeakMap<Document, readonly ProseLine[]>();

/** The headings and paragraphs of a document in reading order, without empty ones. */
export const proseLines = (document: Document): readonly ProseLine[] => {
  const lines = known.get(document) ?? linesOf(document);
  known.set(document, lines);
  return lines;
};

const wholes = new WeakMap<readonly ProseLine[], string>();

/** All lines as one text: whether a word stands anywhere is asked once, not line by line. */
export const wholeText = (document: Document): string => {
  const lines = proseLines(document);
  const whole = wholes.get(lines) ?? lines.map(({ text }) => text).join('\n');
  wholes.set(lines, whole);
  return whole;
};

/** The sentences of squeezed text, each with its closing mark cut off. */
export const sentencesOf = (text: string): readonly string[] =>
  text.split(/[。；;！!？?]/).filter((sentence) => sentence !== '');
