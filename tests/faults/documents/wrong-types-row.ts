import { strToU8 } from 'fflate';
import { encode, utf16 } from '../../documents/snapshots.ts';
import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { type Ending, hostileReaders, takeHostile } from './read-hostile.ts';
import { type SeedDocument, seedDocuments } from './seed-documents.ts';

/** What a file must come to: all its figures, as far as it can be read, or a refusal. */
type Verdict = 'read' | 'any' | 'rejected';

type Case = { readonly name: string; readonly bytes: Uint8Array; readonly verdict: Verdict };

const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const latin1 = (text: string): Uint8Array => new Uint8Array([...text].map((c) => c.charCodeAt(0)));

const wide = (name: string): string => [...name].map((c) => `${c}\0`).join('');

/** What may happen to a file of any format on its way. */
const damaged = ({ format, bytes }: SeedDocument): readonly Case[] => [
  { name: `${format}, whole`, bytes, verdict: format === 'ofd' ? 'any' : 'read' },
  { name: `${format}, its first half`, bytes: bytes.slice(0, bytes.length / 2), verdict: 'any' },
  { name: `${format}, its first 64 bytes`, bytes: bytes.slice(0, 64), verdict: 'rejected' },
  { name: `${format}, its first byte`, bytes: bytes.slice(0, 1), verdict: 'rejected' },
  { name: `${format}, twice`, bytes: concat(bytes, bytes), verdict: 'any' },
  { name: `${format}, with a tail of noughts`, bytes: concat(bytes, new Uint8Array(1000)), verdict: 'any' },
  { name: `${format}, behind a line break`, bytes: concat(latin1('\r\n'), bytes), verdict: 'any' },
  { name: `${format}, as base64`, bytes: latin1(Buffer.from(bytes).toString('base64')), verdict: 'rejected' },
];

const errorPage = (title: string, text: string): Uint8Array =>
  strToU8(
    `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1><p>${text}</p></body></html>`,
  );

const TWO_BYTES = /[^\u0000-\u007f\u3000-\u303f\u4e00-\u9fa5\uff01-\uff5e“”‘’—…·]/g;

const encoded = (page: string): readonly Case[] => {
  const plain = page.replace(TWO_BYTES, ' ').replace('charset="utf-8"', 'charset="PLACE"');
  const labelled = (label: string): string => plain.replace('PLACE', label);
  return [
    { name: 'GBK that says so', bytes: encode(labelled('gb2312'), 'gb18030'), verdict: 'read' },
    { name: 'GBK that says UTF-8', bytes: encode(labelled('utf-8'), 'gb18030'), verdict: 'read' },
    { name: 'UTF-8 that says GBK', bytes: strToU8(labelled('gbk')), verdict: 'read' },
    { name: 'UTF-8 with a mark', bytes: concat(latin1('\xef\xbb\xbf'), strToU8(page)), verdict: 'read' },
    { name: 'UTF-16 with a mark', bytes: concat(latin1('\xff\xfe'), utf16(page, 'le')), verdict: 'read' },
    { name: 'UTF-16 without a mark', bytes: utf16(page, 'be'), verdict: 'read' },
    { name: 'UTF-8 with noughts between', bytes: strToU8(page.replaceAll('</tr>', '</tr>\0')), verdict: 'any' },
  ];
};

const OTHERS: readonly Case[] = [
  { name: 'nothing', bytes: new Uint8Array(0), verdict: 'rejected' },
  { name: 'noughts', bytes: new Uint8Array(10_000), verdict: 'rejected' },
  { name: 'white space', bytes: latin1(' \r\n\t'.repeat(500)), verdict: 'rejected' },
  { name: 'all ones', bytes: new Uint8Array(10_000).fill(255), verdict: 'rejected' },
  { name: 'a page "not found"', bytes: errorPage('404 Not Found', 'nginx'), verdict: 'rejected' },
  {
    name: 'a page "refused"',
    bytes: errorPage('403 Forbidden', '您的访问请求可能存在风险，已被拦截。'),
    verdict: 'rejected',
  },
  {
    name: 'a page "does not exist"',
    bytes: errorPage('提示信息', '您访问的页面不存在或已被删除！'),
    verdict: 'rejected',
  },
  { name: 'a page "gateway"', bytes: errorPage('502 Bad Gateway', ''), verdict: 'rejected' },
  {
    name: 'a page that only forwards',
    bytes: strToU8('<html><script>location.href="/x.html"</script></html>'),
    verdict: 'rejected',
  },
  { name: 'JSON', bytes: strToU8('{"code":404,"message":"not found"}'), verdict: 'rejected' },
  { name: 'XML', bytes: strToU8('<?xml version="1.0"?><error/>'), verdict: 'rejected' },
  {
    name: 'an encrypted document',
    bytes: latin1(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(504)}${wide('EncryptedPackage')}`),
    verdict: 'rejected',
  },
  { name: 'a RAR archive', bytes: latin1('Rar!\x1a\x07\x01\0xxxx'), verdict: 'rejected' },
  { name: 'a 7z archive', bytes: latin1('7z\xbc\xaf\x27\x1cxxxx'), verdict: 'rejected' },
  { name: 'a program', bytes: latin1('\x7fELF\x02\x01\x01'), verdict: 'rejected' },
  { name: 'a report of another kind', bytes: strToU8('关于召开会议的通知\n\n请各单位按时参加。'), verdict: 'rejected' },
];

const isRight = (verdict: Verdict, ending: Ending, whole: number): boolean => {
  if (verdict === 'any') return ending.is === 'read' || ending.message !== null;
  if (verdict === 'rejected') return ending.is === 'rejected' && ending.message !== null;
  return ending.is === 'read' && ending.figures === whole;
};

const measure: FaultRow['measure'] = async (): Promise<readonly Figure[]> => {
  const seeds = seedDocuments();
  const page = new TextDecoder().decode(seeds.find(({ format }) => format === 'html')!.bytes);
  const readers = hostileReaders();
  let [tried, right, clean, bugs] = [0, 0, 0, 0];
  const wrong: string[] = [];
  const take = async ({ name, bytes, verdict }: Case, whole: number): Promise<void> => {
    const ending = await takeHostile(readers, bytes);
    tried += 1;
    if (ending.code === 'crashed') bugs += 1;
    // A document of which no figure was read must never look like one without errors.
    if (ending.is === 'read' && ending.figures === 0 && ending.findings === 0) clean += 1;
    if (isRight(verdict, ending, whole)) right += 1;
    else wrong.push(`${name} (${ending.is}, ${ending.code ?? `${ending.figures} of ${whole} figures`})`);
  };
  try {
    for (const seed of seeds) {
      const { figures } = await takeHostile(readers, seed.bytes);
      for (const one of damaged(seed)) await take(one, figures);
    }
    const { figures } = await takeHostile(readers, strToU8(page));
    for (const one of [...encoded(page), ...OTHERS]) await take(one, figures);
  } finally {
    await readers.close();
  }
  return [
    allOf('verdicts as listed', right, tried),
    ...(wrong.length > 0 ? [told('others', wrong.join('; '))] : []),
    zero('unread documents without a finding', clean),
    zero('bugs met', bugs),
  ];
};

export const wrongTypes: FaultRow = {
  row: 24,
  fault: 'a file is cut, of another kind or charset than it says, or an error page',
  promise: 'its kind is told by its content, and what is not read is named, never passed',
  lacks: async () => null,
  measure,
};
