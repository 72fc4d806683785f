import { join } from 'node:path';
import * as z from 'zod';
import { waiveFindings, waiversFor } from '../audit/waive-findings.ts';
import type { MailPart } from '../delivery/compose-mail.ts';
import { type MailPlan, planMail } from '../delivery/plan-mail.ts';
import type { AuditResult } from '../model/audit-result.ts';
import { isAskedFor } from '../model/finding.ts';
import type { Office } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { sha256 } from '../platform/sha256.ts';
import { type Filing, type OfficeNight, type PlannedDelivery, StoreError } from '../store/store.ts';
import { judgeAs } from './audit-filing.ts';
import { type Comparison, compareWithLastRun, type Undecided } from './compare-with-last-run.ts';
import { figureChanges } from './figure-changes.ts';
import { packCard } from './keep-card.ts';
import { keepWorkbook } from './keep-workbook.ts';
import type { Night, ReportRow, RowMail } from './night.ts';
import { planDelivery } from './plan-delivery.ts';
import type { Task } from './queue/queue.ts';
import { guarded, StepCrashed } from './step-crashed.ts';
import { stopsTheNight } from './stops-the-night.ts';

const filingPayload = z.object({
  report: z.string(),
  name: z.string(),
  source: z.string(),
  sha256: z.string(),
  audit: z.string(),
  year: z.number().nullable(),
});

const payload = z.object({ office: z.string().nullable(), filings: z.array(filingPayload) });

export type OfficeToScore = z.infer<typeof payload>;

type FilingToScore = z.infer<typeof filingPayload>;

/** The rows of one office, saved with its night. */
export type ScoredOffice = { readonly rows: readonly ReportRow[] };

/** One report of the office tonight, compared with what is known of it. */
type Looked = {
  readonly filing: FilingToScore;
  readonly before: Filing | null;
  readonly result: AuditResult;
  readonly comparison: Comparison;
  readonly changes: Changes;
  readonly scorecard: Scorecard;
};

/** What this version states otherwise than the one before, and whether it says that it was corrected. */
type Changes = Pick<OfficeNight['versions'][number], 'noted'> & {
  readonly figures: OfficeNight['versions'][number]['changes'];
};

export const NO_MAIL: RowMail = { status: 'none', because: null, to: null, path: null, answer: null };

const NO_COUNTS: Readonly<Record<Severity, number>> = { fatal: 0, error: 0, warning: 0, info: 0 };

const isOpen = ({ finding }: Scorecard['findings'][number]): boolean => isAskedFor(finding);

const countOpen = (findings: Scorecard['findings']): Readonly<Record<Severity, number>> => {
  const counts = { ...NO_COUNTS };
  for (const { finding } of findings.filter(isOpen)) counts[finding.severity] += 1;
  return counts;
};

/** A report of no known office still gets a scorecard, under the name that it states. */
const standIn = (result: AuditResult): Office => ({
  id: 'unmatched',
  name: result.identity.officeName ?? '?',
  level: 'department',
  parent: null,
  profile: 'default',
  reportPage: null,
  mail: null,
  aliases: [],
});

const undecidedIn = ({ undecided = [], faults }: AuditResult): Undecided => ({
  rules: new Set([
    ...faults.map(({ rule }) => rule),
    ...undecided.flatMap(({ rule, target }) => (target === '' ? [rule] : [])),
  ]),
  fingerprints: new Set(undecided.map(({ fingerprint }) => fingerprint)),
});

/** The version before, as the present program reads it: another reader is not another figure. */
const versionBefore = async (before: Filing, office: Office | null, night: Night): Promise<AuditResult | null> => {
  const record = await night.store.audits.record(before.audit);
  if (record?.version === night.steps.version) return night.store.audits.result(before.audit);
  const judged = await judgeAs(before, office, null, night);
  return 'key' in judged ? night.store.audits.result(judged.key) : null;
};

