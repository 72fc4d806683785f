import { readFileSync } from 'node:fs';

const FIELDS = {
  now: /^VmRSS:\s{1,20}(\d{1,15}) kB$/m,
  most: /^VmHWM:\s{1,20}(\d{1,15}) kB$/m,
} as const;

/**
 * Bytes that a process holds in memory, now or at most since its start, as the kernel of Linux counts them; null
 * elsewhere, and for an ended process.
 */
export const residentMemory = (pid: number, when: keyof typeof FIELDS = 'now'): number | null => {
  try {
    const kilobytes = FIELDS[when].exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
};
