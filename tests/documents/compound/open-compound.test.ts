import { utils, write } from 'cfb';
import { describe, expect, it } from 'vitest';
import { openCompound } from '../../../src/documents/compound/open-compound.ts';

/** A compound file by a writer that is not ours. */
const aFile = (streams: Readonly<Record<string, Uint8Array>>): Uint8Array => {
  const container = utils.cfb_new();
  for (const [name, bytes] of Object.entries(streams)) utils.cfb_add(container, `/${name}`, bytes);
  return Uint8Array.from(write(container, { type: 'array' }) as ArrayLike<number>);
};

const bytes = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255);

describe('a compound file', () => {
  it.each([0, 1, 63, 64, 65, 4095, 4096, 4097, 100_000])('gives back a stream of %i bytes', (length) => {
    const file = openCompound(aFile({ Other: bytes(700), WordDocument: bytes(length) }));
    expect(file!.stream('WordDocument')).toEqual(bytes(length));
    expect(file!.stream('worddocument')).toEqual(bytes(length));
  });

  it('takes only streams of the root, not those of a document inside', () => {
    const file = openCompound(aFile({ 'ObjectPool/_1/WordDocument': bytes(5000), WordDocument: bytes(6000) }));
    expect(file!.stream('WordDocument')).toEqual(bytes(6000));
    expect(openCompound(aFile({ 'ObjectPool/_1/WordDocument': bytes(5000) }))!.stream('WordDocument')).toBeNull();
  });

  it('ends where its sectors go in a circle', () => {
    const file = aFile({ WordDocument: bytes(100_000) });
    const view = new DataView(file.buffer);
    const table = (view.getUint32(76, true) + 1) * 512;
    for (let at = 0; at < 512; at += 4) view.setUint32(table + at, 3, true);
    expect(openCompound(file)?.stream('WordDocument')?.length ?? 0).toBeLessThanOrEqual(file.length);
  });

  it('is none without its signature or its root', () => {
    expect(openCompound(bytes(2000))).toBeNull();
    const file = aFile({ WordDocument: bytes(10) });
    expect(openCompound(file.slice(0, 512))).toBeNull();
  });
});