const changesSince = async (
  before: Filing | null,
  filing: FilingToScore,
  result: AuditResult,
  office: Office | null,
  night: Night,
): Promise<Changes> => {
  const noted = (result.correction ?? null) !== null;
  if (!before || before.sha256 === filing.sha256) return { figures: [], noted };
  const old = await versionBefore(before, office, night);
  return { figures: old ? figureChanges(old, result) : [], noted };
};

const look = async (filing: FilingToScore, office: Office | null, night: Night): Promise<Looked> => {
  const { store, steps, run, config, deadlines, waivers } = night;
  const audited = await store.audits.result(filing.audit);
  if (!audited) throw new StoreError(`the store has lost audit ${filing.audit} of ${filing.source}; run again`);
  const result = waiveFindings(audited, waivers, run.date, (findings) => steps.score(findings, office));
  const known = await store.filings.findings(filing.report);
  const tonight = { run: run.id, date: run.date, deadlines, undecided: undecidedIn(audited) };
  const comparison = compareWithLastRun(known, result.findings, tonight);
  const before = await store.filings.find(filing.report);
  const changes = await changesSince(before, filing, audited, office, night);
  const due = comparison.findings.filter(isOpen).flatMap(({ deadline }) => (deadline === null ? [] : [deadline]));
  const scorecard: Scorecard = {
    office: office ?? standIn(result),
    year: filing.year,
    runId: run.id,
    date: run.date,
    ruleset: { name: steps.ruleset.name, version: steps.ruleset.version, hash: steps.ruleset.hash },
    result,
    template: steps.templates.find(({ id }) => id === result.template) ?? null,
    findings: comparison.findings,
    resolved: comparison.resolved,
    ...(comparison.unverified.length > 0 ? { unverified: comparison.unverified } : {}),
    ...(changes.figures.length > 0 ? { changes } : {}),
    deadline: due.sort()[0] ?? null,
    language: config.lang,
  };
  return { filing, before, result, comparison, changes, scorecard };
};

const statusOf = ({ before, filing, comparison: { news, events } }: Looked): ReportRow['status'] => {
  if (!before) return 'new';
  // What is accepted changes the score, and the scorecard shows it as accepted.
  if (events.some(({ event }) => event === 'waived')) return 'changed';
  return before.sha256 !== filing.sha256 || news.new + news.changed + news.resolved > 0 ? 'changed' : 'unchanged';
};

const total = (looked: readonly Looked[], which: keyof Comparison['news']): number =>
  looked.reduce((sum, { comparison }) => sum + comparison.news[which], 0);

const planFor = async (office: Office | null, looked: readonly Looked[], night: Night): Promise<MailPlan> => {
  const open = looked.flatMap(({ scorecard }) => scorecard.findings.filter(isOpen));
  const recipient = night.config.mailRedirect ?? office?.mail ?? null;
  return planMail({
    office,
    date: night.run.date,
    news: { new: total(looked, 'new'), changed: total(looked, 'changed'), resolved: total(looked, 'resolved') },
    open: open.length,
    deadlines: [...new Set(open.flatMap(({ deadline }) => (deadline === null ? [] : [deadline])))],
    lastMail:
      office && recipient ? await night.store.deliveries.lastMail(office.id, recipient, night.transport.via) : null,
  });
};

/** Reports that the mail is about: what changed; all that is open in a first mail; whatever a reminder speaks of. */
const isInMail = (one: Looked, plan: MailPlan): boolean => {
  if (plan.is === 'none') return false;
  const { news, findings } = one.comparison;
  if (news.new + news.changed + news.resolved > 0) return true;
  const open = findings.filter(isOpen);
  return plan.reasons.some(
    (reason) =>
      (reason.is === 'first' && open.length > 0) ||
      (reason.is === 'deadline' && open.some(({ deadline }) => deadline === reason.deadline)),
  );
};

type Written = Looked & {
  readonly part: MailPart | null;
  readonly path: string | null;
  readonly card: Uint8Array | null;
};

