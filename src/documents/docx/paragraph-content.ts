import { childNamed, childrenNamed, descendantsNamed, type XmlElement } from '../xml/parse-xml.ts';
import { isOn, type Relation } from './open-package.ts';
import type { Style } from './read-styles.ts';

/** What the paragraphs of a document share while they are read one after the other. */
export type Reading = {
  readonly style: (id: string | null) => Style;
  readonly relations: readonly Relation[];
  /** Fields that are open: their instruction is not text, their result is. A field may reach over paragraphs. */
  readonly fields: ('instruction' | 'result')[];
  /** Ids of the foot- and endnotes that the text refers to, in order, as "footnote:3". */
  readonly notes: Set<string>;
  readonly leftOut: { hidden: number; deleted: number };
};

/** What a paragraph shows: text with "\n" for its line breaks, pictures by name, and the boxes anchored in it. */
export type ParagraphContent = {
  readonly text: string;
  readonly pictures: readonly string[];
  readonly boxes: readonly XmlElement[];
};

type Gathering = {
  readonly reading: Reading;
  readonly pieces: string[];
  readonly pictures: string[];
  readonly boxes: XmlElement[];
};

type Handler = (element: XmlElement, gathering: Gathering) => void;

const isShown = ({ reading }: Gathering): boolean => reading.fields.every((field) => field === 'result');

const emit = (gathering: Gathering, text: string): void => {
  if (isShown(gathering)) gathering.pieces.push(text);
};

const saying =
  (text: string): Handler =>
  (_, gathering) =>
    emit(gathering, text);

const nothing: Handler = () => undefined;

const deleted: Handler = (_, { reading }) => {
  reading.leftOut.deleted += 1;
};

/** Characters of the symbol fonts that forms use: boxes ticked and not, ticks, crosses. */
const SYMBOLS: Readonly<Record<string, string>> = {
  f0fe: '☑',
  f052: '☑',
  f0a8: '□',
  f06f: '□',
  f0a3: '□',
  f0fc: '√',
  f0fb: '×',
  f0d6: '√',
  f0b4: '×',
};

/** A symbol as a character; one of a font of its own that is not known here is U+FFFD, so that it is not overlooked. */
const symbol: Handler = (element, gathering) => {
  const code = (element.attributes['w:char'] ?? '').toLowerCase();
  if (!/^[\da-f]{2,5}$/.test(code)) return;
  const value = Number.parseInt(code, 16);
  const isPrivate = value >= 0xe000 && value <= 0xf8ff;
  emit(gathering, SYMBOLS[code] ?? (isPrivate ? '\ufffd' : String.fromCodePoint(value)));
};

const fieldMark: Handler = (element, { reading }) => {
  const kind = element.attributes['w:fldCharType'];
  if (kind === 'begin') reading.fields.push('instruction');
  else if (kind === 'end') reading.fields.pop();
  else if (kind === 'separate' && reading.fields.length > 0) reading.fields[reading.fields.length - 1] = 'result';
};

const noteMark =
  (kind: string): Handler =>
  (element, { reading }) => {
    reading.notes.add(`${kind}:${element.attributes['w:id'] ?? ''}`);
  };

const isHiddenRun = (run: XmlElement, { reading }: Gathering): boolean => {
  const properties = childNamed(run, 'w:rPr');
  if (!properties) return false;
  const own = childNamed(properties, 'w:vanish');
  if (own) return isOn(own);
  const style = childNamed(properties, 'w:rStyle')?.attributes['w:val'];
  return style !== undefined && reading.style(style).isHidden;
};

const run: Handler = (element, gathering) => {
  if (isHiddenRun(element, gathering)) gathering.reading.leftOut.hidden += 1;
  else gatherAll(element, gathering);
};

/** Of alternatives for old and new programs one is read: the first for the new, else that for the old (ECMA-376-3). */
export const chosenBranch = (element: XmlElement): XmlElement | null =>
  childNamed(element, 'mc:Choice') ?? childNamed(element, 'mc:Fallback');

