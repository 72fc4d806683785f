-- Dates are ISO (2026-11-22), instants ISO in UTC (2026-11-22T02:00:00.000Z), hashes hexadecimal SHA-256.
-- Bytes of snapshots and of mails not yet sent lie beside the database, by hash.

CREATE TABLE snapshots (
  sha256     TEXT NOT NULL PRIMARY KEY,
  size       INTEGER NOT NULL CHECK (size >= 0),
  source     TEXT NOT NULL,
  first_seen TEXT NOT NULL
) STRICT;

-- One judgement of one snapshot: key is the hash of snapshot, rules, templates, program version and office.
CREATE TABLE audits (
  key           TEXT NOT NULL PRIMARY KEY,
  sha256        TEXT NOT NULL REFERENCES snapshots (sha256),
  ruleset       TEXT NOT NULL,
  version       TEXT NOT NULL,
  office        TEXT,
  stated_office TEXT,
  year          INTEGER,
  result        BLOB NOT NULL
) STRICT;

CREATE TABLE runs (
  id       TEXT NOT NULL PRIMARY KEY,
  date     TEXT NOT NULL,
  number   INTEGER NOT NULL CHECK (number >= 1),
  trigger  TEXT NOT NULL CHECK (trigger IN ('manual', 'schedule')),
  state    TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'failed', 'finished', 'abandoned')),
  started  TEXT NOT NULL,
  finished TEXT,
  summary  TEXT,
  UNIQUE (date, number)
) STRICT;

-- The calendar: one scheduled run a local date.
CREATE TABLE slots (
  date  TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('claimed', 'done', 'skipped')),
  run   TEXT REFERENCES runs (id)
) STRICT;

-- The current filing of each report. `report` is "<office>/<year>/<copy>", or "?/<source>" where no office is known.
CREATE TABLE filings (
  report    TEXT NOT NULL PRIMARY KEY,
  office    TEXT,
  year      INTEGER,
  source    TEXT NOT NULL,
  sha256    TEXT NOT NULL REFERENCES snapshots (sha256),
  audit     TEXT NOT NULL REFERENCES audits (key),
  run       TEXT NOT NULL REFERENCES runs (id),
  summary   TEXT NOT NULL
) STRICT;

CREATE TABLE findings (
  report      TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rule        TEXT NOT NULL,
  severity    TEXT NOT NULL CHECK (severity IN ('fatal', 'error', 'warning', 'info')),
  content     TEXT NOT NULL,
  message_zh  TEXT NOT NULL,
  message_en  TEXT NOT NULL,
  status      TEXT NOT NULL CHECK (status IN ('new', 'persisting', 'resolved', 'waived')),
  first_run   TEXT NOT NULL REFERENCES runs (id),
  first_seen  TEXT NOT NULL,
  last_seen   TEXT NOT NULL,
  deadline    TEXT,
  PRIMARY KEY (report, fingerprint)
) STRICT;

CREATE INDEX findings_open ON findings (report, deadline) WHERE status IN ('new', 'persisting');

-- What a run did with a report: a run that was cut off goes on behind these.
CREATE TABLE run_reports (
  run     TEXT NOT NULL REFERENCES runs (id),
  report  TEXT NOT NULL,
  office  TEXT,
  summary TEXT NOT NULL,
  PRIMARY KEY (run, report)
) STRICT;

-- The outbox: one mail an office a run. A mail stays pending while it is planned or intent.
CREATE TABLE deliveries (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,
  office     TEXT NOT NULL,
  run        TEXT NOT NULL REFERENCES runs (id),
  date       TEXT NOT NULL,
  sender     TEXT NOT NULL,
  recipient  TEXT NOT NULL,
  via        TEXT NOT NULL CHECK (via IN ('outbox', 'smtp')),
  message_id TEXT NOT NULL UNIQUE,
  mail       TEXT NOT NULL,
  file       TEXT NOT NULL,
  state      TEXT NOT NULL CHECK (state IN ('planned', 'intent', 'accepted', 'failed')),
  planned    TEXT NOT NULL,
  not_before TEXT NOT NULL,
  settled    TEXT,
  attempts   INTEGER NOT NULL DEFAULT 0,
  answer     TEXT,
  UNIQUE (run, office)
) STRICT;

CREATE INDEX deliveries_pending ON deliveries (not_before) WHERE state IN ('planned', 'intent');
CREATE INDEX deliveries_of_office ON deliveries (office, recipient, via, date);
