import { type Arena, isTight, type Work } from './arena.ts';

type Search = {
  readonly arena: Arena;
  readonly size: number;
  readonly work: Work;
  readonly found: (set: readonly number[]) => void;
  /** Unknowns whose sets have all been looked at on this branch. */
  readonly done: boolean[];
  /** How many chosen unknowns touch each line. */
  readonly touched: number[];
  readonly chosen: number[];
  /** Lines that hold exactly now: a single change on one breaks it. */
  readonly exact: readonly boolean[];
  readonly isViolated: readonly boolean[];
};

/**
 * Calls `found` with every set of `size` unknowns that could be a repair none of whose parts is one, each once.
 *
 * A repair must touch every violated line; no line that holds exactly may be touched once only; and where neither asks
 * for more, the next unknown shares a line with those chosen, or they would be a repair without it. So the search
 * branches over the unknowns of one line, not over all pairs; an unknown whose branch is done is in no later one. Lines
 * of which no unknown acts on two need an unknown each: where they are more than may still be chosen, the branch ends.
 * The search ends early when the work is used up.
 */
export const searchSets = (arena: Arena, size: number, work: Work, found: (set: readonly number[]) => void): void => {
  const wanted = new Set(arena.violated);
  extend({
    arena,
    size,
    work,
    found,
    done: arena.unknowns.map(() => false),
    touched: arena.lines.map(() => 0),
    chosen: [],
    isViolated: arena.lines.map((_, i) => wanted.has(i)),
    exact: arena.lines.map((line, i) => isTight(line) && !wanted.has(i)),
  });
};

const extend = (search: Search): void => {
  const { arena, chosen, done, size } = search;
  if (chosen.length === size) {
    search.found([...chosen].sort((a, b) => a - b));
    return;
  }
  const pending = pendingLines(search);
  if (isHopeless(search, pending)) return;
  const candidates = pending.length > 0 ? shortest(arena, pending) : neighbours(search);
  const isLast = chosen.length === size - 1;
  const tried: number[] = [];
  for (const candidate of candidates) {
    if (search.work.left <= 0) break;
    search.work.left -= 1;
    if (done[candidate]) continue;
    if (isLast && !completes(search, candidate, pending)) continue;
    done[candidate] = true;
    tried.push(candidate);
    add(search, candidate, 1);
    chosen.push(candidate);
    extend(search);
    chosen.pop();
    add(search, candidate, -1);
  }
  for (const candidate of tried) done[candidate] = false;
};

const known = new WeakMap<Arena, Uint8Array>();

/** For each pair of lines 1 where one unknown acts on both; the same for every search of an arena. */
const meetings = (arena: Arena): Uint8Array => {
  const made = known.get(arena);
  if (made) return made;
  const width = arena.lines.length;
  const meets = new Uint8Array(width * width);
  for (const { effects } of arena.unknowns) {
    for (const { line: a } of effects) for (const { line: b } of effects) meets[a * width + b] = 1;
  }
  known.set(arena, meets);
  return meets;
};

/** Whether the pending lines ask for more unknowns than may still be chosen. */
const isHopeless = ({ arena, chosen, size }: Search, pending: readonly number[]): boolean => {
  const left = size - chosen.length;
  if (pending.length <= left) return false;
  const meets = meetings(arena);
  const apart: number[] = [];
  for (const line of pending) {
    if (apart.some((other) => meets[line * arena.lines.length + other] === 1)) continue;
    apart.push(line);
    if (apart.length > left) return true;
  }
  return false;
};

const add = (search: Search, unknown: number, by: 1 | -1): void => {
  for (const { line } of search.arena.unknowns[unknown]!.effects) search.touched[line]! += by;
};

/** Lines that some further unknown must touch: violated ones not touched yet, exact ones touched once. */
const pendingLines = (search: Search): readonly number[] => {
  const pending = search.arena.violated.filter((line) => search.touched[line] === 0);
  for (const unknown of search.chosen) {
    for (const { line } of search.arena.unknowns[unknown]!.effects) {
      if (search.exact[line] && search.touched[line] === 1) pending.push(line);
    }
  }
  return pending;
};

const shortest = (arena: Arena, lines: readonly number[]): readonly number[] =>
  lines.map((line) => arena.touching[line]!).reduce((a, b) => (b.length < a.length ? b : a));

/** All unknowns that share a line with a chosen one. */
const neighbours = (search: Search): Iterable<number> =>
  new Set(
    search.chosen.flatMap((unknown) =>
      search.arena.unknowns[unknown]!.effects.flatMap(({ line }) => search.arena.touching[line]!),
    ),
  );

/** Whether the last unknown leaves nothing pending: it touches all that is, and no exact line alone. */
const completes = (search: Search, candidate: number, pending: readonly number[]): boolean => {
  let met = 0;
  for (const { line } of search.arena.unknowns[candidate]!.effects) {
    const before = search.touched[line]!;
    if (search.exact[line]) {
      if (before === 0) return false;
      if (before === 1) met += 1;
    } else if (search.isViolated[line] && before === 0) met += 1;
  }
  return met === pending.length;
};
