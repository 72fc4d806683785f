import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReadingFault } from '../../../src/documents/reading-fault.ts';
import { parseXml, type XmlElement } from '../../../src/documents/xml/parse-xml.ts';
import { readXml, XML_LIMITS, type XmlLimits } from '../../../src/documents/xml/read-xml.ts';
import { utf16 } from '../snapshots.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const parse = (xml: string | Uint8Array, limits: Partial<XmlLimits> = {}): XmlElement =>
  parseXml(typeof xml === 'string' ? bytesOf(xml) : xml, {
    part: 'a.xml',
    namespaces: { 'urn:word': 'w', 'urn:plain': '' },
    limits: { ...XML_LIMITS, ...limits },
  });

const faultOf = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof ReadingFault) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('it was read');
};

const print = (element: XmlElement): string =>
  `${element.name}(${element.text}${element.children.map(print).join('')})`;

describe('reading a part of XML', () => {
  it('knows elements by their namespace, whatever the prefix', () => {
    const written = [
      '<w:p xmlns:w="urn:word"><w:t>甲</w:t></w:p>',
      '<x:p xmlns:x="urn:word"><x:t>甲</x:t></x:p>',
      '<p xmlns="urn:word"><t>甲</t></p>',
      '<p xmlns="urn:word"><y:t xmlns:y="urn:word">甲</y:t></p>',
    ];
    expect(written.map((xml) => print(parse(xml)))).toEqual(Array(4).fill('w:p(w:t(甲))'));
  });

  it('gives bare names where asked to, and marks what it does not know', () => {
    expect(print(parse('<o:a xmlns:o="urn:plain"><b/><c xmlns="urn:other"/><o:d/><q:e/></o:a>'))).toBe(
      'a(b()?:c()d()?:e())',
    );
  });

  it('takes attributes without a prefix as they are, even __proto__', () => {
    const { attributes } = parse('<w:p xmlns:w="urn:word" w:val="1" val="2" __proto__="3"/>');
    expect([attributes['w:val'], attributes.val, Object.hasOwn(attributes, '__proto__')]).toEqual(['1', '2', true]);
  });

  it('ends a declaration with its element', () => {
    expect(print(parse('<a><w:b xmlns:w="urn:word"/><w:b/></a>'))).toBe('a(w:b()?:b())');
  });

  it('resolves the five entities and character references, and joins text around CDATA', () => {
    expect(parse('<a>1&lt;2&amp;&#51;<![CDATA[<4>]]></a>').text).toBe('1<2&3<4>');
  });

  it.each([
    ['UTF-8 with a mark', bytesOf('\ufeff<a>甲</a>')],
    ['UTF-16', utf16('\ufeff<a>甲</a>', 'le')],
    ['UTF-16, the other order', utf16('\ufeff<a>甲</a>', 'be')],
    ['UTF-16 without a mark', utf16('<a>甲</a>', 'le')],
    [
      'GBK as declared',
      new Uint8Array([...bytesOf('<?xml version="1.0" encoding="GBK"?><a>'), 0xbc, 0xd7, ...bytesOf('</a>')]),
    ],
  ])('reads %s', (_, bytes) => {
    expect(parse(bytes).text).toBe('甲');
  });

  it('reads any tree as it was written', () => {
    type Node = { name: string; text: string; children: Node[] };
    const tree = fc.letrec<{ node: Node }>((tie) => ({
      node: fc.record({
        name: fc.constantFrom('w:p', 'w:t', 'b'),
        text: fc.string({ maxLength: 8, unit: fc.constantFrom('甲', '3', '<', '&', ' ', '>', '"') }),
        children: fc.oneof({ maxDepth: 4 }, fc.constant<Node[]>([]), fc.array(tie('node'), { maxLength: 3 })),
      }),
    })).node;
    const escaped = (text: string): string =>
      text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    const write = (node: Node): string =>
      `<${node.name}>${escaped(node.text)}${node.children.map(write).join('')}</${node.name}>`;
    const expected = (node: Node): string => `${node.name}(${node.text}${node.children.map(expected).join('')})`;
    fc.assert(
      fc.property(tree, (node) => {
        const read = parse(`<r xmlns:w="urn:word">${write(node)}</r>`).children[0]!;
        expect(print(read)).toBe(expected(node));
      }),
    );
  });

  it('leaves out what is not wanted, with all it holds', () => {
    const xml = bytesOf('<a><b>1<c>2</c></b><d>3</d></a>');
    expect(print(parseXml(xml, { part: 'a.xml', namespaces: {}, leaveOut: new Set(['b']) }))).toBe('a(d(3))');
  });
});

describe('hostile XML', () => {
  it.each([
    '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
    '<!DOCTYPE a [<!ENTITY x SYSTEM "http://example.invalid/">]><a>&x;</a>',
    '<!DOCTYPE a [<!ENTITY b "&c;&c;"><!ENTITY c "&d;&d;">]><a>&b;</a>',
  ])('is refused when it has a document type: %s', (xml) => {
    expect(faultOf(() => parse(xml))).toBe(
      'unsupported: the part a.xml has a document type declaration, which is not accepted',
    );
  });

  it.each(['', 'text', '<a>', '<a></b>', '<a/><b/>', '<a>&x;</a>', '<a b=1/>', '<a>\u0000</a>'])(
    'is refused when it is not well-formed: %j',
    (xml) => {
      expect(faultOf(() => parse(xml))).toMatch(/^unreadable: the part a\.xml is not well-formed XML/);
    },
  );

  it.each([
    ['depth', '<a>'.repeat(100_000), /nests elements more than 256 deep/],
    ['elements', `<a>${'<b/>'.repeat(50)}</a>`, /has more than 40 elements/],
    ['text', `<a>${'甲'.repeat(101)}</a>`, /has more than 100 characters of text/],
    ['an attribute', `<a b="${'甲'.repeat(101)}"/>`, /has more than 100 characters of text/],
  ])('is stopped by its %s', (_, xml, message) => {
    expect(
      faultOf(() => parse(xml, { elements: 40, text: 100, ...(_ === 'depth' ? { elements: 1000 } : {}) })),
    ).toMatch(message);
  });

  it('lets a fault of the handler through', () => {
    const fault = new ReadingFault('unsupported', 'as the reader says');
    const handler = {
      open: (): void => {
        throw fault;
      },
      close: (): void => undefined,
      text: (): void => undefined,
    };
    expect(() => readXml(bytesOf('<a/>'), { part: 'a.xml', namespaces: {} }, handler)).toThrow(fault);
  });
});
