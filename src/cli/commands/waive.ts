import type { Waiver } from '../../findings/waivers.ts';
import { waiveAgain } from '../../findings/write-waiver.ts';
import { loadWaivers, OWN_WAIVERS } from '../../jobs/load-waivers.ts';
import type { Finding } from '../../model/finding.ts';
import { localDate, systemClock } from '../../platform/clock.ts';
import { quoteValue } from '../../platform/faults.ts';
import { LIMITS } from '../../platform/limits.ts';
import { readPlainFile } from '../../platform/read-folder.ts';
import { writeFileSafely } from '../../platform/write-file-safely.ts';
import type { Filing, Store } from '../../store/store.ts';
import { type CommandContext, type Outcome, printed, refused } from '../command.ts';
import { type StoreOptions, storeConfig, withStore } from './store-options.ts';

export type WaiveOptions = StoreOptions & {
  readonly reason: string;
  readonly approver: string;
  readonly expires: string;
};

const WORDS = {
  zh: (rule: string, office: string, year: number, path: string) =>
    `已豁免 ${office} ${year} 的 ${rule}，写入 ${path}；下次运行时生效。\n`,
  en: (rule: string, office: string, year: number, path: string) =>
    `waived ${rule} of ${office} ${year} in ${path}; the next run heeds it\n`,
} as const;

type Found = {
  readonly filing: Filing & { readonly office: string; readonly year: number };
  readonly finding: Finding;
};

/** The finding as the last run knows it, and whose it is. */
const findKnown = async (fingerprint: string, store: Store): Promise<Found | string> => {
  const open = await store.filings.findingsByStatus(['new', 'persisting', 'reopened', 'waived']);
  const report = open.find(({ known }) => known.fingerprint === fingerprint)?.report;
  const filing = report === undefined ? null : await store.filings.find(report);
  if (!filing) return `${quoteValue(fingerprint)} is no open finding; accepted: a fingerprint that gouji history shows`;
  const { office, year } = filing;
  if (office === null || year === null) return `${quoteValue(fingerprint)} is of a report of no known office or year`;
  const result = await store.audits.result(filing.audit);
  const finding = result?.findings.find((one) => one.fingerprint === fingerprint);
  if (finding?.target === undefined)
    return `${quoteValue(fingerprint)} was found by an earlier version of the program; accepted: one that a later run has seen`;
  return { filing: { ...filing, office, year }, finding };
};

const toWaiver = ({ filing, finding }: Found, { reason, approver, expires }: WaiveOptions): Waiver => ({
  rule: finding.rule,
  office: filing.office,
  year: filing.year,
  target: finding.target ?? '',
  value: finding.found,
  expected: finding.expected,
  reason,
  approver,
  expires,
});

/** `gouji waive <fingerprint>`: accepts a finding with its very figures, in the file of waivers. */
export const waive = async (fingerprint: string, options: WaiveOptions, context: CommandContext): Promise<Outcome> => {
  const config = storeConfig(options, context.environment);
  const path = config.waivers ?? OWN_WAIVERS;
  // A file with faults is not written to: they are told instead.
  await loadWaivers(config.waivers);
  const today = localDate(systemClock.now(), config.timezone);
  if (options.expires < today) return refused(`--expires is ${options.expires}; accepted: a date from ${today} on`);
  return withStore(config, async (store) => {
    const found = await findKnown(fingerprint, store);
    if (typeof found === 'string') return refused(found);
    const waiver = toWaiver(found, options);
    const text = new TextDecoder().decode(await readPlainFile(path, LIMITS.rosterBytes));
    await writeFileSafely(path, Buffer.from(waiveAgain(text, waiver)));
    return printed(WORDS[config.lang](waiver.rule, waiver.office, waiver.year, path));
  });
};
