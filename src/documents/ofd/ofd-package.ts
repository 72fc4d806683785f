import { ReadingFault } from '../reading-fault.ts';
import { parseXml, type XmlElement } from '../xml/parse-xml.ts';
import { findPart, openZip, type ZipArchive } from '../zip/open-zip.ts';
import { PACKAGE_LIMITS } from '../zip/zip-limits.ts';

/** The namespace of GB/T 33190-2016; some programs write another, or none. */
const NAMESPACES = { 'http://www.ofdspec.org/2016': '' };

/** A part that was parsed, and its name, against which the places in it are resolved. */
export type OfdPart = { readonly name: string; readonly root: XmlElement };

/** The name of an element whatever its namespace. */
export const localName = (element: XmlElement): string => element.name.slice(element.name.indexOf(':') + 1);

/** The children of a name whatever their namespace. */
export const childrenOf = (element: XmlElement | null, name: string): readonly XmlElement[] =>
  element?.children.filter((child) => localName(child) === name) ?? [];

export const childOf = (element: XmlElement | null, name: string): XmlElement | null =>
  childrenOf(element, name)[0] ?? null;

/** "/Doc_0/Pages/../Res.xml" without the steps up; steps above the root end at it. */
const withoutSteps = (path: string): string => {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
};

/** Where a place (ST_Loc, 7.3) may lead: from the root when it begins with /, else from the folder of its part; and, as some programs write it, from the root without a /. */
const candidates = (place: string, from: string): readonly string[] => {
  const folder = from.slice(0, from.lastIndexOf('/') + 1);
  return place.startsWith('/') ? [withoutSteps(place)] : [withoutSteps(folder + place), withoutSteps(place)];
};

export type OfdPackage = {
  /** The part at a place named in the part `from`; null when the package does not have it. Throws for a broken one. */
  readonly part: (place: string, from: string) => Promise<OfdPart | null>;
};

const isEncrypted = (archive: ZipArchive): boolean =>
  archive.entries.some((entry) => /(?:^|\/)(?:encryptions?|decryptseed)\.(?:xml|dat)$/i.test(entry.name));

/** Opens an OFD package. Throws a ReadingFault for one that is damaged or encrypted (GM/T 0099). */
export const openOfd = async (bytes: Uint8Array): Promise<OfdPackage> => {
  const archive = await openZip(bytes, PACKAGE_LIMITS);
  if (isEncrypted(archive)) throw new ReadingFault('encrypted', 'the OFD is encrypted; publish it without a password.');
  const part = async (place: string, from: string): Promise<OfdPart | null> => {
    for (const name of candidates(place.trim(), from)) {
      const entry = findPart(archive, name);
      if (entry) return { name, root: parseXml(await archive.read(entry), { part: name, namespaces: NAMESPACES }) };
    }
    return null;
  };
  return { part };
};

/** The text inside a child, trimmed; null where there is none. */
export const textOf = (element: XmlElement | null, name: string): string | null => {
  const text = childOf(element, name)?.text.trim();
  return text ? text : null;
};
