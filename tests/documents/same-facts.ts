import { readFacts } from '../../src/facts/read-facts.ts';
import { printShort } from '../../src/model/decimal.ts';
import type { Document } from '../../src/model/document.ts';
import { theTemplates } from '../the-knowledge.ts';

/** What the facts step reads from a document, as plain lines: form, period, every figure, every part. */
export const factLines = (document: Document): readonly string[] => {
  const { template, identity, facts, parts } = readFacts(document, theTemplates());
  return [
    `${template} ${identity.officeName} ${identity.period.year} ${identity.published}`,
    ...facts.map(
      ({ indicator, group, reading }) =>
        `${indicator} ${group} ${reading.is === 'stated' ? printShort(reading.value) : reading.is}`,
    ),
    ...parts.map(({ kind, id, presence }) => `${kind} ${id} ${presence}`),
  ];
};
