import type { AuditFailure } from '../../model/audit-result.ts';
import type { RosterOffice } from '../roster.ts';
import type { Source, SourceEntry, TakeContext } from '../source.ts';
import type { SourceMemory } from '../source-memory.ts';
import { attachmentsOf } from './find-attachments.ts';
import { chooseReport, matchingNames, type ReportLink, type Wanted } from './find-report-link.ts';
import type { PageRecord } from './page-record.ts';
import { noteKept, type Visit, type VisitParts, visitPage } from './visit-page.ts';
import type { WebFault } from './web-fault.ts';

/** What fetching needs: a client for each night, and what was seen on earlier ones. */
export type WebsiteParts = Omit<VisitParts, 'client'> & { readonly openClient: () => VisitParts['client'] };

/** Pages that may stand between the roster's page and the report: a list of years, a list of reports. */
const MOST_LISTS = 2;

const laneOf = (url: string): string => `web ${URL.canParse(url) ? new URL(url).hostname : url}`;

const printFault = (url: string, { code, message }: WebFault): AuditFailure => ({ source: url, code, message });

const namesOf = ({ name, aliases }: RosterOffice): readonly string[] => matchingNames([name, ...aliases]);

/** The names of offices by the host of their pages, so that each looks only among its neighbours. */
const neighbourNames = (offices: readonly RosterOffice[]): ((office: RosterOffice) => readonly string[]) => {
  const byLane = Map.groupBy(offices, ({ reportPage }) => laneOf(reportPage ?? ''));
  return (office) =>
    (byLane.get(laneOf(office.reportPage ?? '')) ?? []).filter(({ id }) => id !== office.id).flatMap(namesOf);
};

/** One office's visit: what it looks for, what it has found to be wrong, and how pages are looked at. */
type Errand = {
  readonly office: RosterOffice;
  readonly wanted: Wanted;
  readonly context: TakeContext;
  readonly visit: (url: string, anew?: boolean) => Promise<Visit | null>;
  readonly memory: SourceMemory;
};

/** Hands a page or file that was looked at to the run; bytes that are not kept, or no longer, are fetched again. */
const keepReport = async (url: string, seen: Visit, { office, context, visit, memory }: Errand): Promise<void> => {
  const { sha256, kept } = seen.record;
  if (seen.bytes === null && kept && (await context.keep.known({ source: url, sha256, folder: office.id }))) return;
  const got = seen.bytes === null ? await visit(url, true) : seen;
  if (!got?.bytes) return;
  const { record, bytes } = got;
  const snapshot = { source: url, sha256: record.sha256, bytes, declaredType: record.contentType };
  await context.keep.report(snapshot, office.id);
  await noteKept(url, record, memory);
};

const attachmentsIn = ({ documents }: PageRecord, { office }: Errand): readonly string[] =>
  attachmentsOf(documents, office.attachment);

const keepWithAttachments = async (url: string, seen: Visit, errand: Errand): Promise<void> => {
  const attachments = attachmentsIn(seen.record, errand);
  if (!seen.record.cover || attachments.length === 0) await keepReport(url, seen, errand);
  for (const attachment of attachments) {
    const file = await errand.visit(attachment);
    if (file) await keepReport(attachment, file, errand);
  }
};

/** All that might be the report on a page: its links, and the page itself. */
const candidatesOf = ({ reports, self }: PageRecord): readonly ReportLink[] => (self ? [self, ...reports] : reports);

const isList = (record: PageRecord, errand: Errand): boolean =>
  record.self === null && record.reports.length > 0 && attachmentsIn(record, errand).length === 0;

const isFile = ({ contentType, reports, self, documents }: PageRecord): boolean =>
  reports.length === 0 && self === null && documents.length === 0 && !/html/i.test(contentType ?? '');

/** What a page on the way to the report is: the end of the way, the next step of it, or a dead end and why. */
type Step = { readonly is: 'report' } | { readonly is: 'list'; readonly next: string } | { readonly none: string };

const stepFrom = (url: string, record: PageRecord, lists: number, errand: Errand): Step => {
  const mayBeReport = lists > 0 || isFile(record);
  if (isFile(record) || (mayBeReport && (lists >= MOST_LISTS || !isList(record, errand)))) return { is: 'report' };
  const choice = chooseReport(candidatesOf(record), errand.wanted);
  if ('none' in choice) return mayBeReport ? { is: 'report' } : choice;
  return choice.found.url === url ? { is: 'report' } : { is: 'list', next: choice.found.url };
};

/** Goes from the roster's page to the report and keeps it; null, or why there is none. */
const runErrand = async (errand: Errand): Promise<string | null> => {
  let url = errand.office.reportPage ?? '';
  for (let lists = 0; ; lists += 1) {
    const seen = await errand.visit(url);
    if (!seen) return null;
    const step = stepFrom(url, seen.record, lists, errand);
    if ('none' in step) return step.none;
    if (step.is === 'report') {
      await keepWithAttachments(url, seen, errand);
      return null;
    }
    url = step.next;
  }
};

/**
 * The report pages of the roster: one entry an office that has one, one lane a host. Taking an entry finds the newest
 * report that the page leads to and keeps it with its attachments. What cannot be had tonight is named, and stands as
 * it was last seen, so that a host that is down for a night changes nothing for its offices.
 */
export const websiteSource = (offices: readonly RosterOffice[], parts: WebsiteParts): Source => {
  const byId = new Map(offices.map((office) => [office.id, office]));
  const othersOf = neighbourNames(offices);
  let client: VisitParts['client'] | null = null;

  const take = async (entry: SourceEntry, context: TakeContext): Promise<readonly AuditFailure[]> => {
    const office = byId.get(entry.folder ?? '');
    if (!office) return [];
    client ??= parts.openClient();
    const failures: AuditFailure[] = [];
    const codes = new Set<string>();
    const note = (url: string, fault: WebFault): void => {
      // A host that is down is one fault, not one for each of its pages.
      const key = fault.host ? fault.code : `${fault.code} ${url}`;
      if (fault.code === 'stopped' || codes.has(key)) return;
      codes.add(key);
      failures.push(printFault(url, fault));
    };
    const visitParts = { ...parts, client };
    const visit = async (url: string, anew = false): Promise<Visit | null> => {
      const result = await visitPage({ url, run: context.run, signal: context.signal, anew }, visitParts);
      if (result.fault) note(url, result.fault);
      return result.record === null ? null : result;
    };
    const lastYear = Number(context.date.slice(0, 4)) - 1;
    const wanted = { names: namesOf(office), others: othersOf(office), lastYear };
    const none = await runErrand({ office, wanted, context, visit, memory: parts.memory });
    if (none !== null) failures.push({ source: entry.source, code: 'no-report', message: none });
    return failures;
  };

  return {
    list: async () => ({
      entries: offices.flatMap(({ id, reportPage }) =>
        reportPage === null ? [] : [{ source: reportPage, folder: id, lane: laneOf(reportPage), size: 0 }],
      ),
      failures: [],
    }),
    take,
    close: async () => client?.close(),
  };
};
