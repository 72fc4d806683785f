import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../bench/generate/random.ts';
import { readDocBytes } from '../../src/documents/doc/read-doc.ts';
import { readMhtmlBytes } from '../../src/documents/mhtml/read-mhtml.ts';
import { readRtfBytes } from '../../src/documents/rtf/read-rtf.ts';
import type { Document, ReadingFailure } from '../../src/model/document.ts';
import { anArchive } from './mhtml/web-archive.ts';
import { mutant } from './mutate.ts';

const MUTANTS = 50;

/** Far beyond what any takes on an idle machine. */
const LONGEST_MS = 2000;

const file = (name: string): Uint8Array => readFileSync(join(import.meta.dirname, name));

const page = anArchive([
  { type: 'text/html', encoding: 'quoted-printable', bytes: file('doc/files/2019-plain-page.html') },
]);

type Reader = (bytes: Uint8Array) => Document | ReadingFailure;

const CASES: readonly (readonly [name: string, read: Reader, whole: Uint8Array])[] = [
  ['doc', readDocBytes, file('doc/files/features.doc')],
  ['doc with the tables of a report', readDocBytes, file('doc/files/2021-nested-tables.doc')],
  ['rtf', readRtfBytes, file('rtf/files/features.rtf')],
  ['mht', readMhtmlBytes, page],
];

describe('a damaged file', () => {
  it.each(CASES)('ends as read or as a failure with a reason, in time: %s', (_, read, whole) => {
    const random = seededRandom(27);
    const outcomes = Array.from({ length: MUTANTS }, () => {
      const bytes = mutant(whole, random);
      const start = performance.now();
      const result = read(bytes);
      expect(performance.now() - start).toBeLessThan(LONGEST_MS);
      return 'code' in result ? result.message : 'read';
    });
    expect(outcomes).not.toContain('');
    expect(outcomes).toContain('read');
  });
});
