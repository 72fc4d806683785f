import { SaxesParser } from 'saxes';
import { ReadingFault } from '../reading-fault.ts';
import { decodeXml } from './decode-xml.ts';
import { nameResolver, type WrittenAttributes, type XmlAttributes } from './name-resolver.ts';

/** What happens while a part is read, in document order. Text comes in pieces, entities resolved. */
export type XmlHandler = {
  readonly open: (name: string, attributes: XmlAttributes) => void;
  readonly close: (name: string) => void;
  readonly text: (text: string) => void;
};

/**
 * How a part is read. `namespaces` maps a namespace to the prefix by which the handler knows it, whatever prefix the
 * part itself uses; '' leaves the bare name. Names of other namespaces arrive as "?:name".
 */
export type XmlOptions = {
  readonly part: string;
  readonly namespaces: Readonly<Record<string, string>>;
  readonly limits?: XmlLimits;
  /** Elements, by the reader's names, that the handler does not hear of, nor of what they hold. */
  readonly leaveOut?: ReadonlySet<string>;
};

/** `depth` of open elements, `elements` in all, `text` characters in all (attributes included). */
export type XmlLimits = { readonly depth: number; readonly elements: number; readonly text: number };

/** Reports stay below 60 levels, 200,000 elements and a million characters. */
export const XML_LIMITS: XmlLimits = { depth: 256, elements: 1_000_000, text: 40_000_000 };

const SLICE = 64 * 1024;

type Counter = { readonly open: () => void; readonly close: () => void; readonly characters: (count: number) => void };

const counterFor = (part: string, limits: XmlLimits): Counter => {
  let depth = 0;
  let elements = 0;
  let text = 0;
  const refuse = (what: string): never => {
    throw new ReadingFault('too-large', `the part ${part} ${what}`);
  };
  return {
    open: () => {
      depth += 1;
      elements += 1;
      if (depth > limits.depth) refuse(`nests elements more than ${limits.depth} deep`);
      if (elements > limits.elements) refuse(`has more than ${limits.elements} elements`);
    },
    close: () => {
      depth -= 1;
    },
    characters: (count) => {
      text += count;
      if (text > limits.text) refuse(`has more than ${limits.text} characters of text`);
    },
  };
};

/**
 * Reads one XML part and tells the handler what it holds. Throws a `ReadingFault` that names the part when it is not
 * well-formed, has a document type (so no entity of its own and nothing external is ever looked at), or goes beyond
 * the limits. Whatever the handler throws passes through.
 */
export const readXml = (bytes: Uint8Array, options: XmlOptions, handler: XmlHandler): void => {
  const { part } = options;
  const counter = counterFor(part, options.limits ?? XML_LIMITS);
  const names = nameResolver(options.namespaces);
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let written: string[] = [];
  let skipped = 0;
  const text = (piece: string): void => {
    counter.characters(piece.length);
    if (skipped === 0) handler.text(piece);
  };
  const open = (name: string, attributes: WrittenAttributes): void => {
    counter.open();
    if (skipped > 0) {
      skipped += 1;
      return;
    }
    const resolved = names.open(name, attributes);
    if (options.leaveOut?.has(resolved)) skipped = 1;
    else handler.open(resolved, names.attributes(attributes));
  };
  const close = (name: string): void => {
    counter.close();
    if (skipped > 1) {
      skipped -= 1;
      return;
    }
    const resolved = names.close(name);
    if (skipped === 1) skipped = 0;
    else handler.close(resolved);
  };
  parser.on('doctype', () => {
    throw new ReadingFault('unsupported', `the part ${part} has a document type declaration, which is not accepted`);
  });
  parser.on('error', (error) => {
    throw new ReadingFault('unreadable', `the part ${part} is not well-formed XML: ${error.message}`);
  });
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('attribute', ({ name, value }) => {
    counter.characters(name.length + value.length);
    written.push(name, value);
  });
  parser.on('opentag', ({ name }) => {
    const attributes = written;
    written = [];
    open(name, attributes);
  });
  parser.on('closetag', ({ name }) => close(name));
  const source = decodeXml(bytes);
  for (let at = 0; at < source.length; at += SLICE) parser.write(source.slice(at, at + SLICE));
  parser.close();
};
