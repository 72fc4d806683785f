import type { Queue } from './queue.ts';

/** Does the units here, one after the other, in their order. The event loop turns between them, so that signals are seen. */
export const inProcessQueue = (): Queue => ({
  runAll: async (task, units, { signal, onDone }) => {
    const results = [];
    for (const { id, payload } of units) {
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) break;
      const result = await task.run(task.payload.parse(payload));
      results.push(result);
      onDone(id, result);
    }
    return results;
  },
  close: async () => {},
});
