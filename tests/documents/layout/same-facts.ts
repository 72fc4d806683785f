import type { CleanReport } from '../../../bench/generate/clean-report.ts';
import { readFacts } from '../../../src/facts/read-facts.ts';
import { print } from '../../../src/model/decimal.ts';
import type { Document, ReadingFailure } from '../../../src/model/document.ts';
import { factKey } from '../../../src/model/fact.ts';
import { theTemplates } from '../../the-knowledge.ts';

/** The document, for a test that expects one. */
export const readable = (read: Document | ReadingFailure): Document => {
  if ('blocks' in read) return read;
  throw new Error(`${read.code}: ${read.message}`);
};

/** Every figure of a document by its key: as stated, or "blank", "absent", "unreadable". */
export const figuresIn = (document: Document): ReadonlyMap<string, string> =>
  new Map(
    readFacts(document, theTemplates()).facts.map(({ indicator, group, reading }) => [
      factKey(indicator, group),
      reading.is === 'stated' ? print(reading.value) : reading.is,
    ]),
  );

/** Figures that a document does not give as they were put in: "t3.new[np]: 3, not 8". */
export const differences = (wanted: Iterable<readonly [string, string]>, document: Document): readonly string[] => {
  const read = figuresIn(document);
  return [...wanted]
    .filter(([key, figure]) => read.get(key) !== figure)
    .map(([key, figure]) => `${key}: ${read.get(key) ?? 'nothing'}, not ${figure}`);
};

/** The figures that were put into a report, and its form, as far as a document of it gives others. */
export const otherFigures = (report: CleanReport, document: Document): readonly string[] => {
  const { template } = readFacts(document, theTemplates());
  const figures = [...report.figures].map(([key, figure]) => [key, print(figure)] as const);
  const form = template === report.template.id ? [] : [`the form: ${template}, not ${report.template.id}`];
  return [...form, ...differences(figures, document)];
};
