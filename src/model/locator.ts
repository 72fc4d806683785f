/**
 * Where something stands in a document, precise enough to highlight it.
 *
 * `block` index of the block in the document; `row`, `col` zero-based cell of a table; `line` one-based line of
 * the decoded text; `page` one-based; `start`, `end` UTF-16 offsets into the decoded text. Unknown parts are null.
 * `box` is the place on the page where the format has one: left, top, right, bottom in points, y down.
 */
export type Locator = {
  readonly block: number | null;
  readonly row: number | null;
  readonly col: number | null;
  readonly line: number | null;
  readonly page: number | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly box?: readonly [x0: number, y0: number, x1: number, y1: number];
};

export const NOWHERE: Locator = {
  block: null,
  row: null,
  col: null,
  line: null,
  page: null,
  start: null,
  end: null,
};

export const locator = (known: Partial<Locator>): Locator => ({ ...NOWHERE, ...known });
