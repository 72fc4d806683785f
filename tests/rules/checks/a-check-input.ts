import type { Block } from '../../../src/model/document.ts';
import { locator } from '../../../src/model/locator.ts';
import type { CheckInput } from '../../../src/rules/checks/check.ts';

/** What a check sees of a report that is nothing but these paragraphs. */
export const aText = (...paragraphs: readonly string[]): CheckInput => ({
  document: {
    mediaType: 'text/plain',
    parser: { name: 'test', version: '1' },
    blocks: paragraphs.map((text, i): Block => ({ is: 'paragraph', text, locator: locator({ line: i + 1 }) })),
    notes: [],
  },
  factSet: {
    identity: { title: null, officeName: null, period: { year: null, start: null, end: null }, published: null },
    template: null,
    recognisedBy: null,
    facts: [],
    parts: [],
    notes: [],
  },
  facts: new Map(),
  claims: [],
  template: null,
});
