import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factLines } from '../same-facts.ts';
import { documentOf } from '../snapshots.ts';
import { readingOf } from './workbooks.ts';

const FILES = join(import.meta.dirname, 'files');

const names = readdirSync(FILES).filter((name) => !name.endsWith('.html'));

describe('a report as a workbook', () => {
  it.each(names)('gives the facts of its web page, cell for cell: %s', async (name) => {
    const book = await readingOf(readFileSync(join(FILES, name)));
    const page = await documentOf(readFileSync(join(FILES, name.replace(/\.\w+$/, '.html'))));
    expect('blocks' in book ? factLines(book) : book.message).toEqual(factLines(page));
  });
});
