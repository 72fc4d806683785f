import type { GreyImage } from '../reader.ts';
import { type Ink, toInk } from './ink.ts';

/** A ruled line in a picture: along rows (or columns) `from` … `to`, across `at` … `at + thickness`. In pixels. */
export type ScannedRule = {
  readonly at: number;
  readonly thickness: number;
  readonly from: number;
  readonly to: number;
};

/** Breaks of a line that a scan makes. In pixels. */
const BREAK = 5;

/** Thicker bars are no rules. In pixels of 200 dots per inch. */
const THICKEST = 12;

type Run = { readonly line: number; readonly from: number; readonly to: number };

/** Dark stretches of at least `least` pixels along one row (or column). */
const runsOf = (ink: Ink, line: number, isAcross: boolean, least: number): readonly Run[] => {
  const length = isAcross ? ink.width : ink.height;
  const step = isAcross ? 1 : ink.width;
  const start = isAcross ? line * ink.width : line;
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  const close = (): void => {
    if (from >= 0 && last - from + 1 >= least) runs.push({ line, from, to: last + 1 });
    from = -1;
  };
  for (let i = 0; i < length; i += 1) {
    if (ink.dark[start + i * step] === 1) {
      if (from < 0) from = i;
      last = i;
    } else if (from >= 0 && i - last > BREAK) close();
  }
  close();
  return runs;
};

type Growing = { at: number; last: number; from: number; to: number };

/** Runs in neighbouring rows that overlap are one line. */
const joinRuns = (runs: readonly Run[]): readonly ScannedRule[] => {
  const lines: Growing[] = [];
  let active: Growing[] = [];
  for (const run of runs) {
    active = active.filter((line) => run.line - line.last <= 2);
    const touching = active.find((line) => run.from < line.to && run.to > line.from);
    if (touching) {
      touching.last = run.line;
      touching.from = Math.min(touching.from, run.from);
      touching.to = Math.max(touching.to, run.to);
    } else {
      const line = { at: run.line, last: run.line, from: run.from, to: run.to };
      lines.push(line);
      active.push(line);
    }
  }
  return lines.map(({ at, last, from, to }) => ({ at, thickness: last - at + 1, from, to }));
};

/** How far beside a line its paper is looked at. In pixels. */
const BESIDE = 4;

/** A line is this much darker than the paper on both sides, however faint it is. In grey values. */
const FAINT = 16;

/**
 * The ink of a picture, and what is darker than its surroundings across an axis: hairlines that a scan made grey, which
 * are too faint to be ink.
 */
const lineInk = ({ width, height, pixels }: GreyImage, ink: Ink, isAcross: boolean): Ink => {
  const dark = ink.dark.slice();
  const step = isAcross ? width * BESIDE : BESIDE;
  const [mostX, mostY] = isAcross ? [width, height - BESIDE] : [width - BESIDE, height];
  for (let y = isAcross ? BESIDE : 0; y < mostY; y += 1) {
    for (let x = isAcross ? 0 : BESIDE; x < mostX; x += 1) {
      const i = y * width + x;
      const own = pixels[i]! + FAINT;
      if (pixels[i - step]! >= own && pixels[i + step]! >= own) dark[i] = 1;
    }
  }
  return { width, height, dark };
};

const alongAxis = (ink: Ink, isAcross: boolean, least: number): readonly ScannedRule[] => {
  const count = isAcross ? ink.height : ink.width;
  const runs: Run[] = [];
  for (let line = 0; line < count; line += 1) runs.push(...runsOf(ink, line, isAcross, least));
  return joinRuns(runs).filter((rule) => rule.thickness <= THICKEST);
};

/** How far from a crossing line a line may end and still touch it. In pixels. */
const TOUCH = 6;

const touches = (place: number, rule: ScannedRule, crossing: readonly ScannedRule[]): boolean =>
  crossing.some(
    (line) =>
      Math.abs(line.at + line.thickness / 2 - place) <= TOUCH + line.thickness / 2 &&
      line.from - TOUCH <= rule.at &&
      rule.at <= line.to + TOUCH,
  );

/** Strokes of neighbouring characters may line up: a line is long, or crossing lines stand at both its ends. */
const isRule = (rule: ScannedRule, crossing: readonly ScannedRule[], longest: number): boolean =>
  rule.to - rule.from >= longest || (touches(rule.from, rule, crossing) && touches(rule.to, rule, crossing));

/**
 * Long dark runs of a picture as ruled lines, down to hairlines that the scan made grey. `em` is the size of its print
 * in pixels, by which lines are told from strokes of characters.
 */
export const findRules = (
  image: GreyImage,
  em: number,
): { readonly horizontal: readonly ScannedRule[]; readonly vertical: readonly ScannedRule[] } => {
  const ink = toInk(image);
  const across = alongAxis(lineInk(image, ink, true), true, Math.round(1.2 * em));
  const down = alongAxis(lineInk(image, ink, false), false, Math.round(1.3 * em));
  const vertical = down.filter((rule) => isRule(rule, across, 4 * em));
  return { horizontal: across.filter((rule) => isRule(rule, vertical, 12 * em)), vertical };
};

/** The picture without its lines, so that they are not taken for print. */
export const withoutRules = (ink: Ink, horizontal: readonly ScannedRule[], vertical: readonly ScannedRule[]): Ink => {
  const dark = ink.dark.slice();
  const erase = (x0: number, y0: number, x1: number, y1: number): void => {
    for (let y = Math.max(0, y0); y < Math.min(ink.height, y1); y += 1) {
      dark.fill(0, y * ink.width + Math.max(0, x0), y * ink.width + Math.min(ink.width, x1));
    }
  };
  for (const { at, thickness, from, to } of horizontal) erase(from - 2, at - 1, to + 2, at + thickness + 1);
  for (const { at, thickness, from, to } of vertical) erase(at - 1, from - 2, at + thickness + 1, to + 2);
  return { ...ink, dark };
};
