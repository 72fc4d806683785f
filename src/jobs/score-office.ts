import { join } from 'node:path';
import * as z from 'zod';
import type { MailPart } from '../delivery/compose-mail.ts';
import { type MailPlan, planMail } from '../delivery/plan-mail.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { Office } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { writeFileSafely } from '../platform/write-file-safely.ts';
import { type Filing, type PlannedDelivery, StoreError } from '../store/store.ts';
import { type Comparison, compareWithLastRun } from './compare-with-last-run.ts';
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
  readonly scorecard: Scorecard;
};

export const NO_MAIL: RowMail = { status: 'none', because: null, to: null, path: null, answer: null };

const NO_COUNTS: Readonly<Record<Severity, number>> = { fatal: 0, error: 0, warning: 0, info: 0 };

const isOpen = ({ finding }: Scorecard['findings'][number]): boolean =>
  finding.status === 'new' || finding.status === 'persisting';

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

const look = async (filing: FilingToScore, office: Office | null, night: Night): Promise<Looked> => {
  const { store, steps, run, config, deadlines } = night;
  const result = await store.audits.result(filing.audit);
  if (!result) throw new StoreError(`the store has lost audit ${filing.audit} of ${filing.source}; run again`);
  const known = await store.filings.findings(filing.report);
  const comparison = compareWithLastRun(known, result.findings, { run: run.id, date: run.date, deadlines });
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
    deadline: due.sort()[0] ?? null,
    language: config.lang,
  };
  const before = await store.filings.find(filing.report);
  return { filing, before, result, comparison, scorecard };
};

const statusOf = ({ before, filing, comparison: { news } }: Looked): ReportRow['status'] => {
  if (!before) return 'new';
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

type Written = Looked & { readonly part: MailPart | null; readonly path: string | null };

const writeScorecard = async (one: Looked, night: Night): Promise<Written> => {
  const fileName = `${one.filing.name}.xlsx`;
  const bytes = await guarded('the workbook', () => night.steps.buildWorkbook(one.scorecard));
  const path = `${night.run.id}/${fileName}`;
  await writeFileSafely(join(night.config.reports, path), bytes);
  return { ...one, part: { scorecard: one.scorecard, workbook: { fileName, bytes } }, path };
};

/** What the store keeps of a row, for the nights on which nothing changes. */
const keptShape = z.object({
  officeName: z.string().nullable(),
  score: z.object({ tenths: z.number(), grade: z.enum(['优', '良', '中', '差']) }).nullable(),
  counts: z.object({ fatal: z.number(), error: z.number(), warning: z.number(), info: z.number() }),
  path: z.string().nullable(),
});

/** The row of a report that is as it was, from what the store kept of it. */
export const unchangedRow = (filing: Filing, reports: string): ReportRow => {
  const { officeName, score, counts, path } = keptShape.parse(JSON.parse(filing.summary));
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

const toFiling = (one: Written, office: Office | null, run: string): Filing => {
  const kept: z.infer<typeof keptShape> = {
    officeName: office?.name ?? one.result.identity.officeName,
    score: one.result.score,
    counts: countOpen(one.scorecard.findings),
    path: one.path ?? (one.before ? keptShape.parse(JSON.parse(one.before.summary)).path : null),
  };
  const { report, year, source, sha256, audit } = one.filing;
  return { report, office: office?.id ?? null, year, source, sha256, audit, run, summary: JSON.stringify(kept) };
};

const mailRow = (plan: MailPlan, delivery: PlannedDelivery | null, part: MailPart | null): RowMail => {
  if (plan.is === 'none') return { ...NO_MAIL, because: plan.because };
  if (!delivery || !part) return { ...NO_MAIL, because: 'nothing-new' };
  return { ...NO_MAIL, status: 'waiting', to: delivery.recipient };
};

const saveNight = async (
  office: Office | null,
  written: readonly Written[],
  plan: MailPlan,
  delivery: PlannedDelivery | null,
  { run, config, store }: Night,
): Promise<readonly ReportRow[]> => {
  const filed = written.map((one) => ({ one, filing: toFiling(one, office, run.id) }));
  const rows = filed.map(({ one, filing }): ReportRow => {
    const mail = mailRow(plan, delivery, isInMail(one, plan) ? one.part : null);
    return { ...unchangedRow(filing, config.reports), status: statusOf(one), mail };
  });
  await store.nights.save({
    run: run.id,
    office: office?.id ?? null,
    filings: filed.map(({ filing }) => filing),
    findings: written.map(({ filing, comparison }) => ({ report: filing.report, known: comparison.known })),
    rows: filed.map(({ filing: { report } }, place) => ({ report, summary: JSON.stringify(rows[place]) })),
    delivery,
  });
  return rows;
};

const scoreOffice = async ({ office: id, filings }: OfficeToScore, night: Night): Promise<ScoredOffice> => {
  const office = night.offices.get(id ?? '') ?? null;
  const looked: Looked[] = [];
  for (const filing of filings) looked.push(await look(filing, office, night));
  const plan = await planFor(office, looked, night);
  const written: Written[] = [];
  for (const one of looked) {
    const needed = statusOf(one) !== 'unchanged' || isInMail(one, plan);
    written.push(needed ? await writeScorecard(one, night) : { ...one, part: null, path: null });
  }
  const parts = written.flatMap((one) => (one.part && isInMail(one, plan) ? [one.part] : []));
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
