/** Rejects when the work takes longer than so many milliseconds; the work itself cannot be stopped and is left to itself. */
export const withinTime = async <T>(work: Promise<T>, most: number): Promise<T> => {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`it hung: not done after ${Math.round(most / 1000)} s`)), most);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
