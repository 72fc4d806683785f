import { simpleParser } from 'mailparser';
import { aMailServer, type MailServer } from '../../delivery/a-mail-server.ts';
import { type Ended, type RealPlace, writtenBy } from './a-real-night.ts';

/** What a night left: files by path, and the mails that the server took. */
export type Left = {
  readonly written: ReadonlyMap<string, string>;
  /** Message-IDs by recipient, one for each copy that arrived. */
  readonly mails: ReadonlyMap<string, readonly string[]>;
};

const messageId = async (raw: Buffer): Promise<string> => (await simpleParser(raw)).messageId ?? '';

export const leftBy = async (place: RealPlace, { received }: MailServer): Promise<Left> => {
  const mails = new Map<string, string[]>();
  for (const { to, raw } of received) {
    const name = to.join(' ');
    mails.set(name, [...(mails.get(name) ?? []), await messageId(raw)]);
  }
  return { written: await writtenBy(place), mails };
};

/** How a disturbed night differs from a calm one over the same reports. */
export type Difference = {
  readonly lost: number;
  readonly foreign: number;
  readonly copies: number;
  /** Copies that do not carry the Message-ID of the calm night's mail. */
  readonly renamed: number;
  /** Files that are missing, added, or of other bytes. */
  readonly files: number;
};

export const compareNights = (calm: Left, disturbed: Left): Difference => {
  const lists = [...disturbed.mails];
  const paths = new Set([...calm.written.keys(), ...disturbed.written.keys()]);
  return {
    lost: [...calm.mails.keys()].filter((to) => !disturbed.mails.has(to)).length,
    foreign: lists.filter(([to]) => !calm.mails.has(to)).length,
    copies: lists.reduce((sum, [, ids]) => sum + ids.length - 1, 0),
    renamed: lists.flatMap(([to, ids]) => ids.filter((id) => id !== calm.mails.get(to)?.[0])).length,
    files: [...paths].filter((path) => calm.written.get(path) !== disturbed.written.get(path)).length,
  };
};

export const NO_DIFFERENCE: Difference = { lost: 0, foreign: 0, copies: 0, renamed: 0, files: 0 };

export const addUp = (all: readonly Difference[]): Difference =>
  all.reduce(
    (sum, one) => ({
      lost: sum.lost + one.lost,
      foreign: sum.foreign + one.foreign,
      copies: sum.copies + one.copies,
      renamed: sum.renamed + one.renamed,
      files: sum.files + one.files,
    }),
    NO_DIFFERENCE,
  );

/** The words of the configuration that send mail to a server. */
export const mailTo = ({ port }: MailServer): Readonly<Record<string, string>> => ({
  GOUJI_SMTP_URL: `smtp://127.0.0.1:${port}`,
});

/** Runs with a mail server of its own, which answers after `delay` milliseconds, and closes it afterwards. */
export const withMailServer = async <T>(work: (server: MailServer) => Promise<T>, delay = () => 0): Promise<T> => {
  const server = await aMailServer();
  server.answers = { beforeAnswer: () => new Promise((resolve) => setTimeout(resolve, delay())) };
  try {
    return await work(server);
  } finally {
    await server.close();
  }
};

/** An undisturbed night over the reports of a place, in a place of its own that is gone afterwards. */
export const calmNight = async (place: RealPlace): Promise<{ readonly left: Left; readonly ended: Ended }> =>
  withMailServer(async (server) => {
    const calm = await place.fresh();
    try {
      const ended = await calm.run({ env: mailTo(server) }).end;
      if (ended.code !== 0) throw new Error(`the undisturbed night ended with ${ended.code}: ${ended.err}`);
      return { left: await leftBy(calm, server), ended };
    } finally {
      await calm.remove();
    }
  });
