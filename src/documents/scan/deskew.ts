import type { GreyImage } from '../reader.ts';
import { toInk } from './ink.ts';

/** Sheets lie in the scanner turned by no more than this. In degrees. */
const MOST = 3;

const COARSE = 0.5;
const FINE = 0.05;

/** Pixels of ink looked at. */
const SAMPLED = 60_000;

type Points = { readonly xs: Float32Array; readonly ys: Float32Array; readonly height: number };

const samplePoints = (image: GreyImage): Points => {
  const ink = toInk(image);
  const all: number[] = [];
  for (let i = 0; i < ink.dark.length; i += 1) if (ink.dark[i] === 1) all.push(i);
  const step = Math.max(1, Math.floor(all.length / SAMPLED));
  const kept = all.filter((_, i) => i % step === 0);
  return {
    xs: Float32Array.from(kept, (i) => (i % image.width) - image.width / 2),
    ys: Float32Array.from(kept, (i) => Math.floor(i / image.width)),
    height: image.height,
  };
};

/** How sharply the ink gathers in rows when the picture is turned by an angle: sum of squares of the row profile. */
const energy = ({ xs, ys, height }: Points, degrees: number): number => {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const rows = new Float64Array(height + 400);
  for (let i = 0; i < xs.length; i += 1) {
    const row = Math.round(ys[i]! - xs[i]! * slope) + 200;
    if (row >= 0 && row < rows.length) rows[row]! += 1;
  }
  return rows.reduce((sum, count) => sum + count * count, 0);
};

const bestAround = (points: Points, middle: number, reach: number, step: number): number => {
  let best = middle;
  let most = energy(points, middle);
  for (let by = step; by <= reach + 1e-9; by += step) {
    for (const angle of [middle - by, middle + by]) {
      const found = energy(points, angle);
      if (found > most) [best, most] = [angle, found];
    }
  }
  return best;
};

/** The angle in degrees by which the lines of a page fall to the right; 0 for a page that lies straight. */
export const skewOf = (image: GreyImage): number => {
  const points = samplePoints(image);
  if (points.xs.length < 200) return 0;
  const coarse = bestAround(points, 0, MOST, COARSE);
  return bestAround(points, bestAround(points, coarse, COARSE, COARSE / 4), COARSE / 4, FINE);
};

/** Turns a picture back by an angle in degrees; what comes in from outside is white. */
const turnBack = ({ width, height, pixels }: GreyImage, degrees: number): GreyImage => {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [cx, cy] = [width / 2, height / 2];
  const turned = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const fx = (x - cx) * cos - (y - cy) * sin + cx;
      const fy = (x - cx) * sin + (y - cy) * cos + cy;
      const [x0, y0] = [Math.floor(fx), Math.floor(fy)];
      if (x0 < 0 || y0 < 0 || x0 + 1 >= width || y0 + 1 >= height) continue;
      const [wx, wy] = [fx - x0, fy - y0];
      const at = y0 * width + x0;
      const upper = pixels[at]! * (1 - wx) + pixels[at + 1]! * wx;
      const lower = pixels[at + width]! * (1 - wx) + pixels[at + width + 1]! * wx;
      turned[y * width + x] = upper * (1 - wy) + lower * wy;
    }
  }
  return { width, height, pixels: turned };
};

/** A page with its lines level. */
export const deskew = (image: GreyImage): GreyImage => {
  const angle = skewOf(image);
  return Math.abs(angle) < FINE / 2 ? image : turnBack(image, angle);
};
