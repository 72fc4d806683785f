import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPdf } from '../../../src/documents/pdf/read-pdf.ts';
import { NO_ENGINES } from '../../../src/documents/reader.ts';
import { readingEngines } from '../../../src/platform/reading-engines.ts';

const engines = { ...readingEngines(), recogniser: NO_ENGINES.recogniser };
const original = Uint8Array.from(readFileSync(join(import.meta.dirname, 'files', 'word-processor.pdf')));

const MUTANTS = 60;

/** Whole numbers below a bound, always the same ones (Numerical Recipes' generator). */
const numbersFrom = (seed: number): ((below: number) => number) => {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
};

const MUTATIONS: readonly ((bytes: Uint8Array, next: (below: number) => number) => Uint8Array)[] = [
  (bytes, next) => {
    for (let k = 0; k < 20; k += 1) bytes[next(bytes.length)] = next(256);
    return bytes;
  },
  (bytes, next) => bytes.subarray(0, next(bytes.length)),
  (bytes, next) => {
    const from = next(bytes.length);
    return new Uint8Array([...bytes.subarray(0, from), ...bytes.subarray(from + next(2000))]);
  },
  (bytes, next) => bytes.copyWithin(next(bytes.length), next(bytes.length), next(bytes.length)),
];

describe('a damaged PDF', () => {
  it(`is read, or refused with a reason, and stops nothing: ${MUTANTS} of them`, async () => {
    const ends = new Map<string, number>();
    for (let seed = 1; seed <= MUTANTS; seed += 1) {
      const mutate = MUTATIONS[seed % MUTATIONS.length]!;
      const read = await readPdf(mutate(original.slice(), numbersFrom(seed)), engines);
      const end = 'code' in read ? read.code : 'read';
      if ('code' in read) expect(read.message).not.toBe('');
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect([...ends.keys()].filter((end) => end !== 'read' && end !== 'unreadable' && end !== 'encrypted')).toEqual([]);
    await expect(readPdf(original, engines)).resolves.toHaveProperty('blocks');
  });
});
