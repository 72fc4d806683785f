import { openSlots } from './slots.ts';
import { type WebFault, webFault } from './web-fault.ts';

/** Time as the fetching knows it: milliseconds that never go back, pauses, and chance in [0, 1). */
export type Pace = {
  readonly now: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly chance: () => number;
};

/** What a host is asked at most in a night, and how the night is bounded. Times are milliseconds. */
export type Politeness = {
  /** From the end of one request to the beginning of the next. */
  readonly gap: number;
  readonly requests: number;
  readonly bytes: number;
  /** In requests and in pauses after failures; waiting for a turn does not count. */
  readonly milliseconds: number;
  readonly night: number;
  /** Requests under way at once, to all hosts together. */
  readonly atOnce: number;
};

export const USUAL_POLITENESS: Politeness = {
  gap: 2_000,
  requests: 500,
  bytes: 500 * 1024 * 1024,
  milliseconds: 30 * 60_000,
  night: 4 * 3_600_000,
  atOnce: 32,
};

type HostState = {
  turn: Promise<unknown>;
  notBefore: number;
  lastEnd: number | null;
  gap: number;
  requests: number;
  bytes: number;
  spent: number;
  /** Pages in a row that failed at every try. */
  failures: number;
  closed: WebFault | null;
};

/** One request as the gate runs it. */
export type Turn = { readonly within: number; readonly onBytes: (count: number) => void };

export type HostGates = {
  /**
   * Runs `request` when it is the host's turn: one at a time, with the gap, within the budgets of host and night. A
   * fault instead when there is no budget, the host is given up for tonight, or the signal is aborted.
   */
  readonly run: <T>(host: string, signal: AbortSignal, request: (turn: Turn) => Promise<T>) => Promise<T | WebFault>;
  /** Nothing goes to the host for so long. */
  readonly pause: (host: string, milliseconds: number) => void;
  /** A longer gap, as the host's robots.txt asks for. */
  readonly slowDown: (host: string, gap: number) => void;
  /** A page that was fetched, or that failed at every try. */
  readonly settle: (host: string, fault: WebFault | null) => void;
};

/** Pages in a row that fail, each at every try, before a host that still answers is left alone. */
const PATIENCE = 2;

const STOPPED = webFault({ code: 'stopped', message: 'the run was stopped' });

/** The gates of one night, one a host. */
export const hostGates = (politeness: Politeness, pace: Pace): HostGates => {
  const hosts = new Map<string, HostState>();
  const began = pace.now();
  const slots = openSlots(politeness.atOnce);

  const stateOf = (host: string): HostState => {
    const known = hosts.get(host);
    if (known) return known;
    const made: HostState = {
      turn: Promise.resolve(),
      notBefore: 0,
      lastEnd: null,
      gap: politeness.gap,
      requests: 0,
      bytes: 0,
      spent: 0,
      failures: 0,
      closed: null,
    };
    hosts.set(host, made);
    return made;
  };

  const left = (): number => began + politeness.night - pace.now();

  const budgetFault = (state: HostState): WebFault | null => {
    if (left() <= 0) return webFault({ code: 'night-over', message: 'the time for fetching is over for tonight' });
    if (state.closed) return state.closed;
    const over =
      (state.requests >= politeness.requests && `${politeness.requests} requests`) ||
      (state.bytes >= politeness.bytes && `${politeness.bytes} bytes`) ||
      (state.spent >= politeness.milliseconds && `${Math.round(politeness.milliseconds / 1000)} s`);
    return over ? webFault({ code: 'host-budget', message: `the host has had its ${over} for tonight` }) : null;
  };

  /** Waits for the gap; timers may be a little early. */
  const waitFor = async (state: HostState, signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const wait = Math.min(state.notBefore - pace.now(), left());
      if (wait <= 0) return;
      await pace.sleep(wait, signal);
    }
  };

  const inTurn = async <T>(state: HostState, signal: AbortSignal, request: (turn: Turn) => Promise<T>) => {
    if (!budgetFault(state)) await waitFor(state, signal);
    await slots.take();
    const from = pace.now();
    try {
      const fault = signal.aborted ? STOPPED : budgetFault(state);
      if (fault) return fault;
      state.requests += 1;
      const onBytes = (count: number): void => {
        state.bytes += count;
      };
      const within = Math.min(left(), politeness.milliseconds - state.spent);
      try {
        return await request({ within, onBytes });
      } finally {
        state.spent += pace.now() - from;
        state.lastEnd = pace.now();
        state.notBefore = Math.max(state.notBefore, state.lastEnd + state.gap);
      }
    } finally {
      slots.free();
    }
  };

  return {
    run: (host, signal, request) => {
      const state = stateOf(host);
      const result = state.turn.then(() => inTurn(state, signal, request));
      state.turn = result.catch(() => {});
      return result;
    },
    pause: (host, milliseconds) => {
      const state = stateOf(host);
      state.spent += milliseconds;
      state.notBefore = Math.max(state.notBefore, pace.now() + milliseconds);
    },
    slowDown: (host, gap) => {
      const state = stateOf(host);
      state.gap = Math.max(state.gap, gap);
      if (state.lastEnd !== null) state.notBefore = Math.max(state.notBefore, state.lastEnd + state.gap);
    },
    settle: (host, fault) => {
      const state = stateOf(host);
      state.failures = fault ? state.failures + 1 : 0;
      if (!fault || state.closed || !(fault.host || state.failures >= PATIENCE)) return;
      state.closed = webFault({
        code: fault.code,
        message: `the host is left alone tonight: ${fault.message}`,
        host: true,
      });
    },
  };
};