const writeScorecard = async (one: Looked, night: Night): Promise<Written> => {
  const fileName = `${one.filing.name}.xlsx`;
  const bytes = await guarded('the workbook', () => night.steps.buildWorkbook(one.scorecard));
  const path = `${night.run.id}/${fileName}`;
  await keepWorkbook(path, bytes, night);
  const card = packCard(one.scorecard, fileName, sha256(bytes));
  return { ...one, part: { scorecard: one.scorecard, workbook: { fileName, bytes } }, path, card };
};

/** What the store keeps of a row, for the nights on which nothing changes. */
const keptShape = z.object({
  officeName: z.string().nullable(),
  score: z.object({ tenths: z.number(), grade: z.enum(['优', '良', '中', '差']) }).nullable(),
  counts: z.object({ fatal: z.number(), error: z.number(), warning: z.number(), info: z.number() }),
  path: z.string().nullable(),
  waivers: z.string().default(''),
  unverified: z.number().default(0),
  published: z.string().nullable().default(null),
});

/** What the store keeps of a report to be shown without reading its whole result. */
export type KeptOfReport = z.infer<typeof keptShape>;

export const keptOf = ({ summary }: Pick<Filing, 'summary'>): KeptOfReport => keptShape.parse(JSON.parse(summary));

/** Which waivers are in force for a report tonight; empty for none. */
const waiversInForce = (office: string | null, year: number | null, { waivers, run }: Night): string => {
  const inForce = office === null ? [] : waiversFor(waivers, { office, year }, run.date);
  return inForce.length === 0 ? '' : sha256(JSON.stringify(inForce)).slice(0, 16);
};

/** Whether nothing beside the report changed since it was last looked at: its waivers, and what is unverified of it. */
export const isAsKept = ({ office, year, summary }: Filing, unverified: number, night: Night): boolean => {
  const kept = keptOf({ summary });
  return kept.waivers === waiversInForce(office, year, night) && kept.unverified === unverified;
};

/** The row of a report that is as it was, from what the store kept of it. */
export const unchangedRow = (filing: Filing, reports: string): ReportRow => {
  const { officeName, score, counts, path } = keptOf(filing);
  return {
    officeId: filing.office,
    officeName,
    year: filing.year,
    source: filing.source,
    status: 'unchanged',
    score,
    counts,
    scorecard: path === null ? null : join(reports, path),
    mail: { ...NO_MAIL, because: 'nothing-new' },
    failure: null,
  };
};

const toFiling = (one: Written, office: Office | null, night: Night): Filing => {
  const kept: z.infer<typeof keptShape> = {
    officeName: office?.name ?? one.result.identity.officeName,
    score: one.result.score,
    counts: countOpen(one.scorecard.findings),
    path: one.path ?? (one.before ? keptOf(one.before).path : null),
    waivers: waiversInForce(office?.id ?? null, one.filing.year, night),
    unverified: one.comparison.unverified.length,
    published: one.result.identity.published,
  };
  const { report, year, source, sha256: hash, audit } = one.filing;
  const summary = JSON.stringify(kept);
  return { report, office: office?.id ?? null, year, source, sha256: hash, audit, run: night.run.id, summary };
};

const mailRow = (plan: MailPlan, delivery: PlannedDelivery | null, part: MailPart | null): RowMail => {
  if (plan.is === 'none') return { ...NO_MAIL, because: plan.because };
  if (!delivery || !part) return { ...NO_MAIL, because: 'nothing-new' };
  return { ...NO_MAIL, status: 'waiting', to: delivery.recipient };
};

const versionsOf = (written: readonly Written[]): OfficeNight['versions'] =>
  written
    .filter(({ before, filing }) => before?.sha256 !== filing.sha256)
    .map(({ filing: { report, source, sha256: hash, audit }, changes: { figures, noted } }) => ({
      report,
      source,
      sha256: hash,
      audit,
      changes: figures,
      noted,
    }));

