import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../platform/config.ts';
import { LIMITS } from '../../platform/limits.ts';
import type { RosterOffice } from '../roster.ts';
import type { Source } from '../source.ts';
import type { SourceMemory } from '../source-memory.ts';
import { addressGuard } from './address-guard.ts';
import { hostGates, type Pace, USUAL_POLITENESS } from './host-gates.ts';
import { httpGet } from './http-get.ts';
import { USUAL_RETRIES } from './retry-delay.ts';
import { ROBOT_NAME, webClient } from './web-client.ts';
import { websiteSource } from './website-source.ts';

/** The time of this machine. A pause that is cut short by the signal just ends. */
export const systemPace = (chance: () => number): Pace => ({
  now: () => performance.now(),
  sleep: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => {}),
  chance,
});

type Parts = {
  readonly offices: readonly RosterOffice[];
  readonly memory: SourceMemory;
  readonly now: () => Date;
  readonly chance: () => number;
};

/** The report pages of the roster, fetched as the configuration says. */
export const openWebsites = (config: Config, { offices, memory, now, chance }: Parts): Source => {
  const { allowHosts, onlyHosts, fetchPorts, contact, hostGap, fetchAtOnce, fetchMinutes } = config;
  const userAgent = `${ROBOT_NAME}/1.0 (annual report checks; ${contact ?? 'no contact given'})`;
  const pace = systemPace(chance);
  const openClient = () => {
    const guard = addressGuard({ allow: allowHosts, only: onlyHosts, ports: fetchPorts });
    const politeness = {
      ...USUAL_POLITENESS,
      gap: hostGap,
      atOnce: fetchAtOnce,
      night: fetchMinutes * 60_000,
      requests: config.hostRequests,
    };
    const http = httpGet(guard, { userAgent });
    const gates = hostGates(politeness, pace);
    return webClient({ guard, http, gates, pace, retries: USUAL_RETRIES, wallClock: () => now().getTime() });
  };
  return websiteSource(offices, { openClient, memory, now, limit: LIMITS.fileBytes });
};
