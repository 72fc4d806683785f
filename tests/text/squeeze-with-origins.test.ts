import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { squeezeWithOrigins } from '../../src/text/squeeze-with-origins.ts';

describe('squeezed text that knows where it came from', () => {
  it.each([
    ['收到  申请\n１２ 件', '收到申请12件'],
    ['其它 情形（３）件', '其他情形(3)件'],
    ['共12 34件', '共12 34件'],
    ['4782条，149条', '4782条，149条'],
    ['⽂件', '文件'],
  ])('%j becomes %j', (original, squeezed) => {
    expect(squeezeWithOrigins(original).text).toBe(squeezed);
  });

  it('has one ascending origin for each character and one for the end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (original) => {
        const { text, origins } = squeezeWithOrigins(original);
        expect(origins).toHaveLength(text.length + 1);
        expect(origins.at(-1)).toBe(original.length);
        expect(origins.every((origin, i) => i === 0 || origin >= origins[i - 1]!)).toBe(true);
      }),
    );
  });
});
