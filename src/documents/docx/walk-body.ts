import type { EdgeCell } from '../grid/from-edges.ts';
import { type TableFlow, tableFlow } from '../grid/table-flow.ts';
import type { SourceLine } from '../text/source-line.ts';
import { childNamed, childrenNamed, type XmlElement } from '../xml/parse-xml.ts';
import { isOn, numberOf } from './open-package.ts';
import { chosenBranch, type ParagraphContent, paragraphContent, type Reading } from './paragraph-content.ts';
import type { Numbering } from './read-numbering.ts';
import { numberingOf, outlineOf, type Style } from './read-styles.ts';

/** How a body is walked: what its paragraphs need, and where lines and tables go. */
export type Walk = Reading & {
  readonly numbering: Numbering;
  readonly flow: TableFlow;
  /** Text of a paragraph whose end was deleted: it goes on in the next one. */
  carried: string;
  /** Whether a part of another format was found among the paragraphs. */
  readonly embedded: string[];
};

/** A walk over a body whose shared parts are given. */
export const newWalk = (shared: Pick<Walk, 'style' | 'relations' | 'numbering'>): Walk => ({
  ...shared,
  fields: [],
  notes: new Set(),
  leftOut: { hidden: 0, deleted: 0 },
  flow: tableFlow(),
  carried: '',
  embedded: [],
});

const line = (text: string, level: SourceLine['level'], picture: boolean): Parameters<TableFlow['add']>[0] => ({
  text,
  start: null,
  end: null,
  exact: false,
  level,
  picture,
});

const numberBefore = (properties: XmlElement | null, style: Style, styleId: string | null, walk: Walk): string => {
  const stated = numberingOf(properties);
  const id = stated?.id ?? style.numbering?.id ?? null;
  if (id === null || id === 0) return '';
  const level =
    stated?.level ?? style.numbering?.level ?? (styleId === null ? 0 : walk.numbering.levelOfStyle(id, styleId));
  return walk.numbering.next(id, level) ?? '';
};

/** "…\t12": an entry of a table of contents, whose text stands in the document again. */
const isContentsEntry = (style: Style, text: string): boolean =>
  style.isContents && /\t\s{0,9}\d{1,4}$/.test(text.trim());

/** Adds what hangs on a paragraph: pictures, and the paragraphs in boxes. */
const addAnchored = (content: ParagraphContent, depth: number, walk: Walk): void => {
  for (const name of content.pictures) walk.flow.add(line(name, null, true), depth);
  for (const box of content.boxes) walkBlocks(box, depth, walk);
};

const levelOf = (properties: XmlElement | null, style: Style): SourceLine['level'] => {
  const own = childNamed(properties, 'w:outlineLvl');
  return own ? outlineOf(numberOf(own)) : style.outline;
};

const isEndDeleted = (properties: XmlElement | null): boolean => {
  const mark = childNamed(properties, 'w:rPr');
  return childNamed(mark, 'w:del') !== null || childNamed(mark, 'w:moveFrom') !== null;
};

const addParagraph = (paragraph: XmlElement, depth: number, walk: Walk): void => {
  const properties = childNamed(paragraph, 'w:pPr');
  const styleId = childNamed(properties, 'w:pStyle')?.attributes['w:val'] ?? null;
  const style = walk.style(styleId);
  const content = paragraphContent(paragraph, walk);
  const shown = walk.carried + content.text;
  walk.carried = '';
  if (isEndDeleted(properties)) {
    walk.carried = shown;
    return;
  }
  // tabs at the start are an indent
  const text = shown.replace(/^[\t ]{1,200}/, '');
  if (!isContentsEntry(style, text)) {
    const number = text === '' ? '' : numberBefore(properties, style, styleId, walk);
    for (const part of (number + text).split('\n')) walk.flow.add(line(part, levelOf(properties, style), false), depth);
  }
  addAnchored(content, depth, walk);
};

