import { NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';

/** How much of a document its readers are not shown. */
export type LeftOut = { hidden: number; deleted: number };

/** Notes on pieces of text that were left out because Word does not show them either. */
export const leftOutNotes = ({ hidden, deleted }: Readonly<LeftOut>): readonly Note[] => {
  const notes: Note[] = [];
  const add = (code: string, message: string): void => void notes.push({ code, message, locator: NOWHERE });
  if (hidden > 0) add('hidden-text', `${hidden} pieces of hidden text were left out.`);
  if (deleted > 0) add('tracked-changes', `${deleted} tracked deletions were left out.`);
  return notes;
};
