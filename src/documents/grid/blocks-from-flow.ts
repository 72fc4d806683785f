import type { Block, Table } from '../../model/document.ts';
import type { Note } from '../../model/note.ts';
import { withoutControls } from '../text/read-text.ts';
import { segmentLines } from '../text/segment-lines.ts';
import type { SourceLine } from '../text/source-line.ts';
import { joinContinued } from './join-continued.ts';

type Item = SourceLine | Table;

const isLine = (item: Item): item is SourceLine => item.is === 'line';

const isMarked = (line: SourceLine): boolean => line.level !== null && line.text.trim() !== '';

/** A lone heading of the first level above all others is the title; the others then move up by one. */
const withTitleLevel = (items: readonly Item[]): readonly Item[] => {
  const marked = items.filter(isLine).filter(isMarked);
  const hasTitle = marked.some((line) => line.level === 0);
  if (hasTitle || marked[0]?.level !== 1 || marked.filter((line) => line.level === 1).length > 1) return items;
  return items.map((item) =>
    isLine(item) && item.level !== null ? { ...item, level: (item.level - 1) as 0 | 1 | 2 } : item,
  );
};

const cleanItem = (item: Item): Item => (isLine(item) ? { ...item, text: withoutControls(item.text).text } : item);

/** The blocks of a word processor's document from its lines and tables in reading order. */
export const blocksFromFlow = (
  items: readonly Item[],
): { readonly blocks: readonly Block[]; readonly notes: readonly Note[] } =>
  segmentLines(joinContinued(withTitleLevel(items).map(cleanItem)));
