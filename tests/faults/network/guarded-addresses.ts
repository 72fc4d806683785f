import { aClient } from '../../sources/web/a-client.ts';
import { aSite, send } from '../../sources/web/a-site.ts';
import { type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { HOSTILE, NAMES } from './hostile-addresses.ts';
import { lacksLoopback } from './simulated-web.ts';
import { watchConnections } from './watch-connections.ts';

const ENTRY = '127.0.0.2';

/**
 * Hostile addresses asked for directly, behind a redirect, and behind a name that changes its mind between two
 * look-ups. A leak is any attempt to connect to them.
 */
const measure = async (): Promise<readonly Figure[]> => {
  const site = await aSite((request, response) => {
    const target = decodeURIComponent((request.url ?? '').replace('/to/', ''));
    if (request.url === '/robots.txt') return send(response, 404, '');
    if (request.url?.startsWith('/to/')) return send(response, 302, '', { location: encodeURI(target) });
    send(response, 200, 'reached');
  });
  const lookups = new Map<string, number>();
  const resolve = async (name: string): Promise<readonly string[]> => {
    const count = (lookups.get(name) ?? 0) + 1;
    lookups.set(name, count);
    // Public when it is looked at, the loopback when it is used.
    if (name.startsWith('rebind')) return count === 1 ? [] : ['127.0.0.1'];
    return NAMES[name] ?? [];
  };
  const reach = { allow: [`${ENTRY}:${site.port}`], ports: [] };
  const signal = new AbortController().signal;
  const { attempts, stop } = watchConnections();
  let answered = 0;
  const ask = async (url: string): Promise<void> => {
    const client = aClient({ reach, resolve, retries: { tries: 2 } });
    const result = await client.fetch({ url, known: null, limit: 1000, signal });
    if ('page' in result) answered += 1;
    await client.close();
  };
  const redirected = [
    'http://127.0.0.1/',
    `http://127.0.0.1:${site.port}/`,
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/',
    'http://localhost/',
    'http://loop.example/',
    'file:///etc/passwd',
    `/to/${encodeURIComponent('http://10.0.0.1/')}`,
  ];
  const rebinding = ['http://rebind1.example/', 'http://rebind2.example/'];
  for (const url of HOSTILE) await ask(url);
  for (const target of redirected) await ask(site.at(`/to/${encodeURIComponent(target)}`, ENTRY));
  for (const url of rebinding) {
    await ask(url);
    await ask(url);
  }
  stop();
  await site.close();
  const leaks = attempts.filter((address) => address !== `${ENTRY}:${site.port}`);
  const through = attempts.length - leaks.length;
  const cases = HOSTILE.length + redirected.length + rebinding.length;
  return [
    told('hostile addresses', cases),
    zero('leaks', leaks.length),
    zero('answers', answered),
    // Without these the guard would pass by connecting to nothing at all.
    {
      name: 'connections to the allowed host',
      value: through,
      target: `≥ ${redirected.length}`,
      isMet: through >= redirected.length,
    },
  ];
};

export const guardedAddresses: FaultRow = {
  row: 29,
  fault: 'a page, a redirect or a name leads into private networks',
  promise: 'only public addresses are connected to, and those that are allowed',
  lacks: lacksLoopback,
  measure,
};
