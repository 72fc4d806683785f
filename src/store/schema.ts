import type { Generated, Kysely } from 'kysely';

/**
 * The tables as the queries see them. Dates are ISO (2026-11-22), instants ISO in UTC, hashes hexadecimal SHA-256;
 * all are text, so that both databases compare and give them back alike.
 */
export type Schema = {
  snapshots: { sha256: string; size: number; source: string; first_seen: string };
  audits: {
    key: string;
    sha256: string;
    ruleset: string;
    version: string;
    office: string | null;
    stated_office: string | null;
    year: number | null;
    template: string | null;
    figures: string | null;
    context: string | null;
    result: Uint8Array;
  };
  runs: {
    id: string;
    date: string;
    number: number;
    trigger: string;
    state: string;
    started: string;
    finished: string | null;
    summary: string | null;
  };
  slots: { date: string; state: string; run: string | null };
  source_memory: { key: string; value: string };
  filings: {
    report: string;
    office: string | null;
    year: number | null;
    source: string;
    sha256: string;
    audit: string;
    run: string;
    summary: string;
  };
  versions: {
    report: string;
    run: string;
    date: string;
    source: string;
    sha256: string;
    audit: string;
    changes: string;
    noted: number;
  };
  findings: {
    report: string;
    fingerprint: string;
    rule: string;
    severity: string;
    content: string;
    message_zh: string;
    message_en: string;
    status: string;
    first_run: string;
    first_seen: string;
    opened_on: string;
    last_seen: string;
    resolved_on: string | null;
    deadline: string | null;
    escalated_on: string | null;
  };
  finding_events: { report: string; fingerprint: string; run: string; date: string; event: string };
  run_reports: {
    run: string;
    report: string;
    office: string | null;
    summary: string;
    audit: string | null;
    card: Uint8Array | null;
  };
  deliveries: {
    id: Generated<number>;
    kind: string;
    key: string;
    office: string;
    run: string;
    date: string;
    sender: string;
    recipient: string;
    via: string;
    message_id: string;
    mail: string;
    file: string;
    content: Uint8Array | null;
    state: string;
    planned: string;
    not_before: string;
    settled: string | null;
    attempts: Generated<number>;
    answer: string | null;
  };
};

/** The query builder over either database; inside a transaction it is the transaction. */
export type Db = Kysely<Schema>;

export type DatabaseKind = 'sqlite' | 'postgres';
