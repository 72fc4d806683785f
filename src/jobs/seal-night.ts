import { deflateRawSync, inflateRawSync } from 'node:zlib';
import * as z from 'zod';
import type { Waiver } from '../audit/waive-findings.ts';
import type { Office } from '../model/report.ts';
import type { MailAddress } from '../platform/check-address.ts';
import type { Config } from '../platform/config.ts';
import type { Log } from '../platform/log.ts';
import { officesByName } from '../sources/roster.ts';
import type { Store } from '../store/store.ts';
import type { DeadlineProfile } from './deadlines.ts';
import type { Night } from './night.ts';
import type { Steps } from './steps.ts';

const sealedShape = z.object({
  format: z.literal(1),
  run: z.object({ id: z.string(), date: z.string(), started: z.string() }),
  version: z.string(),
  ruleset: z.string(),
  lang: z.enum(['zh', 'en']),
  reports: z.string(),
  mailFrom: z.custom<MailAddress>((value) => typeof value === 'string'),
  mailRedirect: z.custom<MailAddress>((value) => typeof value === 'string').nullable(),
  via: z.enum(['outbox', 'smtp']),
  offices: z.array(z.custom<Office>((value) => typeof value === 'object')),
  deadlines: z.custom<DeadlineProfile>((value) => typeof value === 'object'),
  waivers: z.array(z.custom<Waiver>((value) => typeof value === 'object')),
});

type SealedNight = z.infer<typeof sealedShape>;

/**
 * Puts what a worker needs to know of a night into the store, under its hash: the roster, deadlines and waivers as they
 * were read, the language, how mails go, and which program and rules judge. It holds no password.
 */
export const sealNight = async ({ run, config, steps, offices, deadlines, waivers, transport, store }: Night) => {
  const sealed: SealedNight = {
    format: 1,
    run: { id: run.id, date: run.date, started: run.started },
    version: steps.version,
    ruleset: steps.ruleset.hash,
    lang: config.lang,
    reports: config.reports,
    mailFrom: config.mailFrom,
    mailRedirect: config.mailRedirect,
    via: transport.via,
    offices: [...offices.values()],
    deadlines,
    waivers: [...waivers],
  };
  return store.blobs.put('nights', deflateRawSync(JSON.stringify(sealed)));
};

/** What the worker brings itself. */
export type OwnPart = {
  readonly config: Config;
  readonly store: Store;
  readonly steps: Steps;
  readonly log: Log;
};

const refuse = (refused: string) => ({ refused });

/** Opens a night that another process has sealed, or says why this worker must not work on it. */
export const openSealedNight = async (
  seal: string,
  own: OwnPart,
): Promise<{ readonly night: Night } | { readonly refused: string }> => {
  const { config, store, steps } = own;
  const bytes = await store.blobs.get('nights', seal);
  if (bytes === null)
    return refuse('what the night needs is not in the store: share GOUJI_BLOBS, or the folder GOUJI_DATA');
  const read = sealedShape.safeParse(JSON.parse(inflateRawSync(bytes).toString('utf8')));
  if (!read.success) return refuse('the night was prepared by a program that this one does not understand');
  const { run, version, ruleset, lang, reports, mailFrom, mailRedirect, via, offices, deadlines, waivers } = read.data;
  if (version !== steps.version)
    return refuse(`the night is judged by program ${version}; this one is ${steps.version}`);
  if (ruleset !== steps.ruleset.hash)
    return refuse(`the night is judged by rule set ${ruleset}; this one has ${steps.ruleset.hash}`);
  const night: Night = {
    ...own,
    run,
    // The worker's clock may be ahead, and a mail planned by it would wait for the other to catch up.
    now: () => new Date(run.started),
    config: { ...config, lang, reports, mailFrom, mailRedirect },
    offices: new Map(offices.map((office) => [office.id, office])),
    officeByName: officesByName(offices),
    deadlines,
    waivers,
    transport: { via },
    seal,
  };
  return { night };
};
