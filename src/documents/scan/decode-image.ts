import jpeg from 'jpeg-js';
import { PNG } from 'pngjs';
import type { GreyImage } from '../reader.ts';
import { ReadingFault } from '../reading-fault.ts';

/** Larger pictures are refused before they are unpacked: A3 at 400 dots per inch has 31 million pixels. */
const MOST_PIXELS = 40_000_000;

const megapixels = (pixels: number): string => `${Math.round(pixels / 1e5) / 10} million pixels`;

const checkSize = (width: number, height: number): void => {
  if (width * height > MOST_PIXELS) {
    const size = `${width} × ${height}`;
    throw new ReadingFault('too-large', `the picture is ${size}; at most ${megapixels(MOST_PIXELS)} are read.`);
  }
};

const isPng = (bytes: Uint8Array): boolean => bytes[0] === 0x89 && bytes[1] === 0x50;

const HEADER = 0x49484452;

/** The decoder believes the last header, wherever it stands; only the first was checked. */
const hasSecondHeader = (view: DataView): boolean => {
  // each chunk is a length, a type, so many bytes and a check sum (PNG, 5.3)
  for (let at = 33; at + 8 <= view.byteLength; at += 12 + view.getUint32(at)) {
    if (view.getUint32(at + 4) === HEADER) return true;
  }
  return false;
};

/** Width, height and interlacing stand at fixed places (PNG, 11.2.2). */
const checkPng = (bytes: Uint8Array): void => {
  if (bytes.length < 33) throw new ReadingFault('unreadable', 'the PNG picture is cut off.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  checkSize(view.getUint32(16), view.getUint32(20));
  if (hasSecondHeader(view)) throw new ReadingFault('unreadable', 'the PNG picture has two headers.');
  if (bytes[28] !== 0) {
    // its passes are unpacked without a bound; no scanner writes it
    throw new ReadingFault('unsupported', 'interlaced PNG pictures are not read; save it without interlacing.');
  }
};

/** ITU-R BT.601 in 256ths; what is transparent is paper. */
const toGrey = (width: number, height: number, rgba: Uint8Array): GreyImage => {
  const pixels = new Uint8Array(width * height);
  for (let i = 0, from = 0; i < pixels.length; i += 1, from += 4) {
    const grey = (77 * rgba[from]! + 150 * rgba[from + 1]! + 29 * rgba[from + 2]!) >> 8;
    pixels[i] = rgba[from + 3] === 255 ? grey : 255 - (((255 - grey) * rgba[from + 3]!) >> 8);
  }
  return { width, height, pixels };
};

const decodePng = (bytes: Uint8Array): GreyImage => {
  checkPng(bytes);
  const { width, height, data } = PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return toGrey(width, height, data);
};

const decodeJpeg = (bytes: Uint8Array): GreyImage => {
  const { width, height, data } = jpeg.decode(bytes, {
    useTArray: true,
    tolerantDecoding: true,
    maxResolutionInMP: MOST_PIXELS / 1e6,
    maxMemoryUsageInMB: 700,
  });
  return toGrey(width, height, data);
};

/** Decodes a PNG or JPEG picture to grey. Throws a ReadingFault that says what is wrong with it. */
export const decodeImage = (bytes: Uint8Array): GreyImage => {
  try {
    return isPng(bytes) ? decodePng(bytes) : decodeJpeg(bytes);
  } catch (error) {
    if (error instanceof ReadingFault) throw error;
    const message = error instanceof Error ? error.message : String(error);
    if (/exceed|limit/i.test(message)) throw new ReadingFault('too-large', 'the picture is too large to be read.');
    throw new ReadingFault('unreadable', `the picture is damaged: ${message.slice(0, 200)}.`);
  }
};
