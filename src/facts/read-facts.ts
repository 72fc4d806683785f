import type { Cell, Document, Table } from '../model/document.ts';
import type { FactSet } from '../model/fact.ts';
import { NOWHERE } from '../model/locator.ts';
import type { Note } from '../model/note.ts';
import type { Template } from '../model/template.ts';
import { matchingKey } from './align-labels.ts';
import { labelCells } from './label-cells.ts';
import { readLocalRows } from './local-rows.ts';
import { type LocatedTable, locateTable } from './locate-table.ts';
import { mendLabels, tablesOf } from './mend-labels.ts';
import { officialKeys } from './official-keys.ts';
import { paragraphTable } from './paragraph-table.ts';
import { type IdentityReading, readIdentity } from './read-identity.ts';
import { readTable } from './read-table.ts';
import { recogniseParts } from './recognise-parts.ts';
import { recogniseTemplate } from './recognise-template.ts';

const REPAIRED: Note = {
  code: 'period-repaired',
  message: 'characters missing in the printed period were supplied',
  locator: NOWHERE,
};

/** The tables of a document, and its paragraphs as a table for want of a better one. */
const readable = (
  document: Document,
  official: ReadonlySet<string>,
): { tables: readonly Table[]; loose: readonly Table[] } => {
  const loose = paragraphTable(document);
  return { tables: tablesOf(document, official), loose: loose ? [mendLabels(loose, official)] : [] };
};

const locateAll = (template: Template, document: Document): readonly LocatedTable[] => {
  const official = officialKeys([template]);
  const { tables, loose } = readable(document, official);
  const labels = labelCells(tables, official);
  const looseLabels = labelCells(loose, official);
  return template.tables.flatMap((table) => locateTable(table, labels) ?? locateTable(table, looseLabels) ?? []);
};

const LONGEST_LINE = 160;

/** Keys of the pieces, parted by wide blanks, of short lines outside the tables: rows that were torn from their table. */
const looseKeys = (document: Document): ReadonlySet<string> =>
  new Set(
    document.blocks.flatMap((block) =>
      block.is === 'table' || block.is === 'picture' || block.text.length > LONGEST_LINE
        ? []
        : block.text.split(/[\t\u3000]| {2}/).map((piece) => matchingKey(piece)),
    ),
  );

const recognisedCells = (located: readonly LocatedTable[]): ReadonlySet<Cell> =>
  new Set(located.flatMap((table) => [...table.rows.values()].map((label) => label.cell)));

const tablesWithRows = (located: readonly LocatedTable[]): readonly Table[] => [
  ...new Set(located.flatMap((table) => [...table.rows.values()].map((label) => label.table))),
];

const readWith = (
  document: Document,
  template: Template,
  by: FactSet['recognisedBy'],
  { identity, periodRepaired }: IdentityReading,
): FactSet => {
  const located = locateAll(template, document);
  const recognised = recognisedCells(located);
  const loose = looseKeys(document);
  const read = located.map((table) => readTable(template, table, recognised, loose));
  const local = readLocalRows(tablesWithRows(located), recognised);
  const notes = [
    ...document.notes,
    ...(periodRepaired ? [REPAIRED] : []),
    ...read.flatMap((table) => table.notes),
    ...local.notes,
  ];
  return {
    identity,
    template: template.id,
    recognisedBy: by,
    facts: [...read.flatMap((table) => table.facts), ...local.facts],
    parts: recogniseParts(document, template, located),
    notes,
  };
};

/**
 * Reads a document against one form, however that form was told. Every slot of a located table gives a fact (stated,
 * blank, absent or unreadable); a table that is not there gives none. Rows the form does not know are kept under
 * `local.*`.
 */
export const readAgainst = (document: Document, template: Template, by: FactSet['recognisedBy']): FactSet =>
  readWith(document, template, by, readIdentity(document));

/**
 * Reads a document against the known forms: identity, form, every figure of its tables, the parts it has. The form is
 * told by its tables before its year; `template` is null when no form fits.
 */
export const readFacts = (document: Document, templates: readonly Template[]): FactSet => {
  const reading = readIdentity(document);
  const { identity, isAnnualReport } = reading;
  const official = officialKeys(templates);
  const { tables, loose } = readable(document, official);
  const keys = new Set(labelCells([...tables, ...loose], official).map((label) => label.key));
  const recognition = recogniseTemplate(templates, keys, identity.period.year, isAnnualReport);
  if (recognition) return readWith(document, recognition.template, recognition.by, reading);
  return { identity, template: null, recognisedBy: null, facts: [], parts: [], notes: document.notes };
};
