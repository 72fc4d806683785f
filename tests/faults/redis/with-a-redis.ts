import { aRedis, NO_REDIS, type TestRedis } from '../../jobs/a-redis.ts';

export const lacksRedis = async (): Promise<string | null> => NO_REDIS;

/** Works with a real server of its own, which is gone afterwards. */
export const withRedis = async <T>(work: (redis: TestRedis) => Promise<T>, ...options: string[]): Promise<T> => {
  const redis = await aRedis(...options);
  try {
    return await work(redis);
  } finally {
    await redis.remove();
  }
};

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
