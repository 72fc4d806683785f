import type { XmlAttributes } from './name-resolver.ts';
import { readXml, type XmlOptions } from './read-xml.ts';

/** An element of a light tree. `text` is all text directly inside it, joined: parts that mix text and elements lose the order. */
export type XmlElement = {
  readonly name: string;
  readonly attributes: XmlAttributes;
  readonly children: readonly XmlElement[];
  readonly text: string;
};

type Growing = { name: string; attributes: XmlAttributes; children: Growing[]; text: string };

/** Parses one XML part into a tree, within the limits of `readXml`; throws a `ReadingFault` like it. */
export const parseXml = (bytes: Uint8Array, options: XmlOptions): XmlElement => {
  const top: Growing = { name: '', attributes: {}, children: [], text: '' };
  const open: Growing[] = [top];
  readXml(bytes, options, {
    open: (name, attributes) => {
      const element: Growing = { name, attributes, children: [], text: '' };
      open.at(-1)!.children.push(element);
      open.push(element);
    },
    close: () => {
      open.pop();
    },
    text: (text) => {
      open.at(-1)!.text += text;
    },
  });
  return top.children[0]!;
};

/** The first child of a name, or null. */
export const childNamed = (element: XmlElement | null, name: string): XmlElement | null =>
  element?.children.find((child) => child.name === name) ?? null;

/** All children of a name, in order. */
export const childrenNamed = (element: XmlElement | null, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => child.name === name) ?? [];

/** Every element of a name below, at any depth, in document order. */
export const descendantsNamed = (element: XmlElement, name: string): readonly XmlElement[] =>
  element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...descendantsNamed(child, name)]);
