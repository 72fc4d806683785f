/** How often and how long apart a request is tried, in milliseconds. */
export type Retries = {
  readonly tries: number;
  /** For answers that do not come in time: each try costs the whole time. */
  readonly slowTries: number;
  /** The first pause is anything from 0 to this, each further one up to twice as long, */
  readonly base: number;
  /** but never longer than this. */
  readonly cap: number;
  /** A server that asks for a longer pause than this is left alone for the night. */
  readonly longest: number;
};

/** Spans some minutes, so that a short outage costs nothing. */
export const USUAL_RETRIES: Retries = { tries: 7, slowTries: 2, base: 10_000, cap: 120_000, longest: 900_000 };

/**
 * The pause before try number `attempt` + 1, in milliseconds: anywhere in the whole range ("full jitter"), so that
 * many clients that failed at once do not come back at once. `chance` is in [0, 1).
 */
export const retryDelay = (attempt: number, { base, cap }: Retries, chance: number): number =>
  Math.floor(chance * Math.min(cap, base * 2 ** Math.min(attempt, 30)));

/** The milliseconds that a Retry-After header asks for, as seconds or as a date; null when it says neither. */
export const parseRetryAfter = (header: string | undefined, now: number): number | null => {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]{2}/.test(text) && text.length < 40 ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
};
