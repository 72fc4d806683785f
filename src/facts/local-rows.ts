import type { Cell, Table } from '../model/document.ts';
import type { Fact } from '../model/fact.ts';
import type { Note } from '../model/note.ts';
import type { Indicator } from '../model/template.ts';
import { squeeze } from '../text/normalise.ts';
import { parseCell } from '../text/parse-number.ts';
import { matchingKey } from './align-labels.ts';
import { isLabel, isUnit } from './label-cells.ts';
import { readCell } from './read-cell.ts';

const rowsOf = (table: Table): readonly (readonly Cell[])[] => [
  ...Map.groupBy(table.cells, (cell) => cell.row).values(),
];

const firstRecognised = (table: Table, recognised: ReadonlySet<Cell>): number =>
  Math.min(...table.cells.filter((cell) => recognised.has(cell)).map((cell) => cell.row));

/** A fresh code for a row that the form does not know: "local.其他主动公开文件", then "local.其他主动公开文件.2". */
const freshCode = (label: string, taken: Set<string>): string => {
  const base = `local.${matchingKey(label).replace(/[.[\]]/g, '')}`;
  let code = base;
  for (let i = 2; taken.has(code); i += 1) code = `${base}.${i}`;
  taken.add(code);
  return code;
};

const indicatorFor = (code: string, label: string, value: string, unit: string | null, choice: boolean): Indicator => ({
  code,
  label,
  name: label,
  unit,
  kind: choice ? 'boolean' : parseCell(value).is === 'other' ? 'text' : 'count',
  table: 'local',
  under: null,
  unitPrescribed: true,
  optional: true,
});

const readLocalRow = (cells: readonly Cell[], taken: Set<string>): readonly Fact[] => {
  const at = cells.findIndex((cell) => isLabel(cell.text));
  const label = cells[at]!;
  const behind = cells.slice(at + 1);
  const unitCell = behind.find((cell) => isUnit(cell.text));
  const unit = unitCell ? squeeze(unitCell.text) : null;
  const values = behind.filter((cell) => cell !== unitCell && cell.text.trim() !== '');
  const code = freshCode(label.text, taken);
  const read = (cell: Cell, group: string | null): Fact => {
    const indicator = indicatorFor(code, label.text, cell.text, unit === '是/否' ? null : unit, unit === '是/否');
    const result = readCell(cell, indicator, null);
    return {
      indicator: code,
      group,
      label: label.text,
      raw: cell.text,
      reading: result.reading,
      unit: result.unit,
      unitStated: unit,
      unitInCell: result.unitInCell,
      remarks: result.remarks,
      locator: cell.locator,
    };
  };
  if (values.length === 1) return [read(values[0]!, null)];
  return values.map((cell, i) => read(cell, `col${i + 1}`));
};

/**
 * Rows of the official tables that the form does not know, kept under codes of their own: never dropped, never forced
 * into an official row. `tables` are the tables in which official rows were found; each unknown row is noted.
 */
export const readLocalRows = (
  tables: readonly Table[],
  recognised: ReadonlySet<Cell>,
): { readonly facts: readonly Fact[]; readonly notes: readonly Note[] } => {
  const facts: Fact[] = [];
  const notes: Note[] = [];
  const taken = new Set<string>();
  for (const table of tables) {
    if (table.layout === 'sequence') continue;
    const first = firstRecognised(table, recognised);
    for (const cells of rowsOf(table)) {
      // above the first official row stand captions and the name of the office, not figures
      if (cells[0]!.row < first) continue;
      if (cells.some((cell) => recognised.has(cell))) continue;
      const at = cells.findIndex((cell) => isLabel(cell.text));
      const figures = cells
        .slice(at + 1)
        .filter((cell) => !isLabel(cell.text) && !isUnit(cell.text) && cell.text.trim() !== '');
      if (at < 0 || figures.length === 0) continue;
      const row = readLocalRow(cells, taken);
      facts.push(...row);
      const label = squeeze(cells[at]!.text);
      notes.push({
        code: 'unknown-row',
        message: `row “${label}” is not in the form; kept as ${row[0]?.indicator}`,
        locator: cells[at]!.locator,
      });
    }
  }
  return { facts, notes };
};
