import type { Claim } from '../model/claim.ts';
import type { Document } from '../model/document.ts';
import type { Template } from '../model/template.ts';
import type { Prose } from './families/family.ts';
import { CLAIM_FAMILIES } from './families.ts';
import { identify } from './identify.ts';
import { linkFigures } from './link-figures.ts';
import { headsByPart, readLists } from './read-lists.ts';
import { readSentences } from './read-sentences.ts';
import { reportYear, titleWords } from './scope.ts';

const readProse = (document: Document, template: Template | null): Prose => {
  const sentences = readSentences(document);
  const lists = readLists(sentences);
  const heads = headsByPart(lists);
  const title = titleWords(document);
  const links = linkFigures(sentences, heads, { template, year: reportYear(document), title });
  return { sentences, lists, heads, links, title, template };
};

/**
 * What the prose of a report states in figures, in document order: counts, sums, shares, rates, changes, flows, zeros and
 * "all" statements, with the cells of the form that give the same figures. Says only what is claimed; a claim that cannot
 * be judged carries the reason. Takes time linear in the length of the document.
 *
 * Reasons: `no-table` unknown form · `no-cell` no cell gives the figure · `no-name` the words do not say what it counts ·
 * `other-scope`, `other-year`, `other-measure`, `plan`, `part-of-whole` not the figure of the tables · `no-base`,
 * `no-numerator` counts not stated · `last-year` needs the report of the year before.
 */
export const extractClaims = (document: Document, template: Template | null): readonly Claim[] => {
  const prose = readProse(document, template);
  const drafts = CLAIM_FAMILIES.flatMap((family) => family(prose));
  return identify(drafts.sort((a, b) => a.sentence - b.sentence || a.start - b.start));
};
