import { readdirSync, readFileSync } from 'node:fs';

// Clock ticks of /proc are a hundredth of a second on every Linux that Node runs on.
const TICK = 0.01;

const KIB_PAGE = 4;

type Stat = { readonly pid: number; readonly parent: number; readonly cpu: number; readonly kib: number };

const statOf = (pid: string): Stat | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name in parentheses may hold anything; the numbers follow its end.
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    // utime, stime, and those of children that have ended; resident pages.
    const cpu = [11, 12, 13, 14].reduce((sum, at) => sum + (fields[at] ?? 0), 0) * TICK;
    return { pid: Number(pid), parent: fields[1] ?? 0, cpu, kib: (fields[21] ?? 0) * KIB_PAGE };
  } catch {
    return null;
  }
};

/** What processes and all that they started have used so far: CPU seconds, and MiB resident now, the largest alone and together. */
export type Usage = { readonly cpu: number; readonly largest: number; readonly together: number };

/**
 * Reads /proc (Linux). Memory is the sum of resident sizes: what processes share, such as the program itself, is counted
 * in each.
 */
export const usageOf = (roots: readonly number[]): Usage => {
  const all = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (statOf(name) ?? []) : []));
  const byParent = Map.groupBy(all, ({ parent }) => parent);
  const queue = all.filter(({ pid }) => roots.includes(pid));
  const found: Stat[] = [];
  for (let next = queue.pop(); next; next = queue.pop()) {
    found.push(next);
    queue.push(...(byParent.get(next.pid) ?? []));
  }
  const sizes = found.map(({ kib }) => kib / 1024);
  return {
    cpu: found.reduce((sum, { cpu }) => sum + cpu, 0),
    largest: Math.max(0, ...sizes),
    together: sizes.reduce((sum, size) => sum + size, 0),
  };
};
