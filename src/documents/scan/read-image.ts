import type { Document, ReadingFailure } from '../../model/document.ts';
import { locator } from '../../model/locator.ts';
import { buildBlocks } from '../layout/build-blocks.ts';
import type { Engines, GreyImage } from '../reader.ts';
import { orFailure, ReadingFault } from '../reading-fault.ts';
import { decodeImage } from './decode-image.ts';
import { scanPage } from './scan-page.ts';

/** Width of a sheet of A4 in points: a picture says nothing of the size of what it shows. */
const SHEET = 595;

/** Pictures finer than this many pixels in width say no more; they are halved until they are not. */
const WIDEST = 2600;

/** Half as wide and half as high: each pixel the mean of four. */
const halved = ({ width, height, pixels }: GreyImage): GreyImage => {
  const [w, h] = [width >> 1, height >> 1];
  const half = new Uint8Array(w * h);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      const at = 2 * y * width + 2 * x;
      half[y * w + x] = (pixels[at]! + pixels[at + 1]! + pixels[at + width]! + pixels[at + width + 1]!) >> 2;
    }
  }
  return { width: w, height: h, pixels: half };
};

const fine = (image: GreyImage): GreyImage =>
  Math.min(image.width, image.height) > WIDEST ? fine(halved(image)) : image;

/** The shorter side of a sheet is its width; a long strip is a page photographed as one. */
const widthInPoints = ({ width, height }: GreyImage): number => (width > height ? (SHEET * width) / height : SHEET);

/**
 * Reads a picture (PNG or JPEG) of a page through the recogniser. Fails as `unreadable` where none is installed: a
 * picture that was not read never counts as a report without errors.
 */
export const readImage = (bytes: Uint8Array, engines: Engines): Promise<Document | ReadingFailure> =>
  orFailure(async () => {
    const image = fine(decodeImage(bytes));
    const recogniser = await engines.recogniser();
    if (!recogniser) {
      throw new ReadingFault('unreadable', 'it is a picture; no recognition of characters is installed.');
    }
    const width = widthInPoints(image);
    const page = { page: 1, width, height: (width * image.height) / image.width };
    const scanned = await scanPage(image, page, recogniser);
    const { blocks, notes } = buildBlocks([scanned.layout]);
    if (blocks.length === 0)
      throw new ReadingFault('unreadable', 'the picture shows no text that could be recognised.');
    const message = 'The document is a picture; its text was recognised.';
    return {
      mediaType: 'image/*',
      parser: { name: 'gouji-scan', version: '1' },
      blocks,
      notes: [{ code: 'recognised', message, locator: locator({ page: 1 }) }, ...scanned.notes, ...notes],
    };
  });
