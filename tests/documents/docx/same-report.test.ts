import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { factLines } from '../same-facts.ts';
import { documentOf } from '../snapshots.ts';
import { readingOf } from './word-files.ts';

const FILES = join(import.meta.dirname, 'files');

const names = readdirSync(FILES).filter((name) => name.endsWith('.docx'));

describe('a report as a Word document', () => {
  it.each(names)('gives the facts of its web page, cell for cell: %s', async (name) => {
    const word = await readingOf(readFileSync(join(FILES, name)));
    const page = await documentOf(readFileSync(join(FILES, name.replace('.docx', '.html'))));
    expect('blocks' in word ? factLines(word) : word.message).toEqual(factLines(page));
  });
});
