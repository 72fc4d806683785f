import { buildTable } from './build-table.ts';
import { type Located, partOf, type SourceLine } from './source-line.ts';
import type { TableFinder } from './table-finding.ts';

const isFenced = (line: SourceLine): boolean => {
  const text = line.text.trim();
  return text.length > 2 && text.startsWith('|') && text.endsWith('|');
};

/** The line below the header of a Markdown table: "|---|:--:|". */
const isRule = (line: SourceLine): boolean =>
  /^[|\-: \t]{3,2000}$/.test(line.text) && line.text.includes('-') && line.text.includes('|');

const splitRow = (line: SourceLine): readonly Located[] => {
  const bounds: number[] = [];
  for (let i = 0; i < line.text.length; i += 1) {
    if (line.text[i] === '|' && line.text[i - 1] !== '\\') bounds.push(i);
  }
  const starts = [0, ...bounds.map((at) => at + 1)];
  const ends = [...bounds, line.text.length];
  const cells = starts.map((start, i) => partOf(line, start, ends[i]));
  const first = line.text.trimStart().startsWith('|') ? 1 : 0;
  const last = line.text.trimEnd().endsWith('|') ? cells.length - 1 : cells.length;
  return cells.slice(first, last);
};

/** Pipe tables, as Markdown writes them: with a rule below the header, or at least two lines between pipes. */
export const findPipeTable: TableFinder = (lines, at) => {
  const line = lines[at]!;
  if (!line.text.includes('|')) return null;
  const next = lines[at + 1];
  if (!next || !(isRule(next) || (isFenced(line) && isFenced(next)))) return null;
  const fencedOnly = !isRule(next);
  let end = at;
  const rows: (readonly Located[])[] = [];
  while (end < lines.length && (fencedOnly ? isFenced(lines[end]!) : lines[end]!.text.includes('|'))) {
    if (!isRule(lines[end]!)) rows.push(splitRow(lines[end]!));
    end += 1;
  }
  return rows.length === 0 ? null : { end, parts: [buildTable('grid', rows)] };
};
