import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/platform/config.ts';
import { ConfigurationError } from '../../src/platform/faults.ts';
import { reportsAtOnce } from '../../src/platform/machine.ts';

const faultsOf = (run: () => unknown): readonly string[] => {
  try {
    run();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
};

describe('the configuration', () => {
  test('runs the sample reports at two at night in Shanghai when nothing is set', () => {
    expect(parseConfig({})).toEqual({
      data: '.gouji',
      database: null,
      blobs: null,
      blobsEndpoint: null,
      blobsRegion: 'us-east-1',
      blobsAccessKey: null,
      blobsSecretKey: null,
      reports: 'reports',
      source: 'seeds/reports',
      offices: 'seeds/offices.csv',
      deadlines: null,
      waivers: null,
      smtp: null,
      mailFrom: 'gouji@gouji.invalid',
      mailRedirect: null,
      redis: null,
      concurrency: reportsAtOnce(),
      schedule: '0 2 * * *',
      timezone: 'Asia/Shanghai',
      fetch: false,
      contact: null,
      allowHosts: [],
      onlyHosts: [],
      operatorMail: null,
      dashboard: null,
      dashboardPassword: null,
      fetchPorts: [],
      hostGap: 2000,
      hostRequests: 500,
      fetchAtOnce: 32,
      fetchMinutes: 240,
      imap: null,
      imapDone: null,
      lang: 'zh',
      log: 'info',
    });
  });

  test('tells all faults at once, each with its variable, its value and what is accepted', () => {
    const faults = faultsOf(() =>
      parseConfig({
        GOUJI_SMTP_URL: 'http://mail.example.org',
        GOUJI_MAIL_FROM: 'a@b.example, c@d.example',
        GOUJI_MAIL_REDIRECT: 'nobody',
        GOUJI_REDIS_URL: 'redis://queue.example.org/zero',
        GOUJI_CONCURRENCY: '0',
        GOUJI_SCHEDULE: '0 25 * * *',
        GOUJI_TIMEZONE: 'Mars/Base',
        GOUJI_LANG: 'fr',
        GOUJI_LOG: 'loud',
      }),
    );
    expect(faults).toEqual([
      'GOUJI_SMTP_URL is "http://mail.example.org"; accepted: smtp://[user:password@]host[:port] or smtps://…',
      'GOUJI_MAIL_FROM is "a@b.example, c@d.example"; accepted: one mail address such as gouji@example.org',
      'GOUJI_MAIL_REDIRECT is "nobody"; accepted: one mail address such as test@example.org',
      'GOUJI_REDIS_URL is "redis://queue.example.org/zero"; accepted: redis://[user:password@]host[:port][/database] or rediss://…',
      'GOUJI_CONCURRENCY is "0"; accepted: a whole number from 1 to 99',
      'GOUJI_SCHEDULE is "0 25 * * *"; accepted: a cron expression of five fields such as "0 2 * * *"',
      'GOUJI_TIMEZONE is "Mars/Base"; accepted: an IANA time zone such as Asia/Shanghai',
      'GOUJI_LANG is "fr"; accepted: zh or en',
      'GOUJI_LOG is "loud"; accepted: debug, info, warn, error, silent',
    ]);
  });

  test('names the flag, not the variable, when the flag is what is wrong', () => {
    const faults = faultsOf(() => parseConfig({ GOUJI_LANG: 'zh' }, { lang: 'xx', mailRedirect: 'y' }));
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['--mail-redirect', '--lang']);
  });

  test('lets a flag win over the environment, and takes an empty variable for none', () => {
    const config = parseConfig({ GOUJI_LANG: 'zh', GOUJI_DATA: '' }, { lang: 'en' });
    expect([config.lang, config.data]).toEqual(['en', '.gouji']);
  });

  test('asks for a sender once real mail is configured', () => {
    expect(faultsOf(() => parseConfig({ GOUJI_SMTP_URL: 'smtp://127.0.0.1:2525' }))).toEqual([
      'GOUJI_MAIL_FROM is not set although GOUJI_SMTP_URL is; accepted: the sender, one mail address',
    ]);
  });

  test('reads a mail server with its login and insists on TLS before a password goes over the network', () => {
    const { smtp } = parseConfig({
      GOUJI_SMTP_URL: 'smtp://us%40er:p%3Aw@mail.example.org',
      GOUJI_MAIL_FROM: 'a@example.org',
    });
    expect(smtp).toEqual({
      host: 'mail.example.org',
      port: 587,
      secure: false,
      requireTls: true,
      user: 'us@er',
      password: 'p:w',
    });
  });

  test.each(['smtp://user:se/cret@host', 'smtp://user:secret@', 'smtp://u:secret%zz@host', 'ftp://u:secret@host/x'])(
    'never prints the password of a faulty server address: %s',
    (url) => {
      const [fault] = faultsOf(() => parseConfig({ GOUJI_SMTP_URL: url, GOUJI_MAIL_FROM: 'a@example.org' }));
      expect(fault).toContain('GOUJI_SMTP_URL');
      expect(fault).not.toContain('cret');
    },
  );

  test.each([
    [
      'redis://queue.example.org',
      { host: 'queue.example.org', port: 6379, tls: false, user: null, password: null, db: 0 },
    ],
    ['redis://127.0.0.1:7000/', { host: '127.0.0.1', port: 7000, tls: false, user: null, password: null, db: 0 }],
    ['rediss://u%40x:p%2Fw@[::1]:7000/3', { host: '::1', port: 7000, tls: true, user: 'u@x', password: 'p/w', db: 3 }],
    ['redis://:p%3Aw@queue', { host: 'queue', port: 6379, tls: false, user: null, password: 'p:w', db: 0 }],
  ] as const)('reads a Redis: %s', (url, redis) => {
    expect(parseConfig({ GOUJI_REDIS_URL: url }).redis).toEqual(redis);
  });

  test.each([
    'redis://user:se/cret@host',
    'redis://user:secret@',
    'redis://:secret%zz@host',
    'http://u:secret@host',
    'redis://u:secret@host/0?family=6',
    'redis://u:secret@host:99999',
    'unix:///u:secret@redis.sock',
  ])('never prints the password of a faulty address of a Redis: %s', (url) => {
    const [fault] = faultsOf(() => parseConfig({ GOUJI_REDIS_URL: url }));
    expect(fault).toContain('GOUJI_REDIS_URL');
    expect(fault).not.toContain('cret');
  });

  test('refuses six-field schedules, which would start a night every second', () => {
    expect(faultsOf(() => parseConfig({ GOUJI_SCHEDULE: '* * * * * *' }))).toHaveLength(1);
  });

  test('take a database and a bucket by their addresses, and never say a password', () => {
    const given = {
      DATABASE_URL: 'postgresql://gouji:secret@db.example.org/gouji',
      GOUJI_BLOBS: 's3://reports/gouji/',
      GOUJI_BLOBS_ENDPOINT: 'https://s3.example.org/',
      GOUJI_BLOBS_ACCESS_KEY: 'key',
      GOUJI_BLOBS_SECRET_KEY: 'secret',
    };
    expect(parseConfig(given)).toMatchObject({
      database: given.DATABASE_URL,
      blobs: { bucket: 'reports', prefix: 'gouji' },
      blobsEndpoint: 'https://s3.example.org',
    });
    const faults = faultsOf(() =>
      parseConfig({ ...given, DATABASE_URL: 'mysql://gouji:secret@db/gouji', GOUJI_BLOBS_SECRET_KEY: '' }),
    );
    expect(faults).toHaveLength(2);
    expect(faults.join('\n')).toMatch(
      /DATABASE_URL is "mysql:\/\/…@db\/gouji"[\s\S]*GOUJI_BLOBS_SECRET_KEY is not set/,
    );
    expect(faults.join('\n')).not.toContain('secret@');
  });

  test.each(['s3://Reports', 's3://reports/../other', 'reports/gouji', 's3://reports/a b'])(
    'refuse the bucket %s',
    (bucket) => {
      expect(faultsOf(() => parseConfig({ GOUJI_BLOBS: bucket }))[0]).toMatch(/^GOUJI_BLOBS is/);
    },
  );

  describe('of fetching', () => {
    const ON = { GOUJI_FETCH: 'on', GOUJI_CONTACT: 'office@example.org' };

    test('needs a contact once it is on', () => {
      expect(faultsOf(() => parseConfig({ GOUJI_FETCH: 'on' }))).toEqual([
        'GOUJI_CONTACT is not set although GOUJI_FETCH is on; accepted: a mail address or a web address',
      ]);
      expect(parseConfig(ON)).toMatchObject({ fetch: true, contact: 'office@example.org' });
    });

    test('takes hosts, hosts with a port, and networks', () => {
      const { allowHosts, onlyHosts, fetchPorts } = parseConfig({
        GOUJI_ALLOW_HOSTS: 'intranet.example:8080, 10.1.0.0/16,fd00::/8,192.168.1.7',
        GOUJI_ONLY_HOSTS: 'gov.example',
        GOUJI_FETCH_PORTS: '8080,8443',
      });
      expect(allowHosts).toEqual(['intranet.example:8080', '10.1.0.0/16', 'fd00::/8', '192.168.1.7']);
      expect([onlyHosts, fetchPorts]).toEqual([['gov.example'], [8080, 8443]]);
    });

    test.each([
      ['GOUJI_FETCH', 'yes'],
      ['GOUJI_CONTACT', 'somebody'],
      ['GOUJI_ALLOW_HOSTS', 'http://intranet.example/'],
      ['GOUJI_ALLOW_HOSTS', '10.0.0.0/33'],
      ['GOUJI_ALLOW_HOSTS', '999.0.0.0/8'],
      ['GOUJI_ONLY_HOSTS', 'gov.example:80'],
      ['GOUJI_FETCH_PORTS', '70000'],
      ['GOUJI_HOST_GAP_MS', '-1'],
      ['GOUJI_HOST_REQUESTS', '0'],
      ['GOUJI_FETCH_AT_ONCE', '1000'],
      ['GOUJI_FETCH_MINUTES', '1.5'],
      ['GOUJI_IMAP_URL', 'imaps://mail.example.org/INBOX'],
      ['GOUJI_IMAP_URL', 'https://user:secret@mail.example.org/'],
    ])('refuses %s=%s', (variable, value) => {
      const [fault] = faultsOf(() => parseConfig({ ...ON, [variable]: value }));
      expect(fault).toContain(variable);
      expect(fault).not.toContain('secret');
    });

    test('sends the password of a mailbox over TLS only, but to this machine', () => {
      const server = (url: string) => parseConfig({ GOUJI_IMAP_URL: url }).imap;
      expect(server('imaps://a%40b:p%2Fw@mail.example.org/%E6%8A%A5%E9%80%81')).toEqual({
        host: 'mail.example.org',
        port: 993,
        secure: true,
        requireTls: false,
        user: 'a@b',
        password: 'p/w',
        folder: '报送',
      });
      expect(server('imap://a:b@mail.example.org')).toMatchObject({ port: 143, requireTls: true, folder: 'INBOX' });
      expect(server('imap://a:b@127.0.0.1:1143')).toMatchObject({ port: 1143, requireTls: false });
    });
  });

  test('shows the queues only with a Redis and a password, which it never repeats', () => {
    const asked = {
      GOUJI_DASHBOARD: '[::1]:3000',
      GOUJI_REDIS_URL: 'redis://localhost',
      GOUJI_DASHBOARD_PASSWORD: 'x'.repeat(12),
    };
    expect(parseConfig(asked).dashboard).toEqual({ host: '::1', port: 3000 });
    expect(() => parseConfig({ GOUJI_DASHBOARD: '127.0.0.1:3000' })).toThrow(
      /PASSWORD is not set[\s\S]*REDIS_URL is not set/,
    );
    expect(() => parseConfig({ ...asked, GOUJI_DASHBOARD: 'localhost:70000' })).toThrow('127.0.0.1:3000');
    const short = () => parseConfig({ ...asked, GOUJI_DASHBOARD_PASSWORD: 'opensesame' });
    expect(short).toThrow('GOUJI_DASHBOARD_PASSWORD is too short');
    expect(short).not.toThrow('opensesame');
  });
});
