import { validate } from 'node-cron';
import * as z from 'zod';
import { checkAddress, type MailAddress } from './check-address.ts';
import { ConfigurationError, quoteValue } from './faults.ts';
import { FETCH_SETTINGS, type FetchConfig, missingFetchSettings } from './fetch-settings.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';
import { reportsAtOnce } from './machine.ts';

/** How to reach the mail server; `secure` is TLS from the first byte, `requireTls` refuses to go on without STARTTLS. */
export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user: string | null;
  readonly password: string | null;
};

/** How to reach a Redis: `redis://` in the clear, `rediss://` by TLS; `db` is the number of its database. */
export type RedisServer = {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  readonly user: string | null;
  readonly password: string | null;
  readonly db: number;
};

/** A bucket of an S3-like server; `prefix` is a path without slashes at its ends, or empty. */
export type BucketName = { readonly bucket: string; readonly prefix: string };

/** Everything the operator can set. Folders and files are paths as given, relative to the working directory. */
export type Config = FetchConfig & {
  /** The store and its files. */
  readonly data: string;
  /** Address of a PostgreSQL that holds the store instead of a file in `data`; null for that file. */
  readonly database: string | null;
  /** A bucket for large files instead of `data`, null for that folder; the four after it say how to reach it. */
  readonly blobs: BucketName | null;
  readonly blobsEndpoint: string | null;
  readonly blobsRegion: string;
  readonly blobsAccessKey: string | null;
  readonly blobsSecretKey: string | null;
  /** Where scorecards and mails are written. */
  readonly reports: string;
  /** The folder of reports, one folder an office. */
  readonly source: string;
  /** The roster. */
  readonly offices: string;
  /** How long offices have, with the calendar of working days; null for the project's own. */
  readonly deadlines: string | null;
  /** Accepted exceptions; null for the project's own. */
  readonly waivers: string | null;
  /** Null: mails are only written to the outbox folder. */
  readonly smtp: SmtpServer | null;
  readonly mailFrom: MailAddress;
  /** Test mode: every mail goes here instead. */
  readonly mailRedirect: MailAddress | null;
  /** Who is told what a night could not settle by itself; null: nobody by mail. */
  readonly operatorMail: MailAddress | null;
  /** Null: the work is done by this process alone. */
  readonly redis: RedisServer | null;
  /** Where `gouji serve` shows the queues of the Redis, and to whom; null: nowhere. */
  readonly dashboard: { readonly host: string; readonly port: number } | null;
  readonly dashboardPassword: string | null;
  /** Reports or offices under way at once, each report in a process of its own; by default what the machine bears. */
  readonly concurrency: number;
  /** Five-field cron expression, in `timezone`. */
  readonly schedule: string;
  readonly timezone: string;
  readonly lang: 'zh' | 'en';
  readonly log: LogLevel;
};

const path = z.string().min(1);

const address = z.string().transform((text, context): MailAddress => {
  const result = checkAddress(text);
  if ('address' in result) return result.address;
  context.addIssue({ code: 'custom', message: result.fault });
  return z.NEVER;
});

const isZone = (zone: string): boolean => {
  // Offsets ("+08:00") are zones to Intl, but have no name to schedule by.
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** Five fields: with seconds a "night" could start sixty times a minute. */
const isSchedule = (text: string): boolean => text.trim().split(/\s+/).length === 5 && validate(text);

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

/** Percent signs undone; null where they are malformed. */
const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

const smtpUrl = z.string().transform((text, context): SmtpServer => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url !== null && ['', '/'].includes(url.pathname) && url.search === '' && url.hash === '';
  const user = decode(url?.username ?? '');
  const password = decode(url?.password ?? '');
  const known = url !== null && ['smtp:', 'smtps:'].includes(url.protocol) && url.hostname !== '';
  if (!known || !plain || user === null || password === null) {
    context.addIssue({ code: 'custom', message: 'not a mail server' });
    return z.NEVER;
  }
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
    secure,
    // A password never travels in the clear, but to this machine itself.
    requireTls: !secure && user !== '' && !isLoopback(url.hostname),
    user: user || null,
    password: password || null,
  };
});

const redisUrl = z.string().transform((text, context): RedisServer => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const db = /^\/?(\d{0,4})$/.exec(url?.pathname ?? '')?.[1];
  const user = decode(url?.username ?? '');
  const password = decode(url?.password ?? '');
  const known = url !== null && ['redis:', 'rediss:'].includes(url.protocol) && url.hostname !== '';
  if (!known || db === undefined || url.search !== '' || url.hash !== '' || user === null || password === null) {
    context.addIssue({ code: 'custom', message: 'not a Redis' });
    return z.NEVER;
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    tls: url.protocol === 'rediss:',
    user: user || null,
    password: password || null,
    db: Number(db),
  };
});