/** Up to a centimetre, in English Metric Units: bullets, rules and stamps of the layout. */
const SMALL = 381_000;

/** The boxes of text in a drawing, outermost ones, each once. */
const boxesIn = (element: XmlElement): readonly XmlElement[] => {
  if (element.name === 'w:txbxContent') return [element];
  const inside = element.name === 'mc:AlternateContent' ? chosenBranch(element) : element;
  return inside?.children.flatMap(boxesIn) ?? [];
};

const targetOf = (element: XmlElement, { reading }: Gathering): string | null => {
  const image = descendantsNamed(element, 'a:blip')[0] ?? descendantsNamed(element, 'v:imagedata')[0];
  const id = image?.attributes['r:embed'] ?? image?.attributes['r:id'] ?? image?.attributes['r:link'];
  return (
    reading.relations
      .find((relation) => relation.id === id)
      ?.target.split('/')
      .at(-1) ?? null
  );
};

/** A drawing: the boxes of text in it, or else a picture by its description, its file, its name. */
const drawing: Handler = (element, gathering) => {
  const boxes = boxesIn(element);
  if (boxes.length > 0) {
    gathering.boxes.push(...boxes);
    return;
  }
  const extent = descendantsNamed(element, 'wp:extent')[0]?.attributes;
  if (extent && (Number(extent.cx) <= SMALL || Number(extent.cy) <= SMALL)) return;
  const properties = descendantsNamed(element, 'wp:docPr')[0]?.attributes;
  const file = targetOf(element, gathering);
  const name = properties?.descr?.trim() || file || properties?.name?.trim();
  if (name) gathering.pictures.push(name.replace(/\s+/g, ' '));
};

/** Ruby text is a help to pronounce the base text. */
const ruby: Handler = (element, gathering) => {
  for (const base of childrenNamed(element, 'w:rubyBase')) gatherAll(base, gathering);
};

const alternatives: Handler = (element, gathering) => {
  const branch = chosenBranch(element);
  if (branch) gatherAll(branch, gathering);
};

const words: Handler = (element, gathering) => emit(gathering, element.text);

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['w:r', run],
  ['w:t', words],
  ['m:t', words],
  ['w:tab', saying('\t')],
  ['w:ptab', saying('\t')],
  ['w:br', saying('\n')],
  ['w:cr', saying('\n')],
  ['w:noBreakHyphen', saying('-')],
  ['w:sym', symbol],
  ['w:fldChar', fieldMark],
  ['w:footnoteReference', noteMark('footnote')],
  ['w:endnoteReference', noteMark('endnote')],
  ['w:drawing', drawing],
  ['w:pict', drawing],
  ['w:object', drawing],
  ['w:ruby', ruby],
  ['mc:AlternateContent', alternatives],
  ['w:del', deleted],
  ['w:moveFrom', deleted],
  ['w:pPr', nothing],
  ['w:rPr', nothing],
  ['w:sdtPr', nothing],
  ['w:sdtEndPr', nothing],
  ['w:customXmlPr', nothing],
  ['w:smartTagPr', nothing],
  ['w:fldData', nothing],
  ['w:ffData', nothing],
]);

/** Everything inside an element in order; an element that is not known is looked through. */
const gatherAll = (element: XmlElement, gathering: Gathering): void => {
  for (const child of element.children) {
    const handler = HANDLERS.get(child.name) ?? gatherAll;
    handler(child, gathering);
  }
};

/** What a paragraph shows, with its tracked changes accepted and hidden text left out. */
export const paragraphContent = (paragraph: XmlElement, reading: Reading): ParagraphContent => {
  const gathering: Gathering = { reading, pieces: [], pictures: [], boxes: [] };
  gatherAll(paragraph, gathering);
  // an instruction that is still open at the end of its paragraph was never closed: it must not swallow the text
  while (reading.fields.at(-1) === 'instruction') reading.fields.pop();
  return { text: gathering.pieces.join(''), pictures: gathering.pictures, boxes: gathering.boxes };
};
