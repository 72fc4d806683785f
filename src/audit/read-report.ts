import { readDocument } from '../documents/read-document.ts';
import type { Engines } from '../documents/reader.ts';
import { outlineChapters } from '../facts/outline-chapters.ts';
import { readFacts } from '../facts/read-facts.ts';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Document } from '../model/document.ts';
import type { FactSet } from '../model/fact.ts';
import type { Snapshot } from '../model/report.ts';
import type { Template } from '../model/template.ts';

/** A snapshot that was read: what it says and by which form. Everything that is judged is judged from this. */
export type ReadReport = {
  readonly source: string;
  readonly sha256: string;
  readonly document: Document;
  readonly factSet: FactSet;
  readonly template: Template;
};

export type ReportReading = { readonly report: ReadReport } | { readonly failure: AuditFailure };

const unknownForm = (source: string, templates: readonly Template[]): AuditFailure => ({
  source,
  code: 'unsupported',
  message: `no known form of annual report was recognised (known: ${templates.map((t) => t.id).join(', ')})`,
});

/**
 * Why nothing can be said of the figures of a report: not one was read, and that is the fault of our reading. Null where
 * figures were read, or cells are blank or wrongly filled, which is to be told to the office.
 */
const noFigures = (source: string, { facts, template }: FactSet): AuditFailure | null => {
  const isLost = facts.length > 0 && facts.every(({ reading }) => reading.is === 'unreadable' && reading.ours);
  if (!isLost) return null;
  const message = `the report is on the form ${template}, but none of its ${facts.length} figures could be read`;
  return { source, code: 'unreadable', message };
};

/**
 * Reads the form and the figures of a document. A document of no known form, or of which not one figure could be read,
 * is a failure, never a report without errors.
 */
export const recogniseReport = (
  document: Document,
  { source, sha256 }: Pick<Snapshot, 'source' | 'sha256'>,
  templates: readonly Template[],
): ReportReading => {
  const outlined = outlineChapters(document, templates);
  const factSet = readFacts(outlined, templates);
  const template = templates.find(({ id }) => id === factSet.template);
  if (!template) return { failure: unknownForm(source, templates) };
  const failure = noFigures(source, factSet);
  return failure ? { failure } : { report: { source, sha256, document: outlined, factSet, template } };
};

/** Reads the bytes of a snapshot: its document, form and figures. What cannot be read is a failure with the reason. */
export const readReport = async (
  snapshot: Snapshot,
  templates: readonly Template[],
  engines: Engines,
): Promise<ReportReading> => {
  const reading = await readDocument(snapshot, engines);
  if ('failure' in reading) return { failure: { source: snapshot.source, ...reading.failure } };
  return recogniseReport(reading.document, snapshot, templates);
};
