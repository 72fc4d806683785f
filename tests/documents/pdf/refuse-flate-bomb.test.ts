import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { refuseFlateBomb } from '../../../src/documents/pdf/refuse-flate-bomb.ts';

const MB = 1024 * 1024;

const noughts = (megabytes: number): Uint8Array => new Uint8Array(megabytes * MB);

const pack = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 1 });

/** Bytes that do not let themselves be packed. */
const noise = (length: number): Uint8Array => {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};

/** As much of a PDF as is looked at. */
const pdf = (...streams: readonly (readonly [dictionary: string, packed: Uint8Array])[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat([
      Buffer.from('%PDF-1.5\n'),
      ...streams.flatMap(([dictionary, packed], i) => [
        Buffer.from(`${i + 1} 0 obj\n<< /Length ${packed.length} ${dictionary} >>\nstream\r\n`),
        packed,
        Buffer.from('\nendstream\nendobj\n'),
      ]),
    ]),
  );

const FLATE = '/Filter /FlateDecode';
const PICTURE = `/Type /XObject /Subtype /Image ${FLATE}`;

const refusal = (bytes: Uint8Array): string | null => {
  try {
    refuseFlateBomb(bytes);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the packed streams of a PDF', () => {
  it('are refused when one grows as only a bomb does', () => {
    expect(refusal(pdf([FLATE, pack(noughts(64))]))).toContain('more than 100 times');
  });

  it('are refused when one is packed within another, however small the file', () => {
    const twice = pdf(['/Filter [/FlateDecode /#46l]', pack(pack(noughts(64)))]);
    expect(twice.length).toBeLessThan(10_000);
    expect(refusal(twice)).toContain('more than 100 times');
  });

  it('are refused when a picture inflates beyond what any page needs', () => {
    expect(refusal(pdf([PICTURE, pack(noughts(210))]))).toContain('beyond 200 MB');
  });

  it('are left to the reader when a page is a white picture', () => {
    expect(refusal(pdf([PICTURE, pack(noughts(60))], ['', noise(MB)]))).toBeNull();
  });

  it('are left to the reader when they hold what print and fonts hold', () => {
    expect(refusal(pdf([FLATE, pack(noise(MB))], [FLATE, pack(noughts(1))]))).toBeNull();
  });

  it('are left to the reader when they are damaged', () => {
    const damaged = pack(noise(MB)).fill(255, 1000, 2000);
    expect(refusal(pdf([FLATE, damaged], ['', noise(MB)]))).toBeNull();
  });

  it('are refused for a bomb behind a damaged one', () => {
    const damaged = pack(noise(MB)).fill(255, 1000, 2000);
    expect(refusal(pdf([FLATE, damaged], [FLATE, pack(noughts(64))]))).toContain('more than 100 times');
  });
});
