import type { Document } from '../../model/document.ts';
import { locator } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { segmentLines } from './segment-lines.ts';
import { splitLines } from './source-line.ts';

const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g;

/** Control characters carry no text and no workbook may hold them: each becomes one space, so that offsets stay. */
export const withoutControls = (text: string): { readonly text: string; readonly notes: readonly Note[] } => {
  const count = text.match(CONTROLS)?.length ?? 0;
  if (count === 0) return { text, notes: [] };
  const message = `${count} control characters were read as spaces.`;
  return { text: text.replace(CONTROLS, ' '), notes: [{ code: 'control-characters', message, locator: locator({}) }] };
};

/** Reads decoded plain text (without a byte order mark). Offsets in locators count UTF-16 units of `text`. */
export const readText = (text: string): Document => {
  const clean = withoutControls(text);
  const { blocks, notes } = segmentLines(splitLines(clean.text));
  return {
    mediaType: 'text/plain',
    parser: { name: 'gouji-text', version: '1' },
    blocks,
    notes: [...clean.notes, ...notes],
  };
};
