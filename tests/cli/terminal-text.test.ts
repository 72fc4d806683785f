import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, terminalText, wrap } from '../../src/cli/format/terminal-text.ts';

const mixed = fc.string({ unit: fc.constantFrom('表', '三', '，', 'a', '1', '.', ' ', '%', '𠮷', '≠') });

describe('text on a terminal', () => {
  it.each([
    ['新收8件', 7],
    ['（一）', 6],
    ['abc', 3],
    ['𠮷', 2],
    ['e\u0301', 1],
  ])('%s takes %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('is broken into lines no wider than allowed', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 2, max: 40 }), (text, width) => {
        for (const line of wrap(text, width)) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      }),
    );
  });

  it('loses nothing but spaces when broken', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 2, max: 40 }), (text, width) => {
        expect(wrap(text, width).join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('keeps a figure on one line', () => {
    expect(wrap('共计 1234.56 件', 9)).toEqual(['共计', '1234.56', '件']);
  });

  it('has no control, line or direction characters left', () => {
    expect(terminalText('a\u001b[31m\r\n\u2028b\u202ec')).toBe('a [31m bc');
  });
});
