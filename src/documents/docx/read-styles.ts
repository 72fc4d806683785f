import { childNamed, childrenNamed, type XmlElement } from '../xml/parse-xml.ts';
import { isOn, numberOf } from './open-package.ts';

/** What a style says that matters here, with what it inherits. `outline` 0 is the title, 1 to 3 headings. */
export type Style = {
  readonly outline: 0 | 1 | 2 | 3 | null;
  readonly isHidden: boolean;
  readonly isContents: boolean;
  readonly numbering: { readonly id: number | null; readonly level: number | null } | null;
};

const PLAIN: Style = { outline: null, isHidden: false, isContents: false, numbering: null };

/** A level of the outline as it is stored, 0 to 8; 9 means body text (ECMA-376-1, 17.3.1.20). */
export const outlineOf = (stored: number | null): Style['outline'] =>
  stored === null || stored < 0 || stored > 8 ? null : (Math.min(3, stored + 1) as 1 | 2 | 3);

const byName = (name: string): Style['outline'] => {
  if (name === 'title' || name === '标题') return 0;
  const digit = /^(?:heading|标题) ?([1-9])$/.exec(name)?.[1];
  return digit === undefined ? null : outlineOf(Number(digit) - 1);
};

/** The w:numPr of paragraph properties. */
export const numberingOf = (properties: XmlElement | null): Style['numbering'] => {
  const stated = childNamed(properties, 'w:numPr');
  return stated && { id: numberOf(childNamed(stated, 'w:numId')), level: numberOf(childNamed(stated, 'w:ilvl')) };
};

const withOwn = (inherited: Style, element: XmlElement): Style => {
  const name = (childNamed(element, 'w:name')?.attributes['w:val'] ?? '').toLowerCase();
  const paragraph = childNamed(element, 'w:pPr');
  const outline = childNamed(paragraph, 'w:outlineLvl');
  const vanish = childNamed(childNamed(element, 'w:rPr'), 'w:vanish');
  return {
    outline: outline ? outlineOf(numberOf(outline)) : (byName(name) ?? inherited.outline),
    isHidden: vanish ? isOn(vanish) : inherited.isHidden,
    isContents: /^(?:toc|目录) ?\d$/.test(name) || inherited.isContents,
    numbering: numberingOf(paragraph) ?? inherited.numbering,
  };
};

/** Chains are short; a longer one, or a circle, ends here. */
const LONGEST_CHAIN = 20;

/** The styles of a document: a style by its id, with everything it inherits; a plain one where there is none. */
export const readStyles = (part: XmlElement | null): ((id: string | null) => Style) => {
  const elements = new Map(childrenNamed(part, 'w:style').map((style) => [style.attributes['w:styleId'] ?? '', style]));
  const resolved = new Map<string, Style>();
  const resolve = (id: string, depth: number): Style => {
    const known = resolved.get(id);
    const element = elements.get(id);
    if (known || !element || depth > LONGEST_CHAIN) return known ?? PLAIN;
    const base = childNamed(element, 'w:basedOn')?.attributes['w:val'];
    const style = withOwn(base === undefined ? PLAIN : resolve(base, depth + 1), element);
    resolved.set(id, style);
    return style;
  };
  const fallback = [...elements].find(
    ([, style]) =>
      style.attributes['w:type'] === 'paragraph' && /^(?:1|true|on)$/.test(style.attributes['w:default'] ?? ''),
  )?.[0];
  return (id) => resolve(id ?? fallback ?? '', 0);
};
