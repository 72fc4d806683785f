import type { Block, Document, Heading, Paragraph } from '../model/document.ts';
import { type Locator, locator } from '../model/locator.ts';
import { type SqueezedText, squeezeWithOrigins } from '../text/squeeze-with-origins.ts';
import { noiseMask } from './figure-noise.ts';
import { nameFigures } from './name-figures.ts';
import type { Passage, Sentence } from './prose.ts';
import { type BareFigure, readFigures, readSpoken } from './read-figures.ts';

/** A heading over problems, remedies or next year's work: its figures are not this year's results. */
const PLANS = /下一步|下步|打算|计划|存在.{0,8}问题|改进(?:情况|措施)|不足/;

/** A sentence ends at 。！？; enumerators (一是, 二是 …) open a new one. */
const ENUMERATOR = /(?<=[。;:,，])(?=[一二三四五六七八九十]{1,2}是)/;

const splitSentences = (text: string): readonly { readonly start: number; readonly end: number }[] => {
  const spans: { start: number; end: number }[] = [];
  let start = 0;
  const close = (end: number): void => {
    if (end > start) spans.push({ start, end });
    start = end;
  };
  for (const match of text.matchAll(/[。!?]+/g)) {
    let offset = start;
    for (const piece of text.slice(start, match.index + match[0].length).split(ENUMERATOR)) {
      offset += piece.length;
      close(offset);
    }
  }
  let offset = start;
  for (const piece of text.slice(start).split(ENUMERATOR)) {
    offset += piece.length;
    close(offset);
  }
  return spans;
};

/** Keeps the headings that still stand above, given a new one. */
const under = (above: readonly Heading[], heading: Heading): readonly Heading[] => [
  ...above.filter((h) => h.level < heading.level),
  heading,
];

/** How many line breaks stand before an offset of the text. */
const breaksBefore = (text: string): ((offset: number) => number) => {
  const breaks = [...text.matchAll(/\n/g)].map((match) => match.index);
  return (offset) => {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (breaks[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
};

const locateIn = (paragraph: Paragraph, block: number): ((from: number, to: number) => Locator) => {
  const { line, start } = paragraph.locator;
  const breaks = breaksBefore(paragraph.text);
  return (from, to) =>
    locator({
      ...paragraph.locator,
      block,
      line: line === null ? null : line + breaks(from),
      start: start === null ? null : start + from,
      end: start === null ? null : start + to,
    });
};

/** The end of squeezed character `end - 1` in the original, without the white space that follows it. */
const originalEnd = (squeezed: SqueezedText, original: string, end: number): number => {
  let at = squeezed.origins[end] ?? original.length;
  while (at > 0 && /\s/.test(original[at - 1]!)) at -= 1;
  return at;
};

const readParagraph = (paragraph: Paragraph, block: number, passage: Passage, firstIndex: number): Sentence[] => {
  const squeezed = squeezeWithOrigins(paragraph.text);
  const locate = locateIn(paragraph, block);
  return splitSentences(squeezed.text).map((span, position) => {
    const text = squeezed.text.slice(span.start, span.end);
    const from = (at: number): number => squeezed.origins[span.start + at]!;
    const to = (at: number): number => originalEnd(squeezed, paragraph.text, span.start + at);
    const index = firstIndex + position;
    const placed = <F extends BareFigure>(figure: F, i: number) => ({
      ...figure,
      sentence: index,
      position: i,
      locator: locate(from(figure.start), to(figure.end)),
    });
    const mask = noiseMask(text);
    const figures = nameFigures(readFigures(text, mask)).map(placed);
    const spoken = readSpoken(text, mask).map((figure, i) => ({
      ...placed(figure, i),
      about: figure.trail.slice(0, 12),
    }));
    return {
      index,
      position,
      passage,
      text,
      figures,
      spoken,
      locate: (start, end) => locate(from(start), to(end)),
      verbatim: (start, end) => paragraph.text.slice(from(start), to(end)),
    };
  });
};

const isPlanned = (above: readonly Heading[]): boolean =>
  above.some((heading) => heading.level > 0 && heading.level < 3 && PLANS.test(heading.text));

/** The sentences of the prose in reading order, each with its figures; tables and pictures are left out. */
export const readSentences = (document: Document): readonly Sentence[] => {
  const sentences: Sentence[] = [];
  let above: readonly Heading[] = [];
  document.blocks.forEach((block: Block, index) => {
    if (block.is === 'heading') above = under(above, block);
    // what was recognised in a picture without certainty states nothing
    if (block.is !== 'paragraph' || block.doubtful) return;
    const passage = { block: index, headings: above.map((h) => h.text), planned: isPlanned(above) };
    for (const sentence of readParagraph(block, index, passage, sentences.length)) sentences.push(sentence);
  });
  return sentences;
};
