import type { Locator } from './locator.ts';
import type { Note } from './note.ts';

/**
 * A heading. `number` is the printed numeral ("二", "（一）", "3.") or null; `level` 0 is the title, 1 a chapter
 * （一、）, 2 a section （（一））, 3 below. `runIn` marks a heading that opened a paragraph ("（一）主动公开情况。以…"):
 * its text stands in a block of its own, the rest of the paragraph follows as the next block.
 */
export type Heading = {
  readonly is: 'heading';
  readonly level: 0 | 1 | 2 | 3;
  readonly number: string | null;
  readonly text: string;
  readonly runIn: boolean;
  readonly locator: Locator;
};

/** `doubtful` says that characters were recognised in a picture without certainty: nothing is claimed by such text. */
export type Paragraph = {
  readonly is: 'paragraph';
  readonly text: string;
  readonly locator: Locator;
  readonly doubtful?: true;
};

/** A picture, or the placeholder that an extraction left of one; `text` is the placeholder as it stands. */
export type Picture = { readonly is: 'picture'; readonly text: string; readonly locator: Locator };

/**
 * A cell exists once, at its top left corner, and knows its span. `text` is verbatim but for trimmed ends. `doubtful`
 * says that what is printed may differ from `text`: a label may still be known by it, a figure is never taken from it.
 */
export type Cell = {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly text: string;
  readonly locator: Locator;
  readonly doubtful?: true;
};

/**
 * A table. `cells` are in reading order (by row, then column).
 *
 * `layout` says what the positions are worth: `grid` – rows and columns are those of the document (web page, pipe
 * table); `rows` – the cells of a row are known and in order, but blank placeholders and spans are not columns
 * (text extracted with a tab before each cell); `sequence` – only the order of the cells is known, a blank cell may
 * have vanished altogether.
 *
 * `uncertain` says that labels may have been misread or torn (a scan, a table without lines): a row that is not found
 * in such a table is not missing for that.
 */
export type Table = {
  readonly is: 'table';
  readonly layout: 'grid' | 'rows' | 'sequence';
  readonly rows: number;
  readonly cols: number;
  readonly cells: readonly Cell[];
  readonly locator: Locator;
  readonly uncertain?: true;
};

export type Block = Heading | Paragraph | Picture | Table;

/** A format-free reading of a snapshot: blocks in reading order. Stored text is verbatim, never normalised. */
export type Document = {
  readonly mediaType: string;
  readonly parser: { readonly name: string; readonly version: string };
  readonly blocks: readonly Block[];
  readonly notes: readonly Note[];
};

/** Why bytes did not become a document. */
export type ReadingFailure = {
  readonly code: 'unreadable' | 'too-large' | 'encrypted' | 'unsupported' | 'timed-out';
  readonly message: string;
};

export type Reading = { readonly document: Document } | { readonly failure: ReadingFailure };
