/** What Redis says of itself that matters here. */
export type RedisFacts = { readonly version: string; readonly policy: string; readonly appendOnly: boolean };

/** Reads the answer to INFO. Valkey and other relatives state the version of Redis that they stand for. */
export const readInfo = (info: string): RedisFacts => {
  const fields = new Map(
    info.split(/\r?\n/).flatMap((line): readonly [string, string][] => {
      const colon = line.indexOf(':');
      return colon < 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
    }),
  );
  return {
    version: fields.get('redis_version') ?? '?',
    policy: fields.get('maxmemory_policy') ?? '?',
    appendOnly: fields.get('aof_enabled') === '1',
  };
};

const OLDEST: readonly [number, number] = [6, 2];

const isRecentEnough = (version: string): boolean => {
  const [major = Number.NaN, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
};

/** What is wrong with a Redis for this use, each fault with what would be accepted; empty when nothing is. */
export const redisFaults = ({ version, policy }: RedisFacts): readonly string[] => [
  ...(isRecentEnough(version) ? [] : [`it is version ${version}; accepted: ${OLDEST.join('.')} or later, or Valkey`]),
  ...(policy === 'noeviction'
    ? []
    : [`its maxmemory-policy is ${policy}, which may drop work in silence; accepted: noeviction`]),
];
