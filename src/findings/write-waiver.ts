import { isMap, isSeq, parseDocument, YAMLSeq } from 'yaml';
import { parseWaivers, type Waiver } from './waivers.ts';

const isOfSameFinding = (a: Waiver, b: Waiver): boolean =>
  a.rule === b.rule && a.office === b.office && a.year === b.year && a.target === b.target;

/**
 * The text of a file of waivers with one more, in the place of an earlier one of the same finding; comments stay. The
 * text is one that `parseWaivers` accepts. Throws for any other.
 */
export const waiveAgain = (text: string, waiver: Waiver): string => {
  const parsed = parseWaivers(text);
  if ('faults' in parsed) throw new Error('the file of waivers has faults');
  const document = parseDocument(text);
  if (!isSeq(document.contents)) document.contents = new YAMLSeq() as never;
  const list = document.contents as unknown as YAMLSeq;
  list.flow = false;
  const entry = document.createNode({ ...waiver });
  const place = parsed.waivers.findIndex((other) => isOfSameFinding(other, waiver));
  const before = place < 0 ? null : list.items[place];
  if (before && isMap(before)) {
    entry.commentBefore = before.commentBefore;
    entry.comment = before.comment;
    list.items[place] = entry;
  } else list.items.push(entry);
  return document.toString({ lineWidth: 0 });
};
