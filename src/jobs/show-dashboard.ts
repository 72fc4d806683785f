import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import { openStore } from '../store/open-store.ts';
import { openQueueDashboard } from './queue/open-queue.ts';
import { storePlace } from './store-place.ts';

/** The tasks whose units travel through the Redis. */
const TASKS = ['audit-filing', 'audit-beside-others', 'score-office'];

const identityOf = async (config: Config): Promise<string | null> => {
  const store = await openStore(storePlace(config), { check: false });
  try {
    return store.identity;
  } finally {
    await store.close();
  }
};

/** Shows the queues where the configuration asks for it, with the work of `during`, and no longer. */
export const withDashboard = async <T>(config: Config, log: Log, during: () => Promise<T>): Promise<T> => {
  const { dashboard: place, dashboardPassword: password } = config;
  if (place === null || password === null) return during();
  const dashboard = await openQueueDashboard(config, await identityOf(config), {
    ...place,
    password,
    tasks: TASKS,
    log,
  });
  log.info('the dashboard is up', { host: place.host, port: dashboard.port });
  try {
    return await during();
  } finally {
    await dashboard.close();
  }
};
