import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import { aClient, fetchOnce, outcomeOf } from './a-client.ts';
import { type Answer, aSite, type Site, send } from './a-site.ts';

let site: Site;

const serve = async (answer: Answer): Promise<Site> => {
  site = await aSite((request, response, host) =>
    request.url === '/robots.txt' ? send(response, 404, '') : answer(request, response, host),
  );
  return site;
};

afterEach(() => site.close());

const pagesSeen = (): readonly string[] => site.seen.map(({ path }) => path).filter((path) => path !== '/robots.txt');

describe('a page', () => {
  test('comes with its final address, through redirects', async () => {
    await serve((request, response) =>
      request.url === '/old' ? send(response, 302, '', { location: '/new' }) : send(response, 200, 'here'),
    );
    const result = await fetchOnce(site.at('/old'));
    expect('page' in result && [result.page.finalUrl, Buffer.from(result.page.bytes).toString()]).toEqual([
      site.at('/new'),
      'here',
    ]);
  });

  test('that is unchanged costs one request and no bytes', async () => {
    await serve((request, response) =>
      request.headers['if-none-match'] === '"v1"'
        ? send(response, 304, '')
        : send(response, 200, 'x', { etag: '"v1"' }),
    );
    const client = aClient();
    const known = { finalUrl: site.at('/a'), etag: '"v1"', lastModified: null };
    const result = await client.fetch({ url: site.at('/a'), known, limit: 100, signal: new AbortController().signal });
    await client.close();
    expect('page' in result && result.page.unchanged).toBe(true);
    expect(pagesSeen()).toEqual(['/a']);
  });

  test('says who asks', async () => {
    await serve((_request, response) => send(response, 200, 'x'));
    await fetchOnce(site.at('/'));
    expect(site.seen.every(({ headers }) => headers['user-agent']?.includes('office@example.org'))).toBe(true);
  });

  test.each([
    ['gzip', gzipSync('报告')],
    ['br', brotliCompressSync('报告')],
    ['deflate', deflateSync('报告')],
    ['deflate', deflateRawSync('报告')],
  ])('is inflated from %s', async (encoding, body) => {
    await serve((_request, response) => send(response, 200, body, { 'content-encoding': encoding }));
    const result = await fetchOnce(site.at('/'));
    expect('page' in result && Buffer.from(result.page.bytes).toString()).toBe('报告');
  });
});

/** A bomb: zeros that swell a thousandfold. */
const bomb = (megabytes: number): Buffer => gzipSync(Buffer.alloc(megabytes * 1024 * 1024));

describe('a fault is named', () => {
  const cases: readonly (readonly [code: string, what: string, answer: Answer])[] = [
    ['http-404', 'a page that is not there', (_q, r) => send(r, 404, '')],
    ['http-503', 'a server that is overloaded at every try', (_q, r) => send(r, 503, '')],
    ['redirect-loop', 'a page that leads to itself', (q, r) => send(r, 302, '', { location: q.url ?? '' })],
    ['redirect-loop', 'a chain without end', (q, r) => send(r, 302, '', { location: `${q.url}x` })],
    ['bad-answer', 'a redirect to nowhere', (_q, r) => send(r, 302, '')],
    ['too-large', 'a body that is declared too large', (_q, r) => send(r, 200, '', { 'content-length': '99999999' })],
    ['bomb', 'a body that swells', (_q, r) => send(r, 200, bomb(8), { 'content-encoding': 'gzip' })],
    [
      'bad-encoding',
      'a body that is not what it says',
      (_q, r) => send(r, 200, 'plain', { 'content-encoding': 'gzip' }),
    ],
    ['bad-encoding', 'an encoding nobody asked for', (_q, r) => send(r, 200, 'plain', { 'content-encoding': 'zstd' })],
    [
      'broken-off',
      'half a compressed body',
      (_q, r) => send(r, 200, gzipSync('x'.repeat(999)).subarray(0, 20), { 'content-encoding': 'gzip' }),
    ],
    [
      'broken-off',
      'a body shorter than declared',
      (_q, r) => {
        r.writeHead(200, { 'content-length': '100' });
        r.write('half');
        setTimeout(() => r.destroy(), 20);
      },
    ],
    ['broken-off', 'a connection that is reset', (q) => q.socket.resetAndDestroy()],
    ['bad-answer', 'something that is not HTTP', (q) => q.socket.end('SSH-2.0-OpenSSH\r\n\r\n')],
    ['too-slow', 'an answer that does not begin', () => {}],
    [
      'too-slow',
      'a body that stops',
      (_q, r) => {
        r.writeHead(200);
        r.write('begin');
      },
    ],
    [
      'too-slow',
      'a body that drips',
      (_q, r) => {
        r.writeHead(200);
        const drip = setInterval(() => r.write('.'), 50);
        r.on('close', () => clearInterval(drip));
      },
    ],
  ];

  test.each(cases)('%s for %s', async (code, _what, answer) => {
    await serve(answer);
    expect(await outcomeOf(site.at('/a'), { limit: 64 * 1024 * 1024, timeouts: { whole: 900 } })).toBe(code);
  });

  test('too-large for a body without end, which is left behind soon after the limit', async () => {
    let sent = 0;
    await serve((_request, response) => {
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16 * 1024))) sent += 16 * 1024;
      };
      response.on('drain', more);
      more();
    });
    expect(await outcomeOf(site.at('/'), { limit: 256 * 1024 })).toBe('too-large');
    expect(sent).toBeLessThan(16 * 1024 * 1024);
  });

  test('tls for a host that speaks none', async () => {
    await serve((_request, response) => send(response, 200, 'x'));
    expect(await outcomeOf(`https://127.0.0.1:${site.port}/`)).toBe('tls');
  });

  test('unreachable for a host where nobody listens, no-such-host for a name of none', async () => {
    await serve((_request, response) => send(response, 200, 'x'));
    const closed = createTcpServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as { port: number };
    await new Promise((resolve) => closed.close(resolve));
    expect(await outcomeOf(`http://127.0.0.1:${port}/`)).toBe('unreachable');
    const resolve = async (name: string): Promise<readonly string[]> => {
      throw Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' });
    };
    expect(await outcomeOf('http://office.example/', { resolve })).toBe('no-such-host');
  });
});

