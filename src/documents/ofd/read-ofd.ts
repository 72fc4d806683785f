import type { Document, ReadingFailure } from '../../model/document.ts';
import { locator } from '../../model/locator.ts';
import type { Note } from '../../model/note.ts';
import { buildBlocks } from '../layout/build-blocks.ts';
import { ruleCollector } from '../layout/collect-rules.ts';
import type { PageLayout } from '../layout/draft.ts';
import { layoutPage } from '../layout/layout-page.ts';
import type { Engines } from '../reader.ts';
import { orFailure, ReadingFault } from '../reading-fault.ts';
import type { XmlElement } from '../xml/parse-xml.ts';
import { type Canvas, drawContent, isOverfull, POINTS, parseBox } from './draw-page.ts';
import { childOf, childrenOf, type OfdPackage, type OfdPart, openOfd, textOf } from './ofd-package.ts';

/** Pages beyond these are not read; a report has about ten. */
const MOST_PAGES = 300;

/** A4 in millimetres, for documents that give no size. */
const FALLBACK: Area = [0, 0, 210, 297];

/** OFD files of more than this on a side are no pages to read. In millimetres. */
const LARGEST = 5000;

type Area = readonly [x: number, y: number, width: number, height: number];

const areaOf = (holder: XmlElement | null, fallback: Area): Area => {
  const box = parseBox(textOf(holder, 'PhysicalBox'));
  return box && box[2] > 1 && box[3] > 1 && box[2] <= LARGEST && box[3] <= LARGEST ? box : fallback;
};

type Reader = {
  readonly ofd: OfdPackage;
  readonly notes: Note[];
  readonly layouts: PageLayout[];
  pictures: number;
};

/** One of the documents of a package. */
type OfdDocument = {
  readonly part: OfdPart;
  readonly area: Area;
  readonly templates: ReadonlyMap<string, XmlElement>;
  readonly composites: ReadonlyMap<string, XmlElement>;
};

const note = (reader: Reader, code: string, message: string, page: number | null): void => {
  reader.notes.push({ code, message, locator: locator({ page }) });
};

/** A part that a page can be read without: when it is broken, that is a note. */
const optionalPart = async (reader: Reader, place: string | undefined, from: string): Promise<OfdPart | null> => {
  if (!place) return null;
  try {
    return await reader.ofd.part(place, from);
  } catch (error) {
    if (!(error instanceof ReadingFault) || error.code === 'too-large') throw error;
    note(reader, 'broken-part', `${error.message}.`, null);
    return null;
  }
};

const readTemplates = async (reader: Reader, part: OfdPart, common: XmlElement | null) => {
  const templates = new Map<string, XmlElement>();
  for (const template of childrenOf(common, 'TemplatePage')) {
    const page = await optionalPart(reader, template.attributes.BaseLoc, part.name);
    if (page) templates.set(template.attributes.ID ?? '', page.root);
  }
  return templates;
};

/** The drawings that pages use by their ID, from the resources of the document. */
const readComposites = async (reader: Reader, part: OfdPart, common: XmlElement | null) => {
  const composites = new Map<string, XmlElement>();
  const places = [...childrenOf(common, 'PublicRes'), ...childrenOf(common, 'DocumentRes')].map((res) => res.text);
  for (const place of places) {
    const resources = await optionalPart(reader, place, part.name);
    for (const units of childrenOf(resources?.root ?? null, 'CompositeGraphicUnits')) {
      for (const unit of childrenOf(units, 'CompositeGraphicUnit')) composites.set(unit.attributes.ID ?? '', unit);
    }
  }
  return composites;
};

const emptyCanvas = (area: Area, composites: Canvas['composites']): Canvas => {
  const [width, height] = [area[2] * POINTS, area[3] * POINTS];
  return { width, height, glyphs: [], rules: ruleCollector(width, height), composites, pictures: [], objects: 0 };
};

