import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { MailContent } from '../delivery/compose-mail.ts';
import type { AuditResult } from '../model/audit-result.ts';
import type { FindingStatus } from '../model/finding.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { Template } from '../model/template.ts';

/** What a scorecard is made of besides the audit and the form, which are kept elsewhere. */
export type Card = Omit<Scorecard, 'result' | 'template' | 'findings'> & {
  readonly score: AuditResult['score'];
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly status: FindingStatus;
    readonly causedBy: string | null;
    readonly firstSeen: string;
    readonly deadline: string | null;
  }[];
  readonly fileName: string;
  /** Hash of the workbook that was written. */
  readonly workbook: string;
};

/** What a mail is made of besides its scorecards, which it names by their reports. */
export type MailCard = Omit<MailContent, 'parts'> & { readonly reports: readonly string[] };

const pack = (value: unknown): Uint8Array => deflateRawSync(JSON.stringify(value));

// Both were written by this program into its own store, which checks that it is its own.
const unpack = <T>(bytes: Uint8Array): T => JSON.parse(inflateRawSync(bytes).toString('utf8')) as T;

export const packCard = (
  { result, template: _, findings, ...rest }: Scorecard,
  fileName: string,
  workbook: string,
): Uint8Array => {
  const card: Card = {
    ...rest,
    score: result.score,
    findings: findings.map(({ finding: { fingerprint, status, causedBy }, firstSeen, deadline }) => ({
      fingerprint,
      status,
      causedBy,
      firstSeen,
      deadline,
    })),
    fileName,
    workbook,
  };
  return pack(card);
};

export const unpackCard = (bytes: Uint8Array): Card => unpack<Card>(bytes);

export const packMail = ({ parts: _, ...rest }: MailContent, reports: readonly string[]): Uint8Array =>
  pack({ ...rest, reports } satisfies MailCard);

export const unpackMail = (bytes: Uint8Array): MailCard => unpack<MailCard>(bytes);

/** The scorecard that a card was made of, given its audit and form again. */
export const restoreScorecard = (card: Card, audit: AuditResult, templates: readonly Template[]): Scorecard => {
  const { score, findings, fileName: _, workbook: __, ...rest } = card;
  const byFingerprint = new Map(audit.findings.map((finding) => [finding.fingerprint, finding]));
  const restored = findings.flatMap(({ fingerprint, status, causedBy, firstSeen, deadline }) => {
    const finding = byFingerprint.get(fingerprint);
    return finding ? [{ finding: { ...finding, status, causedBy }, firstSeen, deadline }] : [];
  });
  return {
    ...rest,
    result: { ...audit, score, findings: restored.map(({ finding }) => finding) },
    template: templates.find(({ id }) => id === audit.template) ?? null,
    findings: restored,
  };
};
