import { isAskedFor, type Repair } from '../model/finding.ts';
import type { Office } from '../model/report.ts';
import { SEVERITIES, type Severity } from '../model/rule.ts';
import type { Scorecard, ScorecardFinding } from '../model/scorecard.ts';
import type { Language } from '../model/text.ts';
import { domainOf, type MailAddress } from '../platform/check-address.ts';
import { LIMITS } from '../platform/limits.ts';
import { sha256 } from '../platform/sha256.ts';
import type { Attachment, Mail } from './mail.ts';
import { MAIL_WORDS, type MailWords } from './mail-words.ts';
import { type Html, html, oneLine } from './plain-text.ts';
import type { MailReason } from './plan-mail.ts';

/** One report of the office: its scorecard and the workbook made of it. */
export type MailPart = { readonly scorecard: Scorecard; readonly workbook: Attachment };

/** All that a mail is made of; nothing else enters it. `instant` is when the run began. */
export type MailContent = {
  readonly office: Office;
  readonly to: MailAddress;
  readonly from: MailAddress;
  /** The one address that gets every mail in test mode. */
  readonly redirect: MailAddress | null;
  readonly date: string;
  readonly instant: string;
  readonly language: Language;
  readonly reasons: readonly MailReason[];
  readonly parts: readonly MailPart[];
};

const NAME = 60;
const MESSAGE = 300;

const isOpen = ({ finding }: ScorecardFinding): boolean => isAskedFor(finding);

const rank = ({ finding }: ScorecardFinding): number =>
  SEVERITIES.indexOf(finding.severity) + (finding.causedBy === null ? 0 : SEVERITIES.length);

/** Open findings, root causes first, the gravest first; otherwise in the order of the audit. */
const openFindings = ({ findings }: Scorecard): readonly ScorecardFinding[] =>
  findings.filter(isOpen).sort((a, b) => rank(a) - rank(b));

const countBySeverity = (findings: readonly ScorecardFinding[]): readonly (readonly [Severity, number])[] =>
  SEVERITIES.map(
    (severity) => [severity, findings.filter(({ finding }) => finding.severity === severity).length] as const,
  ).filter(([, n]) => n > 0);

const sayCounts = (findings: readonly ScorecardFinding[], words: MailWords): string =>
  findings.length === 0 ? words.clean : words.counts(countBySeverity(findings));

/** How many of them fall away with another one; null where none does. */
const sayConsequences = (findings: readonly ScorecardFinding[], words: MailWords): string | null => {
  const caused = findings.filter(({ finding }) => finding.causedBy !== null).length;
  return caused === 0 ? null : words.consequences(caused);
};

/** The surest repairs of a finding: all that are equally sure, for one of them is as good a guess as the other. */
const likeliest = ({ finding }: ScorecardFinding): readonly Repair[] => {
  const repairs = finding.repairs.filter(({ changes }) => changes.length > 0);
  const best = Math.max(...repairs.map(({ confidence }) => confidence));
  return repairs.filter(({ confidence }) => confidence === best);
};

const CULPRITS = 3;

/** How many repairs are as good a guess as the first: those that are not listed with the finding count too. */
const equallyLikely = ({ finding: { located } }: ScorecardFinding, listed: number): number =>
  located?.is === 'one-of' ? Math.max(located.of, listed) : listed;

/** "Table 3 label [natural persons]": the group tells the columns of one row apart. */
const nameFigure = ({ label, group }: Repair['changes'][number], { template, language }: Scorecard): string => {
  const column = group === null ? null : (template?.groups.get(group)?.[language] ?? group);
  return oneLine(column === null ? label : `${label}[${column}]`, NAME);
};

/** The figures that the office should look at first, problem by problem; null where no repair was found. */
const sayCulprits = (open: readonly ScorecardFinding[], scorecard: Scorecard, words: MailWords): string | null => {
  const sayRepair = ({ changes }: Repair): string =>
    changes
      .slice(0, CULPRITS)
      .map((change) =>
        words.change(nameFigure(change, scorecard), oneLine(change.from, NAME), oneLine(change.to, NAME)),
      )
      .join(words.and);
  const problems = open.map((one) => {
    const repairs = likeliest(one);
    const said = repairs.slice(0, CULPRITS).map(sayRepair).join(words.or);
    const unsaid = equallyLikely(one, repairs.length) - CULPRITS;
    return unsaid > 0 ? `${said}${words.alternatives(unsaid)}` : said;
  });
  const said = [...new Set(problems.filter((text) => text !== ''))].slice(0, CULPRITS);
  return said.length === 0 ? null : words.culprit(said.join(words.next));
};

