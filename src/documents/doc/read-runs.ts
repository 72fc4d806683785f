import { u8, u16, u32 } from '../compound/little-endian.ts';
import type { Changes } from './each-sprm.ts';

/**
 * Bytes of the WordDocument stream, from `from` up to `to`, with the same properties. `style` is the number of the
 * paragraph's style, 0 for runs of characters.
 */
export type Run = { readonly from: number; readonly to: number; readonly style: number; readonly changes: Changes };

/** Runs in order of their place. */
export type Runs = readonly Run[];

const PAGE = 512;

const NOTHING: Changes = new Uint8Array(0);

/** [MS-DOC] 2.9.175 PapxInFkp: a count of words; when it is 0 the next byte is the count, and nothing is taken off. */
const paragraphRun = (page: Uint8Array, from: number, to: number, slot: number): Run => {
  const at = u8(page, slot) * 2;
  if (at === 0) return { from, to, style: 0, changes: NOTHING };
  const words = u8(page, at);
  const start = words === 0 ? at + 2 : at + 1;
  const length = words === 0 ? u8(page, at + 1) * 2 : words * 2 - 1;
  return { from, to, style: u16(page, start), changes: page.subarray(start + 2, Math.min(start + length, PAGE)) };
};

/** [MS-DOC] 2.9.32 Chpx: a count of bytes. */
const characterRun = (page: Uint8Array, from: number, to: number, slot: number): Run => {
  const at = u8(page, slot) * 2;
  const changes = at === 0 ? NOTHING : page.subarray(at + 1, Math.min(at + 1 + u8(page, at), PAGE));
  return { from, to, style: 0, changes };
};

type Kind = { readonly slotSize: number; readonly read: typeof paragraphRun };

const KINDS = {
  paragraph: { slotSize: 13, read: paragraphRun },
  character: { slotSize: 1, read: characterRun },
} as const satisfies Record<string, Kind>;

/** [MS-DOC] 2.9.174, 2.9.33: a page of 512 bytes; its last byte counts the runs, whose bounds stand at its head. */
const pageRuns = (page: Uint8Array, { slotSize, read }: Kind): readonly Run[] => {
  const count = u8(page, PAGE - 1);
  const slots = (count + 1) * 4;
  if (slots + count * slotSize > PAGE - 1) return [];
  return Array.from({ length: count }, (_, i) =>
    read(page, u32(page, i * 4), u32(page, i * 4 + 4), slots + i * slotSize),
  ).filter((run) => run.from < run.to);
};

/**
 * The runs that a table of bins ([MS-DOC] 2.8.5, 2.8.6) lists: a bin names a page of the WordDocument stream. Each page
 * is read once, so that there are never more runs than the stream has room for.
 */
export const readRuns = (word: Uint8Array, bins: Uint8Array, kind: keyof typeof KINDS): Runs => {
  const count = Math.max(0, Math.floor((bins.length - 4) / 8));
  const numbers = new Set<number>();
  for (let i = 0; i < count; i += 1) numbers.add(u32(bins, (count + 1) * 4 + i * 4) & 0x3fffff);
  const runs: Run[] = [];
  for (const number of numbers) {
    const page = word.subarray(number * PAGE, (number + 1) * PAGE);
    if (page.length === PAGE) for (const run of pageRuns(page, KINDS[kind])) runs.push(run);
  }
  return runs.sort((a, b) => a.from - b.from);
};

/** The last run that begins at or before a byte, whether it reaches it or not; -1 when there is none. */
const lastBefore = (runs: Runs, at: number): number => {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.from <= at) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

/** The run of a byte and where it ends; a byte of no run has no properties up to the next one. */
export const runAt = (runs: Runs, at: number): Run => {
  const before = lastBefore(runs, at);
  const run = runs[before];
  if (run && at < run.to) return run;
  return { from: at, to: runs[before + 1]?.from ?? Number.POSITIVE_INFINITY, style: 0, changes: NOTHING };
};
