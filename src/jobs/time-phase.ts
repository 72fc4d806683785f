import type { Log } from '../platform/log.ts';

/** What a night does, one after the other. */
export type Phase = 'take' | 'audit' | 'score' | 'deliver';

/** Does the work of a phase and logs, for those who measure, how many milliseconds it took. */
export const timePhase = async <T>(phase: Phase, log: Log, work: () => Promise<T>): Promise<T> => {
  const started = performance.now();
  log.debug('phase begins', { phase });
  try {
    return await work();
  } finally {
    log.debug('phase over', { phase, milliseconds: Math.round(performance.now() - started) });
  }
};
