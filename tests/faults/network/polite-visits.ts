import { listPage, type Seen, send } from '../../sources/web/a-site.ts';
import { allOf, atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { addressOf, fetchNight, type Host, idOf, lacksLoopback } from './simulated-web.ts';

const GAP = 40;
const CRAWL_DELAY = 0.15;
const RETRY_AFTER = 1;

const TITLE = '2025年政府信息公开工作年度报告';

/** Host number n, by turns: an ordinary one, and one for each wish that a host may have. */
const hostOf = (number: number, neighbour: string): Host => {
  const plain = { address: addressOf(number), kind: 'sound', offices: 4 } as const;
  let refusals = 0;
  switch (number % 5) {
    case 1:
      return { ...plain, robots: `User-agent: *\nCrawl-delay: ${CRAWL_DELAY}` };
    case 2:
      // The list may be read, the reports may not.
      return { ...plain, robots: 'User-agent: *\nDisallow: /*/report' };
    case 3:
      return {
        ...plain,
        answer: (_request, response) => {
          refusals += 1;
          if (refusals === 1) send(response, 429, '', { 'retry-after': String(RETRY_AFTER) });
          return refusals === 1;
        },
      };
    case 4:
      // Its reports lie with another host, which has visitors of its own at the same time.
      return {
        ...plain,
        answer: ({ url }, response, own) => {
          if (!url?.endsWith('/list')) return false;
          const { port } = new URL(own('/'));
          send(response, 200, listPage([[`http://${neighbour}:${port}${url.replace('list', 'report')}`, TITLE]]));
          return true;
        },
      };
    default:
      return plain;
  }
};

type HostLog = { readonly parallel: number; readonly gap: number };

const logOf = (seen: readonly Seen[]): HostLog => {
  const sorted = [...seen].sort((a, b) => a.from - b.from);
  const gaps = sorted.slice(1).map((one, place) => one.from - sorted[place]!.from);
  const parallel = sorted.map((one) => sorted.filter((other) => other.from <= one.from && other.to > one.from).length);
  return { parallel: Math.max(...parallel), gap: Math.min(Number.POSITIVE_INFINITY, ...gaps) };
};

const measure = async (count: number): Promise<readonly Figure[]> => {
  const hosts = Array.from({ length: count }, (_, number) => hostOf(number, addressOf(number - 4)));
  const night = await fetchNight(hosts, {
    politeness: { gap: GAP },
    retries: { tries: 3, base: 20, cap: 80, longest: 5000 },
    timeouts: { headers: 2000, idle: 2000, whole: 5000 },
  });
  const byHost = Map.groupBy(night.seen, ({ host }) => host);
  const logs = new Map([...byHost].map(([host, seen]) => [host, logOf(seen)]));
  const of = (kind: number): readonly Host[] => hosts.filter((_, number) => number % 5 === kind);
  const gapOf = ({ address }: Host): number => logs.get(address)?.gap ?? 0;
  const pauses = of(3).map(({ address }) => {
    const pages = (byHost.get(address) ?? []).filter(({ path }) => path !== '/robots.txt');
    return (pages[1]?.from ?? 0) - (pages[0]?.from ?? 0);
  });
  const forbidden = of(2).flatMap(({ address }) =>
    (byHost.get(address) ?? []).filter(({ path }) => path.endsWith('/report')),
  );
  const refused = of(2).flatMap((host) =>
    Array.from({ length: host.offices }, (_, number) => night.failed.get(idOf(host, number))),
  );
  return [
    told('hosts', count),
    told('requests', night.seen.length),
    atMost('requests to one host at once', Math.max(...[...logs.values()].map(({ parallel }) => parallel)), 1),
    allOf('hosts that were given their gap', [...logs.values()].filter(({ gap }) => gap >= GAP).length, logs.size),
    allOf(
      'hosts that were given their crawl delay',
      of(1).filter((host) => gapOf(host) >= CRAWL_DELAY * 1000).length,
      of(1).length,
    ),
    allOf('pauses as Retry-After asks', pauses.filter((pause) => pause >= RETRY_AFTER * 1000).length, of(3).length),
    zero('requests that robots.txt forbids', forbidden.length),
    allOf('offices told that robots.txt forbids', refused.filter((code) => code === 'robots').length, refused.length),
  ];
};

export const politeVisits: FaultRow = {
  row: 31,
  fault: 'hosts ask for a gap, a crawl delay, a pause or to be left alone, while several offices lead to them',
  promise: 'one request a host at a time, never sooner than asked, never where it is not allowed',
  lacks: lacksLoopback,
  measure: (scale) => measure(scale === 'short' ? 30 : 250),
};
