/** A bug in a pure step: it costs this office its scorecard, and no other office anything. */
export class StepCrashed extends Error {
  override readonly name = 'StepCrashed';
}

/** Runs a pure step; what it throws becomes a StepCrashed that says what could not be made. */
export const guarded = async <T>(what: string, step: () => T | Promise<T>): Promise<T> => {
  try {
    return await step();
  } catch (cause) {
    throw new StepCrashed(`${what} could not be made: ${(cause as Error).message}`, { cause });
  }
};
