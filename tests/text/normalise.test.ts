import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/text/normalise.ts';

const character = fc.oneof(
  fc.constantFrom(
    '其',
    '它',
    '数',
    '1',
    ' ',
    '\n',
    '、',
    '。',
    '“',
    '”',
    '《',
    '—',
    '–',
    '\u00a0',
    '\u200b',
    '，',
    '１',
    '⺠',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
);
const text = fc.array(character, { maxLength: 12 }).map((characters) => characters.join(''));

describe('a normalised text', () => {
  it('is the same whether its plain stretches stand alone or with characters that need folding', () => {
    // the no-break space keeps the whole from being plain; by itself it becomes a space
    fc.assert(
      fc.property(text, (plain) => {
        expect(normaliseText(`${plain}\u00a0`)).toBe(`${normaliseText(plain)} `);
      }),
    );
  });

  it('reads 其它 as 其他, dashes as hyphens, and drops what cannot be seen', () => {
    expect(normaliseText('其它\u200b方式１–３')).toBe('其他方式1-3');
  });
});
