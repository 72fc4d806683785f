import type { Box } from '../layout/page-content.ts';

/** The visible part of a page in its own coordinates (y up), as PDFium gives it. */
export type PageFrame = {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
  /** Quarter turns clockwise. */
  readonly turns: number;
};

export const sizeOf = (frame: PageFrame): { readonly width: number; readonly height: number } => {
  const across = frame.right - frame.left;
  const down = frame.top - frame.bottom;
  return frame.turns % 2 === 0 ? { width: across, height: down } : { width: down, height: across };
};

/** A point of the page as it is looked at: from the top left corner of the visible part, y down, turned upright. */
export const toUpright = (frame: PageFrame, x: number, y: number): readonly [number, number] => {
  switch (frame.turns) {
    case 1:
      return [y - frame.bottom, x - frame.left];
    case 2:
      return [frame.right - x, y - frame.bottom];
    case 3:
      return [frame.top - y, frame.right - x];
    default:
      return [x - frame.left, frame.top - y];
  }
};

/** The same for a rectangle given by two opposite corners. */
export const boxToUpright = (frame: PageFrame, x0: number, y0: number, x1: number, y1: number): Box => {
  const a = toUpright(frame, x0, y0);
  const b = toUpright(frame, x1, y1);
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])];
};
