import { createHash, timingSafeEqual } from 'node:crypto';
import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { FastifyAdapter } from '@bull-board/fastify';
import { Queue } from 'bullmq';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';
import type { RedisServer } from '../../platform/config.ts';
import { ConfigurationError } from '../../platform/faults.ts';
import type { Log } from '../../platform/log.ts';
import { connectionOf, wordsOfError } from './redis-link.ts';
import { prefixOf } from './shared-queue.ts';

export type DashboardPlace = { readonly host: string; readonly port: number };

export type Dashboard = {
  /** Where it listens: the port that was given, or the one that was free for port 0. */
  readonly port: number;
  readonly close: () => Promise<void>;
};

export type DashboardSettings = DashboardPlace & {
  readonly server: RedisServer;
  /** As of the queue that is shown. */
  readonly space: string;
  readonly password: string;
  /** The tasks whose units are shown. */
  readonly tasks: readonly string[];
  readonly log: Log;
};

// Nothing from elsewhere, no script in the page, in no frame. Bull Board sets styles from its scripts.
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
} as const;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Any user name; the password is compared in the same time however much of it is right. */
const isAllowed = (authorization: string | undefined, password: string): boolean => {
  const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  const given = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = given.indexOf(':');
  return colon >= 0 && timingSafeEqual(digest(given.slice(colon + 1)), digest(password));
};

/**
 * Shows the queues of a store by Bull Board, to be looked at only: every request needs the password, and none but GET
 * and HEAD is answered. Rejects with a ConfigurationError when the port cannot be had.
 */
export const openDashboard = async (settings: DashboardSettings): Promise<Dashboard> => {
  const { host, port, server, space, password, tasks, log } = settings;
  const connection = new Redis({ ...connectionOf(server), maxRetriesPerRequest: null });
  connection.on('error', (error) => log.debug('redis', { error: wordsOfError(error) }));
  const queues = tasks.map((task) => new Queue(task, { connection, prefix: prefixOf(space) }));
  for (const queue of queues) queue.on('error', (error) => log.debug('redis', { error: wordsOfError(error) }));
  const adapter = new FastifyAdapter();
  createBullBoard({
    queues: queues.map((queue) => new BullMQAdapter(queue, { readOnlyMode: true })),
    // The two packages bring types of their own for one thing.
    serverAdapter: adapter,
    options: { uiConfig: { boardTitle: 'Gouji 勾稽' } },
  });
  const app = fastify();
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(HEADERS);
    if (!isAllowed(request.headers.authorization, password))
      return reply.code(401).header('www-authenticate', 'Basic realm="gouji"').send();
    if (!['GET', 'HEAD'].includes(request.method)) return reply.code(405).send();
  });
  await app.register(adapter.registerPlugin());
  const close = async (): Promise<void> => {
    await app.close();
    connection.disconnect();
    await Promise.all(queues.map((queue) => queue.close().catch(() => {})));
  };
  try {
    await app.listen({ host, port });
  } catch (error) {
    await close();
    throw new ConfigurationError('the dashboard cannot be shown:', [`${host}:${port}: ${(error as Error).message}`], {
      cause: error,
    });
  }
  const address = app.server.address();
  return { port: typeof address === 'object' && address ? address.port : port, close };
};