const earliest = (dates: readonly (string | null)[]): string | null =>
  dates.filter((date) => date !== null).sort()[0] ?? null;

type Section = {
  readonly heading: string;
  readonly lead: readonly string[];
  readonly findings: readonly { readonly severity: string; readonly place: string; readonly text: string }[];
  readonly more: string | null;
  /** Lists below the findings, each with its heading; empty ones are left out. */
  readonly lists: readonly { readonly heading: string; readonly lines: readonly string[] }[];
};

const countNews = (open: readonly ScorecardFinding[], resolved: number) => ({
  new: open.filter(({ finding }) => finding.status !== 'persisting').length,
  persisting: open.filter(({ finding }) => finding.status === 'persisting').length,
  resolved,
});

const sayReopened = (open: readonly ScorecardFinding[], words: MailWords): string | null => {
  const count = open.filter(({ finding }) => finding.status === 'reopened').length;
  return count === 0 ? null : words.reopened(count);
};

const sayChanges = ({ changes, template, language }: Scorecard, words: MailWords): readonly string[] =>
  (changes?.figures ?? []).slice(0, LIMITS.findingsInMail).map(({ label, group, from, to }) => {
    const column = group === null ? null : (template?.groups.get(group)?.[language] ?? group);
    const name = oneLine(column === null ? label : `${label}[${column}]`, NAME);
    return words.figureChanged(name, oneLine(from ?? words.nothing, NAME), oneLine(to ?? words.nothing, NAME));
  });

const listsOf = (scorecard: Scorecard, words: MailWords): Section['lists'] => {
  const { language, resolved, unverified = [], changes } = scorecard;
  const shown = <T>(items: readonly T[]): readonly T[] => items.slice(0, LIMITS.findingsInMail);
  return [
    { heading: words.resolved, lines: shown(resolved).map(({ message }) => oneLine(message[language], MESSAGE)) },
    {
      heading: words.unverified,
      lines: shown(unverified).map(({ message, firstSeen }) =>
        words.since(oneLine(message[language], MESSAGE), firstSeen),
      ),
    },
    { heading: words.changed(changes?.noted ?? false), lines: sayChanges(scorecard, words) },
  ].filter(({ lines }) => lines.length > 0);
};

const composeSection = (scorecard: Scorecard, language: Language): Section => {
  const words = MAIL_WORDS[language];
  const open = openFindings(scorecard);
  const heading = words.report(scorecard.year);
  const lead = [
    words.verdict(heading, sayCounts(open, words)),
    sayConsequences(open, words),
    sayCulprits(open, scorecard, words),
    scorecard.deadline === null ? null : words.deadline(scorecard.deadline),
    words.news(countNews(open, scorecard.resolved.length)),
    sayReopened(open, words),
  ];
  const shown = open.slice(0, LIMITS.findingsInMail);
  return {
    heading,
    lead: lead.filter((line) => line !== null),
    findings: shown.map(({ finding, deadline }) => ({
      severity: words.severity[finding.severity],
      place: oneLine(finding.place[language], NAME),
      text: words.finding(
        oneLine(finding.message[language], MESSAGE),
        deadline,
        deadline !== null && deadline < scorecard.date,
      ),
    })),
    more: open.length > shown.length ? words.more(open.length - shown.length) : null,
    lists: listsOf({ ...scorecard, language }, words),
  };
};

const sectionText = (section: Section, words: MailWords): string =>
  [
    ...section.lead,
    ...(section.findings.length > 0 ? ['', words.title(words.top)] : []),
    ...section.findings.map(({ severity, place, text }, place0) => `${place0 + 1}. [${severity}] ${place} ${text}`),
    ...(section.more ? [section.more] : []),
    ...section.lists.flatMap(({ heading, lines }) => ['', words.title(heading), ...lines.map((text) => `- ${text}`)]),
  ].join('\n');

const sectionHtml = (section: Section, words: MailWords): Html => html`
<h2 style="font-size:1.1em">${section.heading}</h2>
${section.lead.map((line) => html`<p>${line}</p>\n`)}${
  section.findings.length === 0
    ? ''
    : html`<h3 style="font-size:1em">${words.top}</h3>
<table border="1" cellpadding="4" style="border-collapse:collapse">
${section.findings.map(
  ({ severity, place, text }, at) =>
    html`<tr><td>${at + 1}</td><td>${severity}</td><td>${place}</td><td>${text}</td></tr>\n`,
)}</table>\n`
}${section.more ? html`<p>${section.more}</p>\n` : ''}${section.lists.map(
  ({ heading, lines }) => html`<h3 style="font-size:1em">${heading}</h3>