/** Kept as it is given, for the client knows more parameters than this program. */
const postgresUrl = z.string().refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPostgres = url !== null && ['postgres:', 'postgresql:'].includes(url.protocol);
  return isPostgres && (url.hostname !== '' || url.searchParams.has('host')) && /^\/[^/]+$/.test(url.pathname);
});

/** Bucket names as S3 has them; a prefix of plain path segments, so that keys need no escaping. */
const bucketUrl = z.string().transform((text, context): BucketName => {
  const [, bucket, prefix] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/([\w./-]*))?$/.exec(text) ?? [];
  const segments = (prefix ?? '').split('/').filter((segment) => segment !== '');
  if (bucket && !segments.some((segment) => /^\.+$/.test(segment))) return { bucket, prefix: segments.join('/') };
  context.addIssue({ code: 'custom', message: 'not a bucket' });
  return z.NEVER;
});

const httpOrigin = z
  .string()
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).search === '')
  .transform((text) => text.replace(/\/$/, ''));

const listenAddress = z
  .string()
  .regex(/^(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+):\d{1,5}$/)
  .transform((text) => {
    const colon = text.lastIndexOf(':');
    return { host: text.slice(0, colon).replace(/^\[|\]$/g, ''), port: Number(text.slice(colon + 1)) };
  })
  .refine(({ port }) => port <= 65_535);

const fewAtOnce = z
  .string()
  .regex(/^[1-9]\d?$/)
  .transform(Number);

type Setting = {
  readonly variable: string;
  readonly shape: z.ZodType;
  readonly preset: string | null;
  readonly accepted: string;
};

/** Every setting: its environment variable, its default, and what is accepted. The command line's flags are the keys. */
export const SETTINGS = {
  data: { variable: 'GOUJI_DATA', shape: path, preset: '.gouji', accepted: 'a folder' },
  database: {
    variable: 'DATABASE_URL',
    shape: postgresUrl,
    preset: null,
    accepted: 'postgresql://[user:password@]host[:port]/database',
  },
  blobs: { variable: 'GOUJI_BLOBS', shape: bucketUrl, preset: null, accepted: 's3://bucket[/prefix]' },
  blobsEndpoint: {
    variable: 'GOUJI_BLOBS_ENDPOINT',
    shape: httpOrigin,
    preset: null,
    accepted: 'the address of an S3 server such as https://s3.example.org',
  },
  blobsRegion: { variable: 'GOUJI_BLOBS_REGION', shape: path, preset: 'us-east-1', accepted: 'a region' },
  blobsAccessKey: { variable: 'GOUJI_BLOBS_ACCESS_KEY', shape: path, preset: null, accepted: 'an access key' },
  blobsSecretKey: { variable: 'GOUJI_BLOBS_SECRET_KEY', shape: path, preset: null, accepted: 'a secret key' },
  reports: { variable: 'GOUJI_REPORTS', shape: path, preset: 'reports', accepted: 'a folder' },
  source: { variable: 'GOUJI_SOURCE', shape: path, preset: 'seeds/reports', accepted: 'a folder' },
  offices: { variable: 'GOUJI_OFFICES', shape: path, preset: 'seeds/offices.csv', accepted: 'a CSV or Excel file' },
  deadlines: { variable: 'GOUJI_DEADLINES', shape: path, preset: null, accepted: 'a YAML file' },
  waivers: { variable: 'GOUJI_WAIVERS', shape: path, preset: null, accepted: 'a YAML file' },
  smtp: {
    variable: 'GOUJI_SMTP_URL',
    shape: smtpUrl,
    preset: null,
    accepted: 'smtp://[user:password@]host[:port] or smtps://…',
  },
  mailFrom: {
    variable: 'GOUJI_MAIL_FROM',
    shape: address,
    preset: 'gouji@gouji.invalid',
    accepted: 'one mail address such as gouji@example.org',
  },
  mailRedirect: {
    variable: 'GOUJI_MAIL_REDIRECT',
    shape: address,
    preset: null,
    accepted: 'one mail address such as test@example.org',
  },
  operatorMail: {
    variable: 'GOUJI_OPERATOR_MAIL',
    shape: address,
    preset: null,
    accepted: 'one mail address such as operator@example.org',
  },
  redis: {
    variable: 'GOUJI_REDIS_URL',
    shape: redisUrl,
    preset: null,
    accepted: 'redis://[user:password@]host[:port][/database] or rediss://…',
  },
  dashboard: {
    variable: 'GOUJI_DASHBOARD',
    shape: listenAddress,
    preset: null,
    accepted: 'an address and a port such as 127.0.0.1:3000',
  },
  dashboardPassword: {
    variable: 'GOUJI_DASHBOARD_PASSWORD',
    shape: z.string().min(12),
    preset: null,
    accepted: 'at least 12 characters',
  },
  concurrency: {
    variable: 'GOUJI_CONCURRENCY',
    shape: fewAtOnce,
    preset: String(reportsAtOnce()),
    accepted: 'a whole number from 1 to 99',
  },
  schedule: {
    variable: 'GOUJI_SCHEDULE',
    shape: z.string().refine(isSchedule),
    preset: '0 2 * * *',
    accepted: 'a cron expression of five fields such as "0 2 * * *"',
  },
  timezone: {
    variable: 'GOUJI_TIMEZONE',
    shape: z.string().refine(isZone),
    preset: 'Asia/Shanghai',
    accepted: 'an IANA time zone such as Asia/Shanghai',
  },
  ...FETCH_SETTINGS,
  lang: { variable: 'GOUJI_LANG', shape: z.enum(['zh', 'en']), preset: 'zh', accepted: 'zh or en' },
  log: { variable: 'GOUJI_LOG', shape: z.enum(LOG_LEVELS), preset: 'info', accepted: LOG_LEVELS.join(', ') },
} as const satisfies Readonly<Record<keyof Config, Setting>>;