describe('robots.txt', () => {
  const withRobots = async (status: number, text: string): Promise<string> => {
    site = await aSite((request, response) =>
      send(response, request.url === '/robots.txt' ? status : 200, request.url === '/robots.txt' ? text : 'page'),
    );
    return outcomeOf(site.at('/a/b'));
  };

  test.each([
    ['robots', 200, 'User-agent: *\nDisallow: /a/'],
    ['robots', 200, 'User-agent: gouji\nDisallow: /'],
    ['ok', 200, 'User-agent: *\nDisallow: /c/'],
    ['ok', 200, 'User-agent: Other\nDisallow: /'],
    ['ok', 404, ''],
    ['ok', 403, ''],
    ['http-500', 500, ''],
  ])('gives %s for status %d and %j', async (outcome, status, text) => {
    expect(await withRobots(status, text)).toBe(outcome);
  });

  test('that forbids a page keeps it from being asked for', async () => {
    await withRobots(200, 'User-agent: *\nDisallow: /');
    expect(pagesSeen()).toEqual([]);
  });

  test('that cannot be had keeps the host from being asked tonight', async () => {
    await withRobots(500, '');
    expect(pagesSeen()).toEqual([]);
  });

  test('is asked for once a host', async () => {
    await serve((_request, response) => send(response, 200, 'x'));
    const client = aClient();
    const signal = new AbortController().signal;
    for (const path of ['/a', '/b', '/c']) await client.fetch({ url: site.at(path), known: null, limit: 100, signal });
    await client.close();
    expect(site.seen.map(({ path }) => path)).toEqual(['/robots.txt', '/a', '/b', '/c']);
  });
});

describe('a host that asks for time', () => {
  test('gets it', async () => {
    let first = true;
    await serve((_request, response) => {
      send(response, first ? 429 : 200, 'x', { 'retry-after': '1' });
      first = false;
    });
    expect(await outcomeOf(site.at('/a'))).toBe('ok');
    const [before, after] = site.seen.filter(({ path }) => path === '/a');
    expect(after!.from - before!.from).toBeGreaterThanOrEqual(1000);
  });

  test('for longer than the night is left alone', async () => {
    await serve((_request, response) => send(response, 503, '', { 'retry-after': '86400' }));
    const client = aClient();
    const signal = new AbortController().signal;
    const codes = [];
    for (const path of ['/a', '/b']) {
      const result = await client.fetch({ url: site.at(path), known: null, limit: 100, signal });
      codes.push('fault' in result ? result.fault.code : 'ok');
    }
    await client.close();
    expect(codes).toEqual(['http-503', 'http-503']);
    expect(pagesSeen()).toEqual(['/a']);
  });
});

describe('budgets', () => {
  test('end the requests to a host', async () => {
    await serve((_request, response) => send(response, 200, 'x'.repeat(1000)));
    const signal = new AbortController().signal;
    const codesWith = async (politeness: { requests?: number; bytes?: number; night?: number }) => {
      const client = aClient({ politeness });
      const codes: string[] = [];
      for (const path of ['/a', '/b', '/c']) {
        const result = await client.fetch({ url: site.at(path), known: null, limit: 5000, signal });
        codes.push('fault' in result ? result.fault.code : 'ok');
      }
      await client.close();
      return codes;
    };
    expect(await codesWith({ requests: 3 })).toEqual(['ok', 'ok', 'host-budget']);
    expect(await codesWith({ bytes: 1500 })).toEqual(['ok', 'ok', 'host-budget']);
    expect(await codesWith({ night: 0 })).toEqual(['night-over', 'night-over', 'night-over']);
  });
});
