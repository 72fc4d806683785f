import type { ProseFigure } from '../model/claim.ts';
import type { Locator } from '../model/locator.ts';

/** What a stretch of text is about, told by its own words, the list it belongs to, or the headings above it. */
export type Topic =
  | 'reconsideration'
  | 'litigation'
  | 'both-disputes'
  | 'applications'
  | 'complaints'
  | 'other-business'
  | null;

/** Whose figures these are: the whole report's, a part's (本级, a named body), or not said. */
export type Scope = 'whole' | 'part' | 'own' | 'unsaid';

/**
 * A figure in a sentence with the words around it, offsets into the sentence.
 * `zone` is everything since the figure before, `trail` the words between its unit and the next punctuation.
 */
export type Figure = ProseFigure & {
  readonly sentence: number;
  /** Its index among the figures of the sentence. */
  readonly position: number;
  readonly start: number;
  readonly end: number;
  readonly zone: string;
  readonly trail: string;
  /** How many parentheses are open at the figure. */
  readonly depth: number;
  readonly growth: boolean;
  readonly year: number | null;
};

/** A paragraph and what stands above it. */
export type Passage = {
  readonly block: number;
  /** Headings above it, outermost first. */
  readonly headings: readonly string[];
  /** It speaks of problems or of the coming year. */
  readonly planned: boolean;
};

/** A sentence in squeezed text. `index` counts the sentences of the document, `position` those of the paragraph. */
export type Sentence = {
  readonly index: number;
  readonly position: number;
  readonly passage: Passage;
  readonly text: string;
  readonly figures: readonly Figure[];
  /** Counts of speech (五大任务), apart from the figures that lists and shares are made of. */
  readonly spoken: readonly Figure[];
  readonly locate: (start: number, end: number) => Locator;
  /** The original words, verbatim. */
  readonly verbatim: (start: number, end: number) => string;
};
