import type { Document } from '../../model/document.ts';
import type { Locator } from '../../model/locator.ts';
import type { Severity } from '../../model/rule.ts';
import type { CheckVerdict } from './check.ts';
import { quoted } from './evidence.ts';
import { listing } from './listing.ts';
import { holds, undecided, violated } from './outcome.ts';
import { type ProseLine, proseLines, wholeText } from './prose-lines.ts';

/** Something found in the text. `quote` is what may be shown; null where the words must not be repeated. */
export type Occurrence = { readonly quote: string | null; readonly locator: Locator };

const PLACES = 5;

/**
 * One verdict for everything of a kind in the text: violated with the first five places as evidence. Slots: `count`,
 * `quote` (the first), `quotes` (the first six). A report of which no text was read leaves it undecided.
 */
export const judgeOccurrences = (
  occurrences: readonly Occurrence[],
  document: Document,
  severity?: Severity,
): CheckVerdict => {
  if (occurrences.length > 0) {
    const quotes = occurrences.flatMap((o) => o.quote ?? []);
    return violated({
      evidence: occurrences.slice(0, PLACES).map((o) => quoted(o.quote, o.locator)),
      found: quotes[0] ?? null,
      slots: { count: String(occurrences.length), quote: quotes[0] ?? '', quotes: listing(quotes) },
      severity,
    });
  }
  return proseLines(document).length === 0 && document.blocks.length === 0 ? undecided('text') : holds();
};

/**
 * As `judgeOccurrences`, looking at each heading and paragraph on its own. `sign` is what the whole text must hold for
 * anything to be found: most reports hold none, and are not looked through.
 */
export const judgeText = (
  document: Document,
  find: (line: ProseLine) => readonly (string | null)[],
  sign: RegExp | null = null,
): readonly CheckVerdict[] => {
  const isThere = sign === null || sign.test(wholeText(document));
  const found = isThere
    ? proseLines(document).flatMap((line) => find(line).map((quote) => ({ quote, locator: line.locator })))
    : [];
  return [judgeOccurrences(found, document)];
};
