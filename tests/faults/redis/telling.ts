import * as z from 'zod';
import type { Task, Unit } from '../../../src/jobs/queue/queue.ts';

/** Work that tells its number, for a queue whose server is in trouble; `seal` lets others help. */
export const tellingTask = (
  run: (n: number) => Promise<void>,
  seal: string | null = null,
): Task<{ n: number }, string> => ({
  name: 'tell',
  payload: z.object({ n: z.number() }),
  run: async ({ n }) => {
    await run(n);
    return `told ${n}`;
  },
  stopsAll: () => false,
  seal,
});

export const unitsTo = (count: number): readonly Unit<{ n: number }>[] =>
  Array.from({ length: count }, (_, n) => ({ id: `unit ${n}`, payload: { n } }));
