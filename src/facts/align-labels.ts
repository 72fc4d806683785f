import type { TemplateRow } from '../model/template.ts';
import { editDistance } from '../text/edit-distance.ts';
import { labelKey, squeeze } from '../text/normalise.ts';

/** The key under which a label is compared; a label that is all explanation keeps its whole text. */
export const matchingKey = (label: string): string => labelKey(label) || squeeze(label);

const known = new Map<string, string>();
const printedKeys = new Set<string>();

/** The matching key of a label that a form prints, worked out once for all reports. Not for the text of documents. */
export const officialKey = (label: string): string => {
  const key = known.get(label) ?? matchingKey(label);
  known.set(label, key);
  printedKeys.add(key);
  return key;
};

const FUZZY_FROM = 5;

/**
 * How well a printed label weightsOf the keys of a row: 0 not at all; more for longer and for exact matches, so that one
 * long label outweighs several short ones that occur in many places (总计, 其他).
 */
const likeness = (key: string, officialKeys: readonly string[]): number => {
  let best = 0;
  for (const official of officialKeys) {
    const length = Math.min(official.length, 12);
    if (key === official) best = Math.max(best, 10 + 2 * length);
    else if (official.length >= FUZZY_FROM && key.length >= FUZZY_FROM) {
      const limit = Math.floor(official.length / 4);
      const distance = editDistance(key, official, limit);
      if (distance <= limit) best = Math.max(best, 4 + 2 * length - 3 * distance);
    }
  }
  return best;
};

type Weights = Map<string, Int32Array>;

/** How well labels fit the rows of a form; what forms print is kept for the next report, what one report prints is not. */
const weightsByRows = new WeakMap<readonly TemplateRow[], Weights>();

/** A function from the key of a label to how well it fits each of the rows. */
const weighing = (rows: readonly TemplateRow[]): ((key: string) => Int32Array) => {
  const kept: Weights = weightsByRows.get(rows) ?? new Map();
  weightsByRows.set(rows, kept);
  const officialKeys = rows.map((row) => row.labels.map(officialKey));
  const own: Weights = new Map();
  return (key) => {
    const before = kept.get(key) ?? own.get(key);
    if (before) return before;
    const made = Int32Array.from(officialKeys, (official) => likeness(key, official));
    (printedKeys.has(key) ? kept : own).set(key, made);
    return made;
  };
};

/**
 * Aligns the labels found in a document with the rows of a template, in printed order: the heaviest set of matches that
 * never runs backwards. Order is what tells equal labels apart ("其他情形数" under 复议 and under 诉讼).
 *
 * Returns for each label the index of its row, or -1. Labels are compared as `matchingKey` gives them.
 */
export const alignLabels = (keys: readonly string[], rows: readonly TemplateRow[]): readonly number[] => {
  const width = rows.length + 1;
  const weightsOf = weighing(rows);
  const best: Int32Array[] = [new Int32Array(width)];
  for (const [i, key] of keys.entries()) {
    const above = best[i]!;
    const here = new Int32Array(width);
    const row = weightsOf(key);
    for (let j = 1; j < width; j += 1) {
      const weight = row[j - 1]!;
      const matched = weight > 0 ? above[j - 1]! + weight : 0;
      here[j] = Math.max(above[j]!, here[j - 1]!, matched);
    }
    best.push(here);
  }
  const result = keys.map(() => -1);
  let j = rows.length;
  for (let i = keys.length; i > 0 && j > 0; ) {
    if (best[i]![j] === best[i]![j - 1]) j -= 1;
    else if (best[i]![j] === best[i - 1]![j]) i -= 1;
    else {
      result[i - 1] = j - 1;
      i -= 1;
      j -= 1;
    }
  }
  return result;
};
