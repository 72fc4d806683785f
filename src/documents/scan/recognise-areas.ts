import type { Glyph } from '../layout/page-content.ts';
import type { GreyImage, RecognisedLine, Recogniser } from '../reader.ts';
import { correctDigits, isDigitLike } from './digit-like.ts';
import type { Area } from './ink.ts';

/**
 * A character less certain than this is not taken for a figure. Right digits of clean and of blurred print are
 * recognised with more than 0.9 nearly always; nearly all wrong ones have less than 0.8.
 */
export const LEAST_CONFIDENCE = 0.8;

/** Cuts an area out of a page, in the middle of white so large that a single stroke keeps its size. */
const cutOut = (image: GreyImage, area: Area, em: number, margin: number): GreyImage => {
  const inner = { width: area.x1 - area.x0, height: area.y1 - area.y0 };
  const height = Math.round(Math.max(inner.height, em) + 2 * margin);
  const width = Math.round(inner.width + 2 * margin + 0.3 * em);
  const left = Math.floor((width - inner.width) / 2);
  const top = Math.floor((height - inner.height) / 2);
  const pixels = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < inner.height; y += 1) {
    const from = (area.y0 + y) * image.width + area.x0;
    pixels.set(image.pixels.subarray(from, from + inner.width), (top + y) * width + left);
  }
  return { width, height, pixels };
};

/** An area of print with what was read there. */
export type ReadArea = { readonly area: Area; readonly text: string; readonly isDoubtful: boolean };

const DIGIT = /[\doO〇]/;

/** The certainty that counts: of every character of a figure, in words of the digits and their neighbours. */
const weakest = ({ text, certainty, confidence }: RecognisedLine): number => {
  const chars = [...text];
  if (isDigitLike(text)) return Math.min(confidence, ...certainty);
  const nearDigit = certainty.filter((_, i) => [i - 1, i, i + 1].some((at) => DIGIT.test(chars[at] ?? '')));
  return Math.min(confidence, ...nearDigit);
};

/** Digits are read twice, cut out differently: what comes out differently is no figure to rely on. */
const readAgain = async (
  lines: readonly RecognisedLine[],
  again: (index: number) => GreyImage,
  recogniser: Recogniser,
): Promise<ReadonlyMap<number, RecognisedLine>> => {
  const digits = lines.flatMap((line, i) => (isDigitLike(line.text) ? [i] : []));
  const second = await recogniser.read(digits.map(again));
  return new Map(digits.map((index, i) => [index, second[i]!]));
};

/** Reads the print in areas of a page. A text is doubtful when a character of it is, or when a second look differs. */
export const recogniseAreas = async (
  image: GreyImage,
  areas: readonly Area[],
  em: number,
  recogniser: Recogniser,
): Promise<readonly ReadArea[]> => {
  const first = await recogniser.read(areas.map((area) => cutOut(image, area, em, 0.12 * em)));
  const second = await readAgain(first, (i) => cutOut(image, areas[i]!, em, 0.3 * em), recogniser);
  return areas.map((area, i): ReadArea => {
    const line = first[i]!;
    const text = correctDigits(line.text);
    const other = second.get(i);
    const differs = other !== undefined && correctDigits(other.text) !== text;
    return { area, text, isDoubtful: text === '' || differs || weakest(line) < LEAST_CONFIDENCE };
  });
};

/** Latin characters are about half as wide as Chinese ones. */
const widthOf = (char: string): number => (/^[\u0000-\u024f]$/.test(char) ? 0.55 : 1);

/** Stands for print that could not be read at all. */
const UNKNOWN = '\ufffd';

/** What was read as characters spread over their area, in points; `scale` is points to a pixel. */
export const toGlyphs = ({ area, text, isDoubtful }: ReadArea, em: number, scale: number): readonly Glyph[] => {
  const chars = [...(text === '' ? UNKNOWN : text)];
  const total = chars.reduce((sum, char) => sum + widthOf(char), 0);
  const step = (area.x1 - area.x0) / total;
  const middle = (area.y0 + area.y1) / 2;
  const half = Math.max(area.y1 - area.y0, em) / 2;
  let x = area.x0;
  return chars.map((char) => {
    const from = x;
    x += step * widthOf(char);
    const box = [from * scale, (middle - half) * scale, x * scale, (middle + half) * scale] as const;
    return { char, box, isRecognised: true as const, ...(isDoubtful ? { isDoubtful: true as const } : {}) };
  });
};
