import { availableParallelism, totalmem } from 'node:os';
import { LIMITS } from './limits.ts';

/** More than this many at once are a matter of choice, not of the machine. */
const MOST = 16;

/** How many reports this machine can read at once: a process for each needs a processor, and memory at the worst. */
export const reportsAtOnce = (): number =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(totalmem() / LIMITS.readerMemory), MOST));
