import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-earlier-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const SCHEMA = readFileSync(new URL('./schema-1.sql', import.meta.url), 'utf8');

const ROWS = `
INSERT INTO snapshots VALUES ('h', 1, 'ushen/2017.txt', '2026-01-01T00:00:00.000Z');
INSERT INTO audits VALUES ('k', 'h', 'r', 'v', 'ushen', '乌审旗', 2017, x'00');
INSERT INTO runs VALUES ('2026-01-01', '2026-01-01', 1, 'manual', 'finished', 's', 'f', '{}');
INSERT INTO slots VALUES ('2026-01-01', 'done', '2026-01-01');
INSERT INTO filings VALUES ('ushen/2017/1', 'ushen', 2017, 's', 'h', 'k', '2026-01-01', '{}');
INSERT INTO findings VALUES
  ('ushen/2017/1', 'a', 'leak', 'error', 'c', 'zh', 'en', 'persisting', '2026-01-01', '2025-12-30', '2026-01-01', '2025-12-31'),
  ('ushen/2017/1', 'b', 'leak', 'error', 'c', 'zh', 'en', 'resolved', '2026-01-01', '2025-12-30', '2026-01-01', NULL);
INSERT INTO run_reports VALUES ('2026-01-01', 'ushen/2017/1', 'ushen', '{}');
INSERT INTO deliveries VALUES
  (7, 'key', 'ushen', '2026-01-01', '2026-01-01', 'a@x.invalid', 'b@x.invalid', 'smtp', 'm', 'hash', 'f', 'intent', 'p', 'n', NULL, 2, NULL);
`;

test('a data folder of the first schema opens with all that it knew', async () => {
  const path = join(folder, 'gouji.db');
  const before = new DatabaseSync(path);
  before.exec(`${SCHEMA} PRAGMA application_id = ${0x474f554a}; PRAGMA user_version = 1; ${ROWS}`);
  before.close();

  const store = await openStore(folder);
  const known = await store.filings.findings('ushen/2017/1');
  expect(
    known.map(({ fingerprint, status, firstSeen, openedOn, resolvedOn, deadline }) => [
      fingerprint,
      status,
      firstSeen,
      openedOn,
      resolvedOn,
      deadline,
    ]),
  ).toEqual([
    ['a', 'persisting', '2025-12-30', '2025-12-30', null, '2025-12-31'],
    ['b', 'resolved', '2025-12-30', '2025-12-30', '2026-01-01', null],
  ]);
  expect(await store.deliveries.ofRun('2026-01-01')).toMatchObject([
    { id: 7, kind: 'report', state: 'intent', attempts: 2, content: null },
  ]);
  expect(await store.filings.versions('ushen/2017/1')).toMatchObject([
    { sha256: 'h', date: '2026-01-01', changes: [] },
  ]);
  expect((await store.slots.latest())?.state).toBe('done');
  // Judged once more before other reports may be set beside it.
  expect(await store.audits.outline('k')).toBeNull();
  await store.close();
});
