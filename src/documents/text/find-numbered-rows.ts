import type { CellUnit } from './cell-units.ts';

/** Rows found in a list of units: `from` up to `end` are taken; `missing` are serials that should have been there. */
export type NumberedRows = {
  readonly from: number;
  readonly end: number;
  readonly rows: readonly (readonly CellUnit[])[];
  readonly missing: readonly number[];
};

const LONGEST_ROW = 9;
const LARGEST_GAP = 5;
const LONGEST_UNIT = 4;

const startsRow = (units: readonly CellUnit[], i: number): boolean =>
  units[i]!.serial !== null && units[i + 1]?.kind === 'text';

/** How odd the cells after a serial are: a label, a unit and a value are expected for each row; more costs. */
const oddness = (units: readonly CellUnit[], from: number, end: number, rows: number): number => {
  let texts = 0;
  let figures = 0;
  for (let i = from; i < end; i += 1) {
    if (units[i]!.kind === 'text') texts += 1;
    if (units[i]!.kind === 'figure') figures += 1;
  }
  return Math.max(0, texts - 2 * rows) + 1.5 * Math.max(0, figures - rows);
};

type Link = { readonly score: number; readonly previous: number | null };

/** What it is worth that the row starting at `i` is followed by the row starting at `j`; null when it cannot be. */
const linkScore = (units: readonly CellUnit[], i: number, j: number): number | null => {
  const gap = units[j]!.serial! - units[i]!.serial! - 1;
  if (gap < 0 || gap > LARGEST_GAP) return null;
  return 3 - (gap === 0 ? 0 : 1 + 0.5 * gap) - oddness(units, i + 1, j, gap + 1);
};

const bestLink = (units: readonly CellUnit[], links: ReadonlyMap<number, Link>, j: number): Link => {
  let best: Link = { score: units[j]!.serial! <= 1 ? 1 : 0, previous: null };
  for (let i = j - 1; i >= Math.max(0, j - LONGEST_ROW) && units[i]!.kind !== 'stop'; i -= 1) {
    const link = links.get(i);
    const score = link ? linkScore(units, i, j) : null;
    if (link && score !== null && link.score + score > best.score) best = { score: link.score + score, previous: i };
  }
  return best;
};

/** The best chain of row starts: serials rise by one, each followed by a label, so that a value is not taken for one. */
const bestChain = (units: readonly CellUnit[]): readonly number[] => {
  const links = new Map<number, Link>();
  let top: number | null = null;
  for (let j = 0; j < units.length; j += 1) {
    if (!startsRow(units, j)) continue;
    links.set(j, bestLink(units, links, j));
    if (top === null || links.get(j)!.score > links.get(top)!.score) top = j;
  }
  const chain: number[] = [];
  for (let at = top; at !== null; at = links.get(at)!.previous) chain.unshift(at);
  return chain;
};

const isSerialHeader = (unit: CellUnit): boolean =>
  /^(?:序\s{0,6}号|编\s{0,6}号|行\s{0,6}次|No\.?)$/i.test(unit.cell.text);

/** Where the header cells before the first serial begin: at 序号, or with short words only. */
const headerStart = (units: readonly CellUnit[], first: number): number => {
  let start = first;
  for (let i = first - 1; i >= Math.max(0, first - 8); i -= 1) {
    const unit = units[i]!;
    if (unit.kind !== 'text' || unit.cell.text.length > 12) break;
    start = i;
    if (isSerialHeader(unit)) return i;
  }
  return first - start <= 6 ? start : first;
};

/** The end of the last row: a label, then at most a unit, printed blanks and a figure. */
const lastRowEnd = (units: readonly CellUnit[], start: number): number => {
  let i = start + 2;
  if (units[i]?.kind === 'text' && units[i]!.cell.text.length <= LONGEST_UNIT) i += 1;
  while (units[i]?.kind === 'blank' && i < start + 5) i += 1;
  return units[i]?.kind === 'figure' ? i + 1 : i;
};

const SIGNED_DATE = /20\d\d年\d{1,2}月\d{1,2}日\s*$/;

/**
 * "65 / 接受培训人员数 / 人次 / 68 / 某某人民政府": the value of the last row and the signature under the table look like
 * a further row. A last row that leaves a gap or reads like a signature with its date, has no value of its own, and
 * would take the value from the row before is none.
 */
const withoutSignature = (units: readonly CellUnit[], chain: readonly number[]): readonly number[] => {
  const [before, last] = chain.slice(-2);
  if (before === undefined || last === undefined) return chain;
  const isDated = [last + 1, last + 2].some((i) => SIGNED_DATE.test(units[i]?.cell.text ?? ''));
  if (units[last]!.serial! === units[before]!.serial! + 1 && !isDated) return chain;
  const hasValue = (from: number, end: number): boolean => units.slice(from, end).some((u) => u.kind === 'figure');
  const bare = !hasValue(before + 1, last) && !hasValue(last + 1, lastRowEnd(units, last));
  return bare ? chain.slice(0, -1) : chain;
};

/** Parts a row in which a serial was lost: a label after a figure, or after another label, starts a row of its own. */
const splitAtLostSerial = (row: readonly CellUnit[]): readonly (readonly CellUnit[])[] => {
  const rows: CellUnit[][] = [];
  row.forEach((unit, i) => {
    const before = row[i - 1];
    const isUnit = unit.cell.text.length <= LONGEST_UNIT && before?.kind === 'text';
    const starts = i === 0 || (i > 1 && unit.kind === 'text' && !isUnit);
    if (starts) rows.push([unit]);
    else rows.at(-1)!.push(unit);
  });
  return rows;
};

const isTrusted = (units: readonly CellUnit[], chain: readonly number[], header: number): boolean => {
  const steps = chain.slice(1).filter((at, i) => units[at]!.serial === units[chain[i]!]!.serial! + 1).length;
  const named = chain.length > 0 && header < chain[0]! && isSerialHeader(units[header]!);
  return chain.length >= (named ? 2 : 5) && steps >= 0.5 * (chain.length - 1);
};

/**
 * Rebuilds the rows of a table that was printed one cell a paragraph with a serial number before each row, blank cells
 * and some units having vanished:
 *
 *     6 / 公报公开数 / 7 / 网站公开数 / 8720   → row 6 has no value, 7 is the next serial
 *     6 / 公报公开数 / 7 / 7 / 网站公开数      → row 6 has the value 7
 *
 * Null when the units hold no such table.
 */
export const findNumberedRows = (units: readonly CellUnit[]): NumberedRows | null => {
  const chain = withoutSignature(units, bestChain(units));
  if (chain.length === 0) return null;
  const from = headerStart(units, chain[0]!);
  if (!isTrusted(units, chain, from)) return null;
  const end = lastRowEnd(units, chain.at(-1)!);
  const rows: (readonly CellUnit[])[] = from < chain[0]! ? [units.slice(from, chain[0])] : [];
  const missing: number[] = [];
  chain.forEach((start, i) => {
    const next = chain[i + 1] ?? end;
    const row = units.slice(start, next);
    const gap = i + 1 < chain.length ? units[next]!.serial! - units[start]!.serial! - 1 : 0;
    for (let k = 1; k <= gap; k += 1) missing.push(units[start]!.serial! + k);
    rows.push(...(gap > 0 ? splitAtLostSerial(row) : [row]));
  });
  return { from, end, rows, missing };
};