/** Word itself draws no more columns (its limit is 63). */
const MOST_COLUMNS = 63;

const columns = (property: XmlElement | null, least: number): number =>
  Math.min(MOST_COLUMNS, Math.max(least, numberOf(property) ?? least));

/** Where each column of the grid begins, in twips; columns without a width get one. */
const gridStarts = (table: XmlElement): ((column: number) => number) => {
  const widths = childrenNamed(childNamed(table, 'w:tblGrid'), 'w:gridCol').map((col) => {
    const width = Number(col.attributes['w:w'] ?? 0);
    return Number.isFinite(width) ? Math.max(0, width) : 0;
  });
  const isUseless = widths.every((width) => width < NARROW);
  const starts = [0];
  for (const width of widths) starts.push(starts.at(-1)! + (isUseless ? SOME_WIDTH : width));
  return (column) => starts[column] ?? starts.at(-1)! + (column - starts.length + 1) * SOME_WIDTH;
};

const NARROW = 40;
const SOME_WIDTH = 1000;

const mergeOf = (property: XmlElement | null): EdgeCell['down'] => {
  if (!property) return 'none';
  return property.attributes['w:val'] === 'restart' ? 'first' : 'rest';
};

const isDropped = (row: XmlElement): boolean => {
  const properties = childNamed(row, 'w:trPr');
  return childNamed(properties, 'w:del') !== null || isOn(childNamed(properties, 'w:hidden'));
};

const addRow = (row: XmlElement, startOf: (column: number) => number, depth: number, walk: Walk): void => {
  let column = columns(childNamed(childNamed(row, 'w:trPr'), 'w:gridBefore'), 0);
  const edges: EdgeCell[] = [];
  const dropped = isDropped(row);
  for (const cell of through(row, 'w:tc')) {
    const properties = childNamed(cell, 'w:tcPr');
    const end = column + columns(childNamed(properties, 'w:gridSpan'), 1);
    edges.push({
      left: startOf(column),
      right: startOf(end),
      across: mergeOf(childNamed(properties, 'w:hMerge')),
      down: mergeOf(childNamed(properties, 'w:vMerge')),
    });
    column = end;
    // deleted rows do not count in lists either
    if (!dropped) walkBlocks(cell, depth, walk);
    walk.carried = '';
    walk.flow.endCell(depth);
  }
  walk.flow.endRow(depth, edges, dropped);
};

/** Children of a name, also within content controls, custom markup and insertions around them. */
const through = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((child) => {
    if (child.name === name) return [child];
    if (child.name === 'mc:AlternateContent') return through(chosenBranch(child) ?? child, name);
    return WRAPPERS.has(child.name) ? through(child, name) : [];
  });

const WRAPPERS = new Set(['w:sdt', 'w:sdtContent', 'w:customXml', 'w:ins', 'w:moveTo', 'w:smartTag']);

const addTable = (table: XmlElement, depth: number, walk: Walk): void => {
  const startOf = gridStarts(table);
  for (const row of through(table, 'w:tr')) addRow(row, startOf, depth + 1, walk);
};

const addEmbedded = (element: XmlElement, walk: Walk): void => {
  const target = walk.relations.find((relation) => relation.id === element.attributes['r:id'])?.target;
  if (target !== undefined) walk.embedded.push(target);
};

/** Walks what stands in a body, a cell, a box or a note: paragraphs and tables, whatever is wrapped around them. */
export const walkBlocks = (element: XmlElement, depth: number, walk: Walk): void => {
  for (const child of element.children) {
    if (child.name === 'w:p') addParagraph(child, depth, walk);
    else if (child.name === 'w:tbl') addTable(child, depth, walk);
    else if (child.name === 'w:altChunk') addEmbedded(child, walk);
    else if (child.name === 'mc:AlternateContent') walkBlocks(chosenBranch(child) ?? child, depth, walk);
    else if (WRAPPERS.has(child.name)) walkBlocks(child, depth, walk);
  }
};
