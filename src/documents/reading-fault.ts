import type { ReadingFailure } from '../model/document.ts';

/**
 * Thrown inside a reader when the bytes cannot, or must not, be read any further. The reader catches it at its edge
 * (`orFailure`); the message names the part and the limit.
 */
export class ReadingFault extends Error {
  readonly code: ReadingFailure['code'];

  constructor(code: ReadingFailure['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadingFault';
    this.code = code;
  }
}

/** What `read` resolves with, or the failure that a `ReadingFault` thrown on the way stands for. */
export const orFailure = async <T>(read: () => Promise<T>): Promise<T | ReadingFailure> => {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ReadingFault) return { code: error.code, message: error.message };
    throw error;
  }
};
