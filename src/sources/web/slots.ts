/** So many at once, first come first served. */
export type Slots = { readonly take: () => Promise<void>; readonly free: () => void };

export const openSlots = (count: number): Slots => {
  let left = count;
  const waiting: (() => void)[] = [];
  return {
    take: () => {
      if (left === 0) return new Promise<void>((resolve) => void waiting.push(resolve));
      left -= 1;
      return Promise.resolve();
    },
    free: () => {
      const next = waiting.shift();
      if (next) next();
      else left += 1;
    },
  };
};
