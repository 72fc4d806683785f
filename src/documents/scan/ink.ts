import type { GreyImage } from '../reader.ts';

/** Which pixels of a picture are ink: 1, or 0 for paper. */
export type Ink = { readonly width: number; readonly height: number; readonly dark: Uint8Array };

/** A rectangle of pixels; x1 and y1 are the first column and row behind it. */
export type Area = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number };

const histogram = (pixels: Uint8Array): Float64Array => {
  const counts = new Float64Array(256);
  for (let i = 0; i < pixels.length; i += 1) counts[pixels[i]!]! += 1;
  return counts;
};

/** The grey value that parts ink and paper best (Otsu 1979), kept to values that can part them. */
const threshold = (pixels: Uint8Array): number => {
  const counts = histogram(pixels);
  const sum = counts.reduce((total, count, grey) => total + count * grey, 0);
  let [below, sumBelow, best, bestScore] = [0, 0, 128, -1];
  for (let grey = 0; grey < 256; grey += 1) {
    below += counts[grey]!;
    sumBelow += counts[grey]! * grey;
    const above = pixels.length - below;
    if (below === 0 || above === 0) continue;
    const apart = sumBelow / below - (sum - sumBelow) / above;
    const score = below * above * apart * apart;
    if (score > bestScore) [best, bestScore] = [grey, score];
  }
  return Math.min(200, Math.max(80, best));
};

/** Parts a grey picture into ink and paper. */
export const toInk = ({ width, height, pixels }: GreyImage): Ink => {
  const limit = threshold(pixels);
  const dark = new Uint8Array(width * height);
  for (let i = 0; i < dark.length; i += 1) dark[i] = pixels[i]! <= limit ? 1 : 0;
  return { width, height, dark };
};

/** Ink in each row of an area. */
export const rowInk = ({ width, dark }: Ink, { x0, y0, x1, y1 }: Area): Int32Array => {
  const rows = new Int32Array(Math.max(0, y1 - y0));
  for (let y = y0; y < y1; y += 1) {
    let sum = 0;
    for (let i = y * width + x0; i < y * width + x1; i += 1) sum += dark[i]!;
    rows[y - y0] = sum;
  }
  return rows;
};

/** Ink in each column of an area. */
export const columnInk = ({ width, dark }: Ink, { x0, y0, x1, y1 }: Area): Int32Array => {
  const columns = new Int32Array(Math.max(0, x1 - x0));
  for (let y = y0; y < y1; y += 1) {
    for (let x = x0; x < x1; x += 1) columns[x - x0]! += dark[y * width + x]!;
  }
  return columns;
};

/** Stretches where values are above zero, joined over gaps of at most `gap`: [from, to) each. */
export const stretches = (values: Int32Array, gap: number): readonly (readonly [from: number, to: number])[] => {
  const found: [number, number][] = [];
  for (let i = 0; i < values.length; i += 1) {
    if (values[i]! <= 0) continue;
    const last = found.at(-1);
    if (last && i - last[1] <= gap) last[1] = i + 1;
    else found.push([i, i + 1]);
  }
  return found;
};
