import type { Document } from '../../model/document.ts';
import type { Part } from '../../model/fact.ts';

/** From the heading (or first content) of a part up to the next chapter heading: first block, and the one after the last. */
export type BlockRange = { readonly from: number; readonly to: number };

/** The blocks of a part; null when its place is unknown. */
export const chapterBlocks = (document: Document, part: Part): BlockRange | null => {
  const from = document.blocks.findIndex((block) => block.is === 'heading' && block.locator === part.locator);
  if (from < 0) return null;
  const next = document.blocks.findIndex((block, i) => i > from && block.is === 'heading' && block.level <= 1);
  return { from, to: next < 0 ? document.blocks.length : next };
};
