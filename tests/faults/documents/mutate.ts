import { unzipSync, zipSync } from 'fflate';
import type { Random } from '../../../bench/generate/random.ts';

/** Words of the formats that ask for much, or that a reader may take at their word. */
const TOKENS = [
  '<table>',
  '</table>',
  '<td colspan=999999999 rowspan=999999999>',
  '<div>',
  '<!--',
  ']]>',
  '&#x110000;',
  '&lt;',
  '\0',
  '\ufffd',
  '\u202e',
  '<w:gridSpan w:val="2000000000"/>',
  '<w:vMerge/>',
  '<w:tbl>',
  '<c r="XFD1048576"><v>1</v></c>',
  '<mergeCell ref="A1:XFD1048576"/>',
  '{\\rtf1{',
  '\\bin99999999 ',
  '\\uc99999 ',
  '\\trowd\\cellx99999999 ',
  '/Length 99999999',
  '/Kids [1 0 R]',
  'endobj',
  'stream\n',
  '% PDF',
  '--b\r\n',
  'Content-Transfer-Encoding: quoted-printable\r\n',
  '| --- | --- |\n',
  '9'.repeat(400),
  '（'.repeat(300),
] as const;

type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array;

const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

/** A range of at most `longest` bytes. */
const range = ({ length }: Uint8Array, random: Random, longest: number): readonly [number, number] => {
  const from = random.below(Math.max(1, length));
  return [from, Math.min(length, from + 1 + random.below(longest))];
};

const flip: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  for (let times = random.between(1, 8); times > 0 && changed.length > 0; times -= 1) {
    changed[random.below(changed.length)] = random.below(256);
  }
  return changed;
};

const cut: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random, 2000);
  return concat(bytes.subarray(0, from), bytes.subarray(to));
};

const repeat: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random, 500);
  const piece = bytes.subarray(from, to);
  return concat(
    bytes.subarray(0, to),
    ...Array.from({ length: random.between(1, 60) }, () => piece),
    bytes.subarray(to),
  );
};

const insert: Mutation = (bytes, random) => {
  const token = new TextEncoder().encode(random.pick(TOKENS));
  const at = random.below(bytes.length + 1);
  const times = random.chance(10) ? random.between(100, 3000) : 1;
  return concat(bytes.subarray(0, at), ...Array.from({ length: times }, () => token), bytes.subarray(at));
};

const truncate: Mutation = (bytes, random) => bytes.slice(0, random.below(bytes.length + 1));

/** Sizes and offsets of binary formats: all ones, the largest positive, or nought. */
const overwrite: Mutation = (bytes, random) => {
  const changed = bytes.slice();
  const at = random.below(Math.max(1, changed.length - 4));
  const value = random.pick([0xffffffff, 0x7fffffff, 0, 0x80000000, 0xffff]);
  if (changed.length > 8) new DataView(changed.buffer).setUint32(at, value, true);
  return changed;
};

const swap: Mutation = (bytes, random) => {
  const [from, to] = range(bytes, random, 1000);
  const at = random.below(from + 1);
  return concat(bytes.subarray(0, at), bytes.subarray(from, to), bytes.subarray(at, from), bytes.subarray(to));
};

const MUTATIONS: readonly Mutation[] = [flip, flip, cut, repeat, insert, insert, truncate, overwrite, swap];

const mutateBytes = (bytes: Uint8Array, random: Random): Uint8Array => {
  let changed = bytes;
  for (let times = random.between(1, 5); times > 0; times -= 1) changed = random.pick(MUTATIONS)(changed, random);
  return changed;
};

/** One part of a package is changed and packed again, so that what reads it is reached. */
const mutatePart = (bytes: Uint8Array, random: Random): Uint8Array => {
  const parts = unzipSync(bytes);
  const name = random.pick(Object.keys(parts).sort());
  return zipSync({ ...parts, [name]: mutateBytes(parts[name]!, random) }, { level: 1 });
};

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;

/** A damaged copy of a good document; the same source of numbers gives the same copy. */
export const mutate = (bytes: Uint8Array, random: Random): Uint8Array =>
  isZip(bytes) && random.chance(70) ? mutatePart(bytes, random) : mutateBytes(bytes, random);
