import type { Block, Cell, Table } from '../../model/document.ts';
import type { Note } from '../../model/note.ts';
import { buildTable } from './build-table.ts';
import { type CellUnit, toCellUnits } from './cell-units.ts';
import { findCellSequences } from './find-cell-sequences.ts';
import { findNumberedRows, type NumberedRows } from './find-numbered-rows.ts';
import { findPipeTable } from './find-pipe-table.ts';
import { findSpacedTable } from './find-spaced-table.ts';
import { findTabTable } from './find-tab-table.ts';
import { findTitleLines } from './find-title-lines.ts';
import { readProseLine } from './read-prose-line.ts';
import { isBlank, type SourceLine } from './source-line.ts';
import type { TableFinding } from './table-finding.ts';

export type Segmented = { readonly blocks: readonly Block[]; readonly notes: readonly Note[] };

type Sink = { readonly blocks: Block[]; readonly notes: Note[]; readonly titles: ReadonlySet<SourceLine> };

const FINDERS = [findPipeTable, findTabTable, findSpacedTable] as const;

const findTable = (lines: readonly SourceLine[], at: number): TableFinding | null => {
  for (const find of FINDERS) {
    const finding = find(lines, at);
    if (finding) return finding;
  }
  return null;
};

const linesOf = (units: readonly CellUnit[]): readonly SourceLine[] => units.flatMap((unit) => unit.lines);

const addProse = (sink: Sink, lines: readonly SourceLine[]): void => {
  for (const line of lines) {
    if (isBlank(line)) continue;
    for (const block of readProseLine(line, sink.titles.has(line))) sink.blocks.push(block);
  }
};

const addNumberedRows = (sink: Sink, found: NumberedRows): void => {
  const table = buildTable(
    'rows',
    found.rows.map((row) => row.map((unit) => unit.cell)),
  );
  sink.blocks.push(table);
  if (found.missing.length === 0) return;
  sink.notes.push({
    code: 'missing-serials',
    message: `The numbered rows lack the serials ${found.missing.join(', ')}; rows were told apart without them.`,
    locator: table.locator,
  });
};

const addSequences = (sink: Sink, units: readonly CellUnit[]): void => {
  for (const part of findCellSequences(units)) {
    if (part.isTable)
      sink.blocks.push(
        buildTable(
          'sequence',
          part.units.map((unit) => [unit.cell]),
        ),
      );
    else addProse(sink, linesOf(part.units));
  }
};

/** Lines that no tab, pipe or blank marks as a table: numbered rows, sequences of cells, prose. */
const addLoose = (sink: Sink, lines: readonly SourceLine[]): void => {
  let units = toCellUnits(lines);
  for (let found = findNumberedRows(units); found; found = findNumberedRows(units)) {
    addSequences(sink, units.slice(0, found.from));
    addNumberedRows(sink, found);
    units = units.slice(found.end);
  }
  addSequences(sink, units);
};

const addLines = (sink: Sink, lines: readonly SourceLine[]): void => {
  let loose: SourceLine[] = [];
  const flush = (): void => {
    addLoose(sink, loose);
    loose = [];
  };
  for (let i = 0; i < lines.length; ) {
    const finding = findTable(lines, i);
    for (const part of finding?.parts ?? [lines[i]!]) {
      if (part.is === 'line') {
        loose.push(part);
      } else {
        flush();
        sink.blocks.push(part);
      }
    }
    i = finding ? Math.max(finding.end, i + 1) : i + 1;
  }
  flush();
};

const withBlockIndex = (block: Block, index: number): Block => {
  const locator = { ...block.locator, block: index };
  if (block.is !== 'table') return { ...block, locator };
  const cells = block.cells.map((cell): Cell => ({ ...cell, locator: { ...cell.locator, block: index } }));
  return { ...block, cells, locator };
};

/**
 * Turns lines, and tables already found between them, into the blocks of a document, in reading order, with block
 * indexes in every locator. Every character of the lines that is not blank is in exactly one block, but for the marks
 * of pipe tables and Markdown headings.
 */
export const segmentLines = (items: readonly (SourceLine | Table)[]): Segmented => {
  const sink: Sink = { blocks: [], notes: [], titles: findTitleLines(items) };
  let lines: SourceLine[] = [];
  for (const item of items) {
    if (item.is === 'line') {
      lines.push(item);
      continue;
    }
    addLines(sink, lines);
    lines = [];
    sink.blocks.push(item);
  }
  addLines(sink, lines);
  return { blocks: sink.blocks.map(withBlockIndex), notes: sink.notes };
};
