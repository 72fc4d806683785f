import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Engines, NO_ENGINES, type Recogniser } from '../../../src/documents/reader.ts';
import { readImage } from '../../../src/documents/scan/read-image.ts';
import { readingEngines } from '../../../src/platform/reading-engines.ts';
import { differences, figuresIn, readable } from '../layout/same-facts.ts';

const engines = readingEngines();
const installed = (await engines.recogniser()) !== null;
const page = readFileSync(join(import.meta.dirname, 'files', 'page.png'));
const wanted: Record<string, string> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'files', 'page.json'), 'utf8'),
);

/** The engines with a recogniser that is as certain of every character as it is told to be. */
const certain = async (certainty: number): Promise<Engines> => {
  const own = (await engines.recogniser())!;
  const recogniser: Recogniser = {
    read: async (lines) =>
      (await own.read(lines)).map(({ text }) => ({
        text,
        confidence: certainty,
        certainty: [...text].map(() => certainty),
      })),
  };
  return { ...engines, recogniser: async () => recogniser };
};

describe.runIf(installed)('a scanned page', () => {
  it('gives the figures that are printed, or none at all', async () => {
    const document = readable(await readImage(page, engines));
    const wrong = differences(Object.entries(wanted), document);
    expect(wrong.filter((difference) => !difference.includes(': unreadable,'))).toEqual([]);
    expect(wrong.length).toBeLessThanOrEqual(3);
  });

  it('gives no figure that the recogniser is not certain of', async () => {
    const figures = figuresIn(readable(await readImage(page, await certain(0.79))));
    expect(Object.keys(wanted).map((key) => figures.get(key))).toEqual(Object.keys(wanted).map(() => 'unreadable'));
  });
});

describe('a picture', () => {
  it('without a recogniser is unreadable, and never a report without figures', async () => {
    expect(await readImage(page, NO_ENGINES)).toMatchObject({ code: 'unreadable' });
  });

  it('that claims more pixels than a page has is refused before it is unpacked', async () => {
    const huge = Uint8Array.from(page);
    new DataView(huge.buffer).setUint32(16, 100_000);
    new DataView(huge.buffer).setUint32(20, 100_000);
    expect(await readImage(huge, engines)).toMatchObject({ code: 'too-large' });
  });

  it('with a second header behind the first is refused: the decoder would believe it', async () => {
    const first = page.subarray(0, 33);
    const second = Uint8Array.from(first.subarray(8));
    new DataView(second.buffer).setUint32(8, 100_000);
    const both = Uint8Array.from([...first, ...second, ...page.subarray(33)]);
    expect(await readImage(both, engines)).toMatchObject({ message: expect.stringContaining('two headers') });
  });

  it('that is cut off is unreadable', async () => {
    expect(await readImage(page.subarray(0, 2000), engines)).toMatchObject({ code: 'unreadable' });
    expect(await readImage(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4]), engines)).toMatchObject({
      code: 'unreadable',
    });
  });
});