export type ConfigFlags = { readonly [name in keyof Config]?: string | undefined };

export type Environment = Readonly<Record<string, string | undefined>>;

/** Hides the user and password of a URL, which may be too broken to parse. */
const withoutSecret = (text: string): string => {
  const start = text.indexOf('//');
  const end = text.lastIndexOf('@');
  return start < 0 || end < start ? text : `${text.slice(0, start)}//…${text.slice(end)}`;
};

const flagName = (name: string): string => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

const NAMES = Object.keys(SETTINGS) as readonly (keyof Config)[];

/**
 * The configuration from flags, environment and defaults, in this order; an empty variable counts as not set. Throws
 * one ConfigurationError that lists every fault with its variable or flag, its value, and what is accepted.
 */
export const parseConfig = (environment: Environment, flags: ConfigFlags = {}): Config => {
  const faults: string[] = [];
  const parsed = Object.fromEntries(
    NAMES.map((name) => {
      const { variable, shape, preset, accepted }: Setting = SETTINGS[name];
      const given = flags[name] ?? (environment[variable] || undefined) ?? preset;
      if (given === null) return [name, null];
      const result = shape.safeParse(given);
      if (result.success) return [name, result.data];
      const label = flags[name] === undefined ? variable : flagName(name);
      const shown = name === 'dashboardPassword' ? 'too short' : quoteValue(withoutSecret(given));
      faults.push(`${label} is ${shown}; accepted: ${accepted}`);
      return [name, null];
    }),
  ) as Config;
  if (parsed.smtp && !(flags.mailFrom ?? environment.GOUJI_MAIL_FROM)) {
    faults.push('GOUJI_MAIL_FROM is not set although GOUJI_SMTP_URL is; accepted: the sender, one mail address');
  }
  const missing = parsed.blobs
    ? (['blobsEndpoint', 'blobsAccessKey', 'blobsSecretKey'] as const).filter((name) => parsed[name] === null)
    : [];
  for (const name of missing) {
    const { variable, accepted } = SETTINGS[name];
    faults.push(`${variable} is not set although GOUJI_BLOBS is; accepted: ${accepted}`);
  }
  if (parsed.dashboard && !parsed.dashboardPassword && !environment.GOUJI_DASHBOARD_PASSWORD)
    faults.push(
      'GOUJI_DASHBOARD_PASSWORD is not set although a dashboard is asked for; accepted: at least 12 characters',
    );
  if (parsed.dashboard && !parsed.redis && !environment.GOUJI_REDIS_URL)
    faults.push(
      'GOUJI_REDIS_URL is not set although a dashboard is asked for; accepted: the Redis whose queues it shows',
    );
  faults.push(...missingFetchSettings(parsed));
  if (faults.length > 0) throw new ConfigurationError('the configuration has faults:', faults);
  return parsed;
};
