import type { Document, ReadingFailure } from '../../model/document.ts';
import { NOWHERE } from '../../model/locator.ts';
import { blocksFromFlow } from '../grid/blocks-from-flow.ts';
import type { FormatReader } from '../reader.ts';

import { readBody } from './read-body.ts';

const SIGNATURE = '{\\rtf';

/** Blanks or a byte order mark may stand before the first group. */
const FARTHEST_START = 200;

const latin1 = new TextDecoder('latin1');

const TOO_DEEP = {
  code: 'deep-nesting',
  message: 'Groups nest more than 256 deep; what is inside was read as if it stood in the last of them.',
  locator: NOWHERE,
};

/**
 * Reads an RTF file. Offsets in locators are bytes of the file, lines are its paragraphs and line breaks. Hidden and
 * deleted text is left out; footnotes and text boxes follow the main text. A damaged file is read as far as it goes.
 */
export const readRtfBytes = (bytes: Uint8Array): Document | ReadingFailure => {
  const start = latin1.decode(bytes.subarray(0, FARTHEST_START)).indexOf(SIGNATURE);
  if (start < 0) return { code: 'unreadable', message: 'The file does not begin like an RTF document.' };
  const body = readBody(bytes.subarray(start));
  const { blocks, notes } = blocksFromFlow(body.items);
  return {
    mediaType: 'application/rtf',
    parser: { name: 'gouji-rtf', version: '1' },
    blocks,
    notes: [...(body.isTooDeep ? [TOO_DEEP] : []), ...body.notes, ...notes],
  };
};

/** `readRtfBytes` as a reader of a format. */
export const readRtf: FormatReader = async (bytes) => readRtfBytes(bytes);
