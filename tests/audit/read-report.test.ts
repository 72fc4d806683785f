import { describe, expect, it } from 'vitest';
import { cleanReport } from '../../bench/generate/clean-report.ts';
import { renderHtml } from '../../bench/generate/render-html.ts';
import { recogniseReport } from '../../src/audit/read-report.ts';
import type { Block, Document } from '../../src/model/document.ts';
import { documentOf } from '../documents/snapshots.ts';
import { theTemplates } from '../the-knowledge.ts';

const templates = theTemplates();

const SNAPSHOT = { source: 'report.pdf', sha256: '' };

/** The report as a reader gives it that is certain of no cell. */
const doubted = (): Document => {
  const document = documentOf(renderHtml(cleanReport(templates[0]!, 935), 'plain-page'));
  const blocks = document.blocks.map((block): Block => {
    if (block.is !== 'table') return block;
    return { ...block, cells: block.cells.map((cell) => ({ ...cell, doubtful: true as const })) };
  });
  return { ...document, blocks };
};

describe('a report of which not one figure could be read', () => {
  it('is a failure, never a report without errors', () => {
    expect(recogniseReport(doubted(), SNAPSHOT, templates)).toMatchObject({
      failure: { source: 'report.pdf', code: 'unreadable', message: expect.stringContaining('figures could be read') },
    });
  });
});