const drawPage = (page: XmlElement, document: OfdDocument): Canvas => {
  const area = areaOf(childOf(page, 'Area'), document.area);
  const canvas = emptyCanvas(area, document.composites);
  for (const { attributes } of childrenOf(page, 'Template')) {
    const template = document.templates.get(attributes.TemplateID ?? '');
    if (template) drawContent(canvas, template, [area[0], area[1]]);
  }
  drawContent(canvas, page, [area[0], area[1]]);
  return canvas;
};

const readPage = async (reader: Reader, document: OfdDocument, place: string | undefined): Promise<void> => {
  const number = reader.layouts.length + 1;
  const part = await optionalPart(reader, place, document.part.name);
  if (!part) {
    reader.layouts.push({ page: number, width: 0, height: 0, items: [] });
    note(reader, 'broken-page', `Page ${number} is missing or damaged and was not read.`, number);
    return;
  }
  const canvas = drawPage(part.root, document);
  const layout = layoutPage({ ...canvas, page: number });
  reader.layouts.push(layout);
  reader.pictures += canvas.pictures.length;
  if (canvas.pictures.length > 0) {
    note(reader, 'pictures', `${canvas.pictures.length} pictures on page ${number} were not read.`, number);
  }
  if (layout.isTooMuch || isOverfull(canvas)) {
    const message = `Page ${number} draws more characters or lines than a report has; not all were read.`;
    note(reader, 'page-too-large', message, number);
  }
};

const readDocumentBody = async (reader: Reader, part: OfdPart): Promise<void> => {
  const common = childOf(part.root, 'CommonData');
  const document: OfdDocument = {
    part,
    area: areaOf(childOf(common, 'PageArea'), FALLBACK),
    templates: await readTemplates(reader, part, common),
    composites: await readComposites(reader, part, common),
  };
  for (const page of childrenOf(childOf(part.root, 'Pages'), 'Page')) {
    if (reader.layouts.length >= MOST_PAGES) {
      note(reader, 'too-many-pages', `Only the first ${MOST_PAGES} pages were read.`, null);
      return;
    }
    await readPage(reader, document, page.attributes.BaseLoc);
  }
};

/** The documents of a package (7.4: one DocBody each), in order. */
const readBodies = async (reader: Reader): Promise<void> => {
  const root = await reader.ofd.part('OFD.xml', '');
  if (!root) throw new ReadingFault('unreadable', 'the OFD package has no part OFD.xml.');
  const bodies = childrenOf(root.root, 'DocBody');
  for (const body of bodies) {
    const place = textOf(body, 'DocRoot');
    const part = await optionalPart(reader, place ?? undefined, root.name);
    if (part) await readDocumentBody(reader, part);
    else note(reader, 'broken-part', 'A document of the package is missing or damaged and was not read.', null);
  }
  if (bodies.length > 1) {
    note(reader, 'several-documents', `The package holds ${bodies.length} documents; they were read as one.`, null);
  }
};

/**
 * Reads an OFD package (GB/T 33190-2016): text and tables from the places of characters and lines on its pages and
 * their templates. Every locator gives page and box. Pictures, seals and annotations are not read.
 */
export const readOfd = (bytes: Uint8Array, _engines: Engines): Promise<Document | ReadingFailure> =>
  orFailure(async () => {
    const reader: Reader = { ofd: await openOfd(bytes), notes: [], layouts: [], pictures: 0 };
    await readBodies(reader);
    const { blocks, notes } = buildBlocks(reader.layouts);
    if (blocks.every((block) => block.is === 'picture')) {
      const message =
        reader.pictures > 0 ? 'the OFD is scanned; no text: its pages are pictures.' : 'the OFD holds no text.';
      throw new ReadingFault('unreadable', message);
    }
    return {
      mediaType: 'application/ofd',
      parser: { name: 'gouji-ofd', version: '1' },
      blocks,
      notes: [...reader.notes, ...notes],
    };
  });