const saveNight = async (
  office: Office | null,
  written: readonly Written[],
  plan: MailPlan,
  delivery: PlannedDelivery | null,
  night: Night,
): Promise<readonly ReportRow[]> => {
  const { run, config, store } = night;
  const filed = written.map((one) => ({ one, filing: toFiling(one, office, night) }));
  const rows = filed.map(({ one, filing }): ReportRow => {
    const mail = mailRow(plan, delivery, isInMail(one, plan) ? one.part : null);
    const silent = one.changes.noted ? 0 : one.changes.figures.length;
    return {
      ...unchangedRow(filing, config.reports),
      status: statusOf(one),
      mail,
      ...(silent > 0 ? { silentChanges: silent } : {}),
    };
  });
  await store.nights.save({
    run: run.id,
    date: run.date,
    office: office?.id ?? null,
    filings: filed.map(({ filing }) => filing),
    versions: versionsOf(written),
    findings: written.map(({ filing, comparison }) => ({ report: filing.report, known: comparison.known })),
    events: written.flatMap(({ filing: { report }, comparison: { events } }) =>
      events.map((event) => ({ report, ...event })),
    ),
    rows: filed.map(({ one, filing: { report, audit } }, place) => ({
      report,
      summary: JSON.stringify(rows[place]),
      audit,
      card: one.card,
    })),
    delivery,
  });
  return rows;
};

/** What this run has saved of an office before: by a worker that was thought lost, or whose answer was. */
const savedBefore = async ({ filings }: OfficeToScore, { run, store }: Night): Promise<ScoredOffice | null> => {
  const reports = filings.map(({ report }) => report);
  const saved = new Map((await store.nights.rowsOf(run.id, reports)).map((row) => [row.report, row.summary]));
  // Written by this program into its own store.
  const rows = reports.flatMap((report) => (saved.has(report) ? [JSON.parse(saved.get(report)!) as ReportRow] : []));
  return rows.length === 0 ? null : { rows };
};

const scoreOffice = async (work: OfficeToScore, night: Night): Promise<ScoredOffice> => {
  const { office: id, filings } = work;
  const saved = await savedBefore(work, night);
  if (saved) return saved;
  const office = night.offices.get(id ?? '') ?? null;
  const looked: Looked[] = [];
  for (const filing of filings) looked.push(await look(filing, office, night));
  const plan = await planFor(office, looked, night);
  const written: Written[] = [];
  for (const one of looked) {
    const needed = statusOf(one) !== 'unchanged' || isInMail(one, plan);
    written.push(needed ? await writeScorecard(one, night) : { ...one, part: null, path: null, card: null });
  }
  const parts = written.flatMap(({ part, ...one }) =>
    part && isInMail(one, plan) ? [{ part, report: one.filing.report }] : [],
  );
  const delivery = office && plan.is === 'mail' ? await planDelivery(office, plan, parts, night) : null;
  return { rows: await saveNight(office, written, plan, delivery, night) };
};

/** The rows of one office whose scorecard or mail could not be made: nothing of it is saved, so the next run tries again. */
export const failedRows = (
  { office: id, filings }: OfficeToScore,
  failure: ReportRow['failure'],
  night: Night,
): readonly ReportRow[] =>
  filings.map(({ source, year }) => ({
    officeId: id,
    officeName: night.offices.get(id ?? '')?.name ?? null,
    year,
    source,
    status: 'failed',
    score: null,
    counts: NO_COUNTS,
    scorecard: null,
    mail: NO_MAIL,
    failure,
  }));

/**
 * One office's night: compares its reports with what is known, writes the scorecards that changed or that its mail
 * needs, composes the mail, and saves all of it at once. Files come first, so that nothing saved points to nothing;
 * done again after a crash, it writes the same files.
 */
export const scoreOfficeTask = (night: Night): Task<OfficeToScore, ScoredOffice> => ({
  name: 'score-office',
  payload,
  stopsAll: stopsTheNight,
  seal: night.seal,
  run: async (work) => {
    try {
      return await scoreOffice(work, night);
    } catch (error) {
      if (!(error instanceof StepCrashed)) throw error;
      night.log.error('scoring crashed', {
        office: work.office,
        error: (error.cause as Error)?.stack ?? error.message,
      });
      return { rows: failedRows(work, { code: 'crashed', message: error.message }, night) };
    }
  },
});
