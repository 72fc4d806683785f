import { i16, u8, u16, u32 } from '../compound/little-endian.ts';
import type { Range } from './read-fib.ts';

/** A level of a list ([MS-DOC] 2.9.150): `template` holds the number of level n as the character n. */
type Level = {
  readonly start: number;
  readonly kind: number;
  readonly template: string;
};

type List = { readonly levels: readonly Level[]; readonly styles: readonly number[] };

/** A list as paragraphs use it; uses of one list (`id`) count on together unless one starts anew. */
export type ListUse = { readonly list: List; readonly id: number; readonly starts: ReadonlyMap<number, number> };

export const LEVELS = 9;

const UTF_16 = new TextDecoder('utf-16le');

/** Each paragraph of a list prints the template, so that a long one would be a bomb. */
const LONGEST_TEMPLATE = 24;

type Read<T> = { readonly value: T; readonly end: number };

const readLevel = (bytes: Uint8Array, at: number): Read<Level> => {
  const text = at + 28 + u8(bytes, at + 24) + u8(bytes, at + 25);
  const end = text + 2 + u16(bytes, text) * 2;
  return {
    value: {
      start: u32(bytes, at),
      kind: u8(bytes, at + 4),
      template: UTF_16.decode(bytes.subarray(text + 2, Math.min(end, text + 2 + LONGEST_TEMPLATE * 2))),
    },
    end,
  };
};

const LIST_SIZE = 28;

/**
 * [MS-DOC] 2.9.190: the lists, then the levels of all of them. The length in the file information block counts only the
 * former, so `stream` goes on to the end of the table stream.
 */
const readDefinitions = (stream: Uint8Array, at: number): ReadonlyMap<number, List> => {
  const lists = new Map<number, List>();
  const count = Math.max(0, i16(stream, at));
  let place = at + 2 + count * LIST_SIZE;
  for (let i = 0; i < count && place < stream.length; i += 1) {
    const head = at + 2 + i * LIST_SIZE;
    const isSimple = (u8(stream, head + 26) & 1) === 1;
    const levels: Level[] = [];
    for (let level = 0; level < (isSimple ? 1 : LEVELS) && place < stream.length; level += 1) {
      const { value, end } = readLevel(stream, place);
      levels.push(value);
      place = end;
    }
    const styles = Array.from({ length: LEVELS }, (_, level) => u16(stream, head + 8 + level * 2));
    lists.set(u32(stream, head), { levels, styles });
  }
  return lists;
};

const USE_SIZE = 16;

/** [MS-DOC] 2.9.131: levels that start at another number, or have another form, in this use of the list. */
const readOverrides = (
  stream: Uint8Array,
  at: number,
  count: number,
  list: List,
): Read<Pick<ListUse, 'list' | 'starts'>> => {
  const starts = new Map<number, number>();
  const levels = [...list.levels];
  let place = at;
  for (let i = 0; i < count && place < stream.length; i += 1) {
    const flags = u32(stream, place + 4);
    const level = flags & 15;
    if ((flags & 16) !== 0) starts.set(level, u32(stream, place));
    place += 8;
    if ((flags & 32) === 0) continue;
    const { value, end } = readLevel(stream, place);
    if (level < LEVELS) levels[level] = value;
    place = end;
  }
  return { value: { list: { ...list, levels }, starts }, end: place };
};

const NO_LIST: List = { levels: [], styles: [] };

/** [MS-DOC] 2.9.189: the uses of lists, counted from 1, then the overrides of each. */
const readUses = (
  stream: Uint8Array,
  at: number,
  length: number,
  lists: ReadonlyMap<number, List>,
): readonly ListUse[] => {
  const count = Math.min(u32(stream, at), Math.floor(Math.min(length, stream.length) / USE_SIZE));
  const uses: ListUse[] = [];
  let place = at + 4 + count * USE_SIZE;
  for (let i = 0; i < count; i += 1) {
    const head = at + 4 + i * USE_SIZE;
    const id = u32(stream, head);
    const { value, end } = readOverrides(stream, place + 4, u8(stream, head + 12), lists.get(id) ?? NO_LIST);
    uses.push({ ...value, id });
    place = end;
  }
  return uses;
};

/** The uses of lists in a table stream, in the order in which paragraphs number them from 1. */
export const readLists = (stream: Uint8Array, lists: Range, uses: Range): readonly ListUse[] =>
  lists.length === 0 || uses.length === 0
    ? []
    : readUses(stream, uses.at, uses.length, readDefinitions(stream, lists.at));
