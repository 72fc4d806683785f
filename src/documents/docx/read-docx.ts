import type { Table } from '../../model/document.ts';
import { NOWHERE } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { joinContinued } from '../grid/join-continued.ts';
import type { FormatReader } from '../reader.ts';
import { orFailure } from '../reading-fault.ts';
import { withoutControls } from '../text/read-text.ts';
import { isTitle } from '../text/recognise-heading.ts';
import { segmentLines } from '../text/segment-lines.ts';
import type { SourceLine } from '../text/source-line.ts';
import { childNamed, type XmlElement } from '../xml/parse-xml.ts';
import { openWordPackage, type WordPackage } from './open-package.ts';
import { readNumbering } from './read-numbering.ts';
import { readStyles } from './read-styles.ts';
import { newWalk, type Walk, walkBlocks } from './walk-body.ts';

type Item = SourceLine | Table;

const related = async (opened: WordPackage, type: string): Promise<XmlElement | null> => {
  const target = opened.relations.find((relation) => relation.type === type)?.target;
  return target === undefined ? null : opened.part(target);
};

/** Foot- and endnotes that the text refers to, as paragraphs after it. */
const walkNotes = async (opened: WordPackage, walk: Walk): Promise<void> => {
  for (const kind of ['footnote', 'endnote']) {
    const wanted = [...walk.notes].filter((note) => note.startsWith(`${kind}:`));
    if (wanted.length === 0) continue;
    const part = await related(opened, `${kind}s`);
    for (const note of part?.children ?? []) {
      if (wanted.includes(`${kind}:${note.attributes['w:id']}`)) walkBlocks(note, 0, walk);
    }
  }
};

const isLine = (item: Item): item is SourceLine => item.is === 'line';

/** The title of a report whose title stands in the page header only. */
const headerTitle = async (opened: WordPackage, items: readonly Item[], blank: Walk): Promise<readonly Item[]> => {
  if (items.some((item) => isLine(item) && (item.level === 0 || isTitle(item.text.trim())))) return [];
  for (const { type, target } of opened.relations) {
    if (type !== 'header') continue;
    const header = await opened.part(target);
    if (header) walkBlocks(header, 0, blank);
  }
  const title = blank.flow.finish().items.find((item) => isLine(item) && isTitle(item.text.trim()));
  return title && isLine(title) ? [{ ...title, line: null, level: 0 }] : [];
};

/** A lone heading of the first level above all others is the title; the others then move up by one. */
const withTitleLevel = (items: readonly Item[]): readonly Item[] => {
  const marked = items.filter(isLine).filter((line) => line.level !== null && line.text.trim() !== '');
  const hasTitle = marked.some((line) => line.level === 0);
  if (hasTitle || marked[0]?.level !== 1 || marked.filter((line) => line.level === 1).length > 1) return items;
  return items.map((item) =>
    isLine(item) && item.level !== null ? { ...item, level: (item.level - 1) as 0 | 1 | 2 } : item,
  );
};

const cleanItem = (item: Item): Item => (isLine(item) ? { ...item, text: withoutControls(item.text).text } : item);

const note = (code: string, message: string): Note => ({ code, message, locator: NOWHERE });

const notesOf = (walk: Walk): readonly Note[] => {
  const notes: Note[] = [];
  const { hidden, deleted } = walk.leftOut;
  if (hidden > 0) notes.push(note('hidden-text', `${hidden} pieces of hidden text were left out.`));
  if (deleted > 0) notes.push(note('tracked-changes', `${deleted} tracked deletions were left out.`));
  if (walk.notes.size > 0) notes.push(note('footnotes', `${walk.notes.size} foot- or endnotes follow the text.`));
  for (const target of walk.embedded) {
    notes.push(note('embedded-part', `The part ${target}, another document inside this one, was not read.`));
  }
  return notes;
};

/**
 * Reads a Word document (.docx, .docm): its final text with tracked changes accepted, numbers of lists as Word shows
 * them, text boxes where they are anchored, foot- and endnotes after the text. `line` in a locator counts the lines of
 * the text, those in cells included. Page headers and footers are not read, but for a title that stands nowhere else.
 */
export const readDocx: FormatReader = (bytes) =>
  orFailure(async () => {
    const opened = await openWordPackage(bytes);
    const shared = {
      style: readStyles(await related(opened, 'styles')),
      relations: opened.relations,
      numbering: readNumbering(await related(opened, 'numbering')),
    };
    const walk = newWalk(shared);
    const body = childNamed(opened.main, 'w:body');
    if (body) walkBlocks(body, 0, walk);
    await walkNotes(opened, walk);
    const { items, notes } = walk.flow.finish();
    const title = await headerTitle(opened, items, newWalk(shared));
    const { blocks, notes: more } = segmentLines(joinContinued(withTitleLevel([...title, ...items]).map(cleanItem)));
    return {
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      parser: { name: 'gouji-docx', version: '1' },
      blocks,
      notes: [...notesOf(walk), ...notes, ...more],
    };
  });
