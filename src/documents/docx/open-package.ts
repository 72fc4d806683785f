import { ReadingFault } from '../reading-fault.ts';
import { parseXml, type XmlElement } from '../xml/parse-xml.ts';
import { findPart, openZip } from '../zip/open-zip.ts';
import { PACKAGE_LIMITS } from '../zip/zip-limits.ts';
import { NAMESPACES } from './namespaces.ts';

/** A relationship of the main part to another part of the package, by the last word of its type ("styles", "header"). */
export type Relation = { readonly id: string; readonly type: string; readonly target: string };

/** A Word package: its main part, and the parts that one names. */
export type WordPackage = {
  readonly main: XmlElement;
  readonly relations: readonly Relation[];
  /** The bytes of a part by its full name, null when the package lacks it. */
  readonly bytes: (target: string) => Promise<Uint8Array | null>;
  /** A part as a tree, null when the package lacks it. */
  readonly part: (target: string) => Promise<XmlElement | null>;
};

/** Properties that say how text looks and nothing about what it says. */
const LOOKS = new Set(
  'w:rFonts w:sz w:szCs w:color w:lang w:shd w:spacing w:ind w:jc w:b w:bCs w:i w:iCs w:u w:kern w:proofErr w:bookmarkStart w:bookmarkEnd w:tabs w:sectPr w:tblBorders w:tcBorders w:tcMar w:tblCellMar w:tblLook w:pBdr w:snapToGrid w:rPrChange w:pPrChange w:tblPrChange w:trPrChange w:tcPrChange w:latentStyles'.split(
    ' ',
  ),
);

/** The full name of a target that stands in a part of the folder `base` (ECMA-376-2, 6.2.4: relative references). */
const resolveTarget = (base: string, target: string): string => {
  const steps = target.startsWith('/') ? [] : base.split('/').filter((step) => step !== '');
  for (const step of target.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
};

const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

const relationsOf = (tree: XmlElement | null, base: string): readonly Relation[] =>
  (tree?.children ?? [])
    // what lies outside the package is never looked at
    .filter(({ attributes }) => attributes.TargetMode !== 'External' && attributes.Target !== undefined)
    .map(({ attributes }) => ({
      id: attributes.Id ?? '',
      type: (attributes.Type ?? '').split('/').at(-1)!,
      target: resolveTarget(base, attributes.Target!),
    }));

/**
 * Opens a .docx: the main part is the one that the package names, not one of a certain name (Word Online writes
 * document2.xml). Throws a `ReadingFault` when the package is damaged, beyond the limits, or holds no Word document.
 */
export const openWordPackage = async (bytes: Uint8Array): Promise<WordPackage> => {
  const archive = await openZip(bytes, PACKAGE_LIMITS);
  const bytesOf = async (target: string): Promise<Uint8Array | null> => {
    const entry = findPart(archive, target);
    return entry ? archive.read(entry) : null;
  };
  const part = async (target: string): Promise<XmlElement | null> => {
    const found = await bytesOf(target);
    return found && parseXml(found, { part: target, namespaces: NAMESPACES, leaveOut: LOOKS });
  };
  const roots = relationsOf(await part('_rels/.rels'), '');
  const mainName = roots.find(({ type }) => type === 'officeDocument')?.target ?? 'word/document.xml';
  const main = await part(mainName);
  if (main?.name !== 'w:document') {
    throw new ReadingFault('unreadable', `the package holds no Word document: its main part ${mainName} is missing`);
  }
  const folder = folderOf(mainName);
  const relations = relationsOf(await part(`${folder}_rels/${mainName.slice(folder.length)}.rels`), folder);
  return { main, relations, bytes: bytesOf, part };
};

/** Whether a property that can be switched off ("0", "false") is there and on (ECMA-376-1, 17.17.4). */
export const isOn = (property: XmlElement | null): boolean =>
  property !== null && !/^(?:0|false|off)$/.test(property.attributes['w:val'] ?? '1');

/** The w:val of a property as a whole number, null when it has none. */
export const numberOf = (property: XmlElement | null): number | null => {
  const value = property?.attributes['w:val'] ?? '';
  return /^-?\d{1,9}$/.test(value) ? Number(value) : null;
};
