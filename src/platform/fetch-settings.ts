import * as z from 'zod';
import { checkAddress } from './check-address.ts';

/** How to reach a mailbox: `secure` is TLS from the first byte, `requireTls` refuses to go on without STARTTLS. */
export type ImapServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTls: boolean;
  readonly user: string;
  readonly password: string;
  readonly folder: string;
};

/** What the operator can set about where reports come from, beside the folder. */
export type FetchConfig = {
  /** Whether the report pages of the roster are fetched. */
  readonly fetch: boolean;
  /** A mail or web address in every request, for the people who run the sites. */
  readonly contact: string | null;
  /** Hosts and networks that may be reached although they are not public. */
  readonly allowHosts: readonly string[];
  /** Empty: any public host. Else these and the hosts below them, and no others. */
  readonly onlyHosts: readonly string[];
  /** Ports beside 80 and 443. */
  readonly fetchPorts: readonly number[];
  /** Milliseconds between two requests to one host. */
  readonly hostGap: number;
  /** Requests to one host in a night. */
  readonly hostRequests: number;
  /** Requests under way at once, to all hosts together. */
  readonly fetchAtOnce: number;
  /** Minutes after which a night fetches no further. */
  readonly fetchMinutes: number;
  /** Null: no mailbox is read. */
  readonly imap: ImapServer | null;
  /** A folder to which messages are moved once they are read; null leaves them where they are. */
  readonly imapDone: string | null;
};

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);

const HOST = /^(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,253})|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?$/;

/** 4 or 6 for a literal address, 0 for anything else; read as addresses in URLs are. */
const familyOf = (text: string): 0 | 4 | 6 => {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(text)) return URL.canParse(`http://${text}/`) ? 4 : 0;
  return /^[0-9A-Fa-f:.]{2,45}$/.test(text) && text.includes(':') && URL.canParse(`http://[${text}]/`) ? 6 : 0;
};

const isNetwork = (text: string): boolean => {
  const [address = '', prefix = '', ...rest] = text.split('/');
  const family = familyOf(address);
  return family !== 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
};

const isHost = (text: string): boolean => HOST.test(text) || familyOf(text) !== 0;

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);

const decode = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** The server of an address such as imaps://user:password@mail.example.org/INBOX; null when it is none. */
const readImapUrl = (text: string): ImapServer | null => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !['imap:', 'imaps:'].includes(url.protocol) || url.hostname === '') return null;
  const [user, password, folder] = [url.username, url.password, url.pathname.replace(/^\//, '')].map(decode);
  if (!user || !password || folder === null || folder === undefined || url.search !== '' || url.hash !== '')
    return null;
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (secure ? 993 : 143) : Number(url.port),
    secure,
    // A password never travels in the clear, but to this machine itself.
    requireTls: !secure && !isLoopback(url.hostname),
    user,
    password,
    folder: folder === '' ? 'INBOX' : folder,
  };
};

const imapUrl = z.string().transform((text, context): ImapServer => {
  const server = readImapUrl(text);
  if (server) return server;
  context.addIssue({ code: 'custom', message: 'not a mailbox' });
  return z.NEVER;
});

const isContact = (text: string): boolean =>
  'address' in checkAddress(text) || (/^https?:\/\/[\x21-\x7e]{1,200}$/.test(text) && URL.canParse(text));

/** The settings of `FetchConfig`, in the form of all settings. */
export const FETCH_SETTINGS = {
  fetch: {
    variable: 'GOUJI_FETCH',
    shape: z.enum(['on', 'off']).transform((word) => word === 'on'),
    preset: 'off',
    accepted: 'on or off',
  },
  contact: {
    variable: 'GOUJI_CONTACT',
    shape: z.string().refine(isContact),
    preset: null,
    accepted: 'a mail address or a web address',
  },
  allowHosts: {
    variable: 'GOUJI_ALLOW_HOSTS',
    shape: list.refine((items) => items.every((item) => isHost(item) || isNetwork(item))),
    preset: '',
    accepted: 'hosts and networks such as intranet.example:8080,10.1.0.0/16',
  },
  onlyHosts: {
    variable: 'GOUJI_ONLY_HOSTS',
    shape: list.refine((items) => items.every((item) => HOST.test(item) && !item.includes(':'))),
    preset: '',
    accepted: 'names of hosts such as gov.cn,example.org',
  },
  fetchPorts: {
    variable: 'GOUJI_FETCH_PORTS',
    shape: list
      .refine((items) => items.every((item) => /^[1-9]\d{0,4}$/.test(item) && Number(item) < 65536))
      .transform((items) => items.map(Number)),
    preset: '',
    accepted: 'port numbers such as 8080,8443',
  },
  hostGap: {
    variable: 'GOUJI_HOST_GAP_MS',
    shape: wholeNumber(0, 600_000),
    preset: '2000',
    accepted: 'milliseconds from 0 to 600000',
  },
  hostRequests: {
    variable: 'GOUJI_HOST_REQUESTS',
    shape: wholeNumber(1, 1_000_000),
    preset: '500',
    accepted: 'a whole number from 1 to 1000000',
  },
  fetchAtOnce: {
    variable: 'GOUJI_FETCH_AT_ONCE',
    shape: wholeNumber(1, 256),
    preset: '32',
    accepted: 'a whole number from 1 to 256',
  },
  fetchMinutes: {
    variable: 'GOUJI_FETCH_MINUTES',
    shape: wholeNumber(1, 1440),
    preset: '240',
    accepted: 'minutes from 1 to 1440',
  },
  imap: {
    variable: 'GOUJI_IMAP_URL',
    shape: imapUrl,
    preset: null,
    accepted: 'imaps://user:password@host[:port][/folder] or imap://…',
  },
  imapDone: {
    variable: 'GOUJI_IMAP_DONE',
    shape: z.string().regex(/^[^\x00-\x1f\x7f]{1,200}$/),
    preset: null,
    accepted: 'the name of a folder of the mailbox',
  },
} as const;

/** What is missing once something else is set. */
export const missingFetchSettings = ({ fetch, contact }: FetchConfig): readonly string[] =>
  fetch && contact === null
    ? [`GOUJI_CONTACT is not set although GOUJI_FETCH is on; accepted: ${FETCH_SETTINGS.contact.accepted}`]
    : [];
