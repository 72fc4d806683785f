/** A rectangle in points, y down: left, top, right, bottom. */
export type Box = readonly [x0: number, y0: number, x1: number, y1: number];

/**
 * A printed character. `box` is its advance width by its em square: x0 and x1 where the pen stood before and after it,
 * y0 and y1 so that `y1 - y0` is the font size and all characters of a line share them. `isRecognised`
 * when it was read from a picture, `isDoubtful` when without certainty.
 */
export type Glyph = {
  readonly char: string;
  readonly box: Box;
  readonly isRecognised?: true;
  readonly isDoubtful?: true;
};

/** A horizontal or vertical line: `at` its y (or x), `from` and `to` its ends along the other axis. */
export type Segment = { readonly at: number; readonly from: number; readonly to: number };

/** The ruled lines of a page, horizontal and vertical ones apart; slanted ones and curves are no rules. */
export type Rules = { readonly horizontal: readonly Segment[]; readonly vertical: readonly Segment[] };

/** What a page shows, upright, in points from its top left corner, nothing outside `width` × `height`. */
export type PageContent = {
  readonly page: number;
  readonly width: number;
  readonly height: number;
  readonly glyphs: readonly Glyph[];
  readonly rules: Rules;
  /** Pictures large enough to show a table or print. */
  readonly pictures?: readonly Box[];
};

export const centreX = (box: Box): number => (box[0] + box[2]) / 2;

export const centreY = (box: Box): number => (box[1] + box[3]) / 2;

/** The font size of a character, or the height of a line. */
export const heightOf = (box: Box): number => box[3] - box[1];

/** The smallest box around all of them; they must not be empty. */
export const boxAround = (boxes: readonly Box[]): Box => {
  let [x0, y0, x1, y1] = boxes[0]!;
  for (const box of boxes) {
    x0 = Math.min(x0, box[0]);
    y0 = Math.min(y0, box[1]);
    x1 = Math.max(x1, box[2]);
    y1 = Math.max(y1, box[3]);
  }
  return [x0, y0, x1, y1];
};