<ul>${lines.map((text) => html`<li>${text}</li>`)}</ul>\n`,
)}`;

/** Workbooks that fit into one mail, in order, and those that do not. */
const fitAttachments = (parts: readonly MailPart[]) => {
  let left: number = LIMITS.attachmentBytes;
  const attached: Attachment[] = [];
  const tooLarge: Attachment[] = [];
  for (const { workbook } of parts) {
    const fits = workbook.bytes.length <= left;
    if (fits) left -= workbook.bytes.length;
    (fits ? attached : tooLarge).push(workbook);
  }
  return { attached, tooLarge };
};

const names = (files: readonly Attachment[]): string => files.map(({ fileName }) => fileName).join(', ');

const closingLines = (content: MailContent, words: MailWords): readonly string[] => {
  const { attached, tooLarge } = fitAttachments(content.parts);
  const first = content.parts[0]?.scorecard;
  return [
    ...(attached.length > 0 ? [words.attached(names(attached))] : []),
    ...(tooLarge.length > 0 ? [words.tooLarge(names(tooLarge))] : []),
    ...(first ? [words.footer(first.runId, `${first.ruleset.name} ${first.ruleset.version}`)] : []),
  ];
};

const reminderLines = ({ reasons }: MailContent, words: MailWords): readonly string[] =>
  reasons.flatMap((reason) => (reason.is === 'deadline' ? [words.reminder(reason.deadline, reason.days)] : []));

const subjectOf = ({ parts, redirect, to }: MailContent, words: MailWords): string => {
  const open = parts.flatMap(({ scorecard }) => openFindings(scorecard));
  const counts = sayCounts(open, words);
  const deadline = earliest(parts.map(({ scorecard }) => scorecard.deadline));
  const subject =
    parts.length === 1
      ? words.subject(words.report(parts[0]?.scorecard.year ?? null), counts, deadline)
      : words.subjectMany(parts.length, counts, deadline);
  return redirect === null ? subject : `${words.redirected(to)} ${subject}`;
};

/** What the office would notice if it changed: the same content on the same date is the same mail. */
const fingerprintOf = ({ office, to, date, language, reasons, parts, redirect }: MailContent): string =>
  sha256(
    JSON.stringify([
      [office.id, to, redirect, date, language, reasons],
      parts.map(({ scorecard: { year, ruleset, result, findings, resolved, unverified, changes } }) => [
        [year, ruleset.hash, result.sha256],
        findings.map(({ finding: { fingerprint, status, severity, found, expected }, deadline }) => [
          fingerprint,
          status,
          severity,
          found,
          expected,
          deadline,
        ]),
        resolved.map(({ rule }) => rule),
        unverified?.map(({ rule, firstSeen }) => [rule, firstSeen]),
        changes,
      ]),
    ]),
  );

/**
 * The mail of one office for one night, and the key under which it is sent once. Pure: the same content gives the same
 * mail, with the same Message-ID. Whatever came from a report or the roster is text in it, never markup or a header.
 */
export const composeMail = (content: MailContent): { readonly mail: Mail; readonly key: string } => {
  const words = MAIL_WORDS[content.language];
  const key = fingerprintOf(content);
  const greeting = words.greeting(oneLine(content.office.name, NAME));
  const sections = content.parts.map(({ scorecard }) => composeSection(scorecard, content.language));
  const reminders = reminderLines(content, words);
  const closing = closingLines(content, words);
  const page = html`<!DOCTYPE html>
<html lang="${content.language}"><head><meta charset="utf-8"></head>
<body>
<p>${greeting}</p>
${reminders.map((line) => html`<p><strong>${line}</strong></p>\n`)}${sections.map((section) => sectionHtml(section, words))}
${closing.map((line) => html`<p>${line}</p>\n`)}</body></html>
`;
  const mail: Mail = {
    messageId: `${key.slice(0, 40)}@${domainOf(content.from)}`,
    date: content.instant,
    from: { name: words.sender, address: content.from },
    to: content.redirect ?? content.to,
    subject: oneLine(subjectOf(content, words), 200),
    text: `${[greeting, ...reminders, ...sections.map((section) => sectionText(section, words)), closing.join('\n')].join('\n\n')}\n`,
    html: page.html,
    attachments: fitAttachments(content.parts).attached,
  };
  return { mail, key };
};
