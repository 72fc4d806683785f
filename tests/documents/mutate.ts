import type { Random } from '../../bench/generate/random.ts';

const flipBits = (bytes: Uint8Array, random: Random): Uint8Array => {
  for (let i = random.between(1, 40); i > 0; i -= 1) bytes[random.below(bytes.length)]! ^= 1 << random.below(8);
  return bytes;
};

const truncate = (bytes: Uint8Array, random: Random): Uint8Array => bytes.slice(0, random.between(1, bytes.length));

const swapBlocks = (bytes: Uint8Array, random: Random): Uint8Array => {
  const size = random.pick([64, 512]);
  const count = Math.max(1, Math.floor(bytes.length / size));
  const [a, b] = [random.below(count) * size, random.below(count) * size];
  const first = bytes.slice(a, a + size);
  bytes.copyWithin(a, b, Math.min(b + size, bytes.length));
  bytes.set(first.subarray(0, bytes.length - b), b);
  return bytes;
};

const overwrite = (bytes: Uint8Array, random: Random): Uint8Array => {
  const at = random.below(bytes.length);
  return bytes.fill(random.pick([0, 127, 255]), at, at + random.between(1, 600));
};

/** Numbers of four bytes that readers take for lengths and places. */
const setNumbers = (bytes: Uint8Array, random: Random): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = random.between(1, 8); i > 0 && bytes.length >= 4; i -= 1) {
    const value = random.pick([0xffffffff, 0x7fffffff, 0, 1, 0x10000, bytes.length, random.below(0xffffffff)]);
    view.setUint32(random.below(bytes.length - 3), value, true);
  }
  return bytes;
};

const repeat = (bytes: Uint8Array, random: Random): Uint8Array => {
  const at = random.below(bytes.length);
  const end = at + random.between(1, 2000);
  return Uint8Array.from([...bytes.subarray(0, end), ...bytes.subarray(at)]);
};

const WAYS = [flipBits, truncate, swapBlocks, overwrite, setNumbers, repeat] as const;

/** A damaged copy of a file, the same for the same state of `random`. */
export const mutant = (file: Uint8Array, random: Random): Uint8Array => {
  let bytes: Uint8Array = Uint8Array.from(file);
  for (let i = random.between(1, 3); i > 0; i -= 1) bytes = random.pick(WAYS)(bytes, random);
  return bytes;
};
