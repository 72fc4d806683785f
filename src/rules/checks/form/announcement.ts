import { z } from 'zod';
import { squeeze } from '../../../text/normalise.ts';
import type { ProseLine } from '../prose-lines.ts';

const words = z.array(z.string().min(1)).min(1);

/** How the opening paragraph announces the parts of the report; the words are the rule owner's. */
export const announcementSchema = z.strictObject({
  /** Words that open the list of contents, and words that end it. */
  openings: words,
  endings: words,
  /** Words that say nothing about which part is meant. */
  fillers: words,
  /** Names of charts, promised at the end of the list; judged by pictures and only as information. */
  charts: words,
  /** What other rules judge. */
  ignore: words,
});

type Options = z.infer<typeof announcementSchema>;

export type Announcement = { readonly line: ProseLine; readonly items: readonly string[] };

const FIRST_LINES = 8;

/** The list that follows an opening: "报告内容包括甲、乙，以及丙，并附丁。…" → 甲, 乙, 丙, 丁. */
export const announcementOf = (lines: readonly ProseLine[], { openings, endings }: Options): Announcement | null => {
  for (const line of lines.slice(0, FIRST_LINES)) {
    for (const opening of openings) {
      const at = line.text.indexOf(opening);
      if (at < 0) continue;
      const rest = line.text.slice(at + opening.length).split(/[。;；]/)[0]!;
      const end = Math.min(...endings.map((word) => (rest.indexOf(word) < 0 ? rest.length : rest.indexOf(word))));
      const items = rest.slice(0, end).split(/、|,|，|以及|和|与|及|并附有?|附有/);
      const named = items.map((item) => item.replace(/^[:：“"]|[”"]$/g, '')).filter((item) => item.length > 1);
      return named.length > 1 ? { line, items: named } : null;
    }
  }
  return null;
};

const pairs = (text: string): ReadonlySet<string> =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)));

/** The Chinese characters of a title without the words that every title has. */
export const strip = (text: string, fillers: readonly string[]): string =>
  fillers.reduce((rest, filler) => rest.replaceAll(filler, ''), squeeze(text).replace(/[^\p{Script=Han}]/gu, ''));

/** Whether a heading may mean the promised part: one pair of characters in common is enough. */
export const meets = (core: string, title: string): boolean => [...pairs(core)].some((pair) => title.includes(pair));
