import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkAddress } from '../../src/platform/check-address.ts';

const accepted = (text: string): boolean => 'address' in checkAddress(text);

describe('a mail address', () => {
  test.each(['office@example.org', 'a.b+c_d@sub.example.org', "o'neil@example.org", 'x@xn--fiqs8s.example'])(
    'is accepted when it is one bare ASCII address: %s',
    (text) => expect(accepted(text)).toBe(true),
  );

  test.each([
    ['nothing', ''],
    ['a line break and a header', 'a@example.org\r\nBcc: x@evil.example'],
    ['a bare line feed', 'a@example.org\nx@evil.example'],
    ['a line separator', 'a@example.org\u2028Bcc: x@evil.example'],
    ['a next-line control', 'a@example.org\u0085x@evil.example'],
    ['a comma', 'a@example.org,b@example.org'],
    ['a group', 'all:a@example.org,b@example.org;'],
    ['a display name', 'Office <a@example.org>'],
    ['a comment', 'a(b)@example.org'],
    ['a quoted name', '"a b"@example.org'],
    ['two at signs', 'a@b@example.org'],
    ['spaces around', ' a@example.org'],
    ['a NUL', 'a\0@example.org'],
    ['letters outside ASCII', '局@example.org'],
    ['a domain outside ASCII', 'a@例え.example'],
    ['a domain of one label', 'a@localhost'],
    ['an address literal', 'a@[127.0.0.1]'],
    ['dots in a row', 'a..b@example.org'],
    ['a label that ends in a hyphen', 'a@example-.org'],
    ['a name of 65 characters', `${'a'.repeat(65)}@example.org`],
  ])('is refused with %s', (_what, text) => expect(accepted(text)).toBe(false));

  test('is never accepted with a character that could begin another header or recipient', () => {
    const hostile = fc.constantFrom('\r', '\n', '\0', '\u0085', '\u2028', '\u2029', ',', ';', ':', '<', '>', ' ', '"');
    const words = fc.constantFrom('a@example.org', 'b', '@', '.', 'example.org');
    fc.assert(
      fc.property(fc.array(words), hostile, fc.array(words), (before, bad, after) => {
        expect(accepted([...before, bad, ...after].join(''))).toBe(false);
      }),
    );
  });

  test('is quoted in the refusal without raw control characters', () => {
    const result = checkAddress('a@b.example\u2028\u001b[31m');
    expect('fault' in result && result.fault).toBe(
      '"a@b.example\\u2028\\u001b[31m" has a space, a line break or a character outside ASCII; expected one address such as office@example.org',
    );
  });
});
