import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/platform/config.ts';
import { ConfigurationError } from '../../src/platform/faults.ts';

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
      reports: 'reports',
      source: 'seeds/reports',
      offices: 'seeds/offices.csv',
      smtp: null,
      mailFrom: 'gouji@gouji.invalid',
      mailRedirect: null,
      redis: null,
      concurrency: 1,
      schedule: '0 2 * * *',
      timezone: 'Asia/Shanghai',
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
});
