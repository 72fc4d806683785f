import type { Box } from './page-content.ts';

/** A cell before its table is complete: where it stands on its page, and what it says. */
export type DraftCell = {
  readonly row: number;
  readonly col: number;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly page: number;
  readonly box: Box;
  readonly text: string;
  /** What was printed may differ from `text`: no figure is taken from it. */
  readonly isDoubtful: boolean;
};

/** A table, or the part of one that stands on one page. `xs` are the positions of its column edges. */
export type DraftTable = {
  readonly is: 'table';
  readonly page: number;
  readonly box: Box;
  readonly xs: readonly number[];
  readonly rows: number;
  readonly cells: readonly DraftCell[];
  /** No line closes the part at the top, or at the bottom: a row may go on over the page. */
  readonly openTop: boolean;
  readonly openBottom: boolean;
  /** Labels may be torn, because no lines hold them together, or misread, because the page is a scan. */
  readonly isUncertain: boolean;
  /** For a frame of one column, which may be a row of a table over two pages: what it is when it is none. */
  readonly instead: readonly TextLine[] | null;
};

/** A line of print outside tables. */
export type TextLine = {
  readonly is: 'text-line';
  readonly page: number;
  readonly box: Box;
  readonly text: string;
  /** Font size in points. */
  readonly size: number;
  /** Width of what cannot be parted at its start: it was too wide for the line before, if that is one paragraph. */
  readonly headWidth: number;
  readonly isDoubtful: boolean;
};

/** A picture large enough to show a table or print. */
export type DraftPicture = { readonly is: 'picture'; readonly page: number; readonly box: Box };

export type PageItem = TextLine | DraftTable | DraftPicture;

/** What stands on a page, in reading order. */
export type PageLayout = {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly PageItem[];
};
