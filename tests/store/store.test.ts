import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/platform/sha256.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { KnownFinding, OfficeNight, PlannedDelivery, Store } from '../../src/store/store.ts';
import { aFinding, aResult } from '../scorecards/builders.ts';

let folder = '';
let store: Store;

const NOW = new Date('2026-11-22T02:00:00Z');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-store-'));
  store = await openStore(folder);
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const BYTES = Buffer.from('报告');
const HASH = sha256(BYTES);

const aKey = { key: 'k1', sha256: HASH, ruleset: 'r', version: 'v', office: 'ushen' };

const aRun = async (date = '2026-11-22'): Promise<string> => {
  const begun = await store.runs.begin({ date, trigger: 'manual', now: NOW });
  return begun.is === 'done' ? '' : begun.run.id;
};

const aDelivery = (more: Partial<PlannedDelivery> = {}): PlannedDelivery => ({
  key: 'key-1',
  office: 'ushen',
  run: '2026-11-22',
  date: '2026-11-22',
  sender: 'a@example.invalid',
  recipient: 'b@example.invalid',
  via: 'smtp',
  messageId: 'm1@example.invalid',
  mail: 'hash',
  file: '2026-11-22/outbox/ushen.eml',
  planned: NOW.toISOString(),
  ...more,
});

const aKnown = (more: Partial<KnownFinding> = {}): KnownFinding => ({
  fingerprint: 'f1',
  rule: 'staff-total',
  severity: 'error',
  content: 'c',
  message: { zh: '不符', en: 'differs' },
  status: 'new',
  firstRun: '2026-11-22',
  firstSeen: '2026-11-22',
  lastSeen: '2026-11-22',
  deadline: '2026-11-23',
  ...more,
});

/** A night of one office with one report, its audit already saved. */
const aNight = async (run: string, more: Partial<OfficeNight> = {}): Promise<OfficeNight> => {
  await store.saveSnapshot({ sha256: HASH, source: 'ushen/2017.txt', bytes: BYTES }, NOW);
  await store.audits.save(aKey, aResult());
  const report = 'ushen/2017/1';
  const filing = { report, office: 'ushen', year: 2017, source: 's', sha256: HASH, audit: 'k1', run, summary: '{}' };
  return {
    run,
    office: 'ushen',
    filings: [filing],
    findings: [{ report, known: [aKnown()] }],
    rows: [{ report, summary: '{"row":1}' }],
    delivery: aDelivery({ run }),
    ...more,
  };
};

describe('the store', () => {
  test('gives an audit back exactly as it was, with its exact figures', async () => {
    await store.saveSnapshot({ sha256: HASH, source: 's', bytes: BYTES }, NOW);
    const result = aResult({ findings: [aFinding()] });
    await store.audits.save(aKey, result);
    expect(await store.audits.result('k1')).toEqual(result);
    expect(await store.audits.outline('k1')).toEqual({ year: 2017, statedOffice: null });
    expect(await store.audits.result('k2')).toBeNull();
  });

  test('keeps the bytes of a snapshot by their hash, and does not give back damaged ones', async () => {
    await store.saveSnapshot({ sha256: HASH, source: 's', bytes: BYTES }, NOW);
    expect(Buffer.from((await store.blobs.get('snapshots', HASH))!).equals(BYTES)).toBe(true);
    await writeFile(join(folder, 'snapshots', HASH.slice(0, 2), HASH), 'other');
    expect(await store.blobs.get('snapshots', HASH)).toBeNull();
  });

  test('remembers an office night over a restart', async () => {
    await store.nights.save(await aNight(await aRun()));
    await store.close();
    store = await openStore(folder);
    expect(await store.filings.find('ushen/2017/1')).toMatchObject({ sha256: HASH, run: '2026-11-22' });
    expect(await store.filings.findings('ushen/2017/1')).toEqual([aKnown()]);
    expect(await store.filings.openFindings()).toEqual([{ report: 'ushen/2017/1', deadline: '2026-11-23' }]);
    expect(await store.nights.rowsOf('2026-11-22')).toEqual([
      { report: 'ushen/2017/1', office: 'ushen', summary: '{"row":1}' },
    ]);
    expect(await store.deliveries.pending(NOW)).toMatchObject([{ key: 'key-1', state: 'planned', attempts: 0 }]);
  });

  test('saves an office night whole or not at all', async () => {
    const night = await aNight(await aRun());
    const broken = { ...night, findings: [{ report: 'ushen/2017/1', known: [aKnown({ firstRun: 'no such run' })] }] };
    await expect(store.nights.save(broken)).rejects.toThrow('FOREIGN KEY');
    expect(await store.filings.all()).toEqual([]);
    expect(await store.nights.rowsOf('2026-11-22')).toEqual([]);
    expect(await store.deliveries.pending(NOW)).toEqual([]);
  });
});

describe('runs', () => {
  test('are named after their date, with a number from the second on', async () => {
    const first = await aRun();
    await store.runs.end(first, { state: 'finished', now: NOW, summary: '{}' });
    expect([first, await aRun()]).toEqual(['2026-11-22', '2026-11-22-2']);
  });

  test.each(['interrupted', 'failed', 'killed'] as const)(
    'that were %s are continued on the same date',
    async (how) => {
      const id = await aRun();
      if (how !== 'killed') await store.runs.end(id, { state: how, now: NOW, summary: '{}' });
      expect(await store.runs.begin({ date: '2026-11-22', trigger: 'manual', now: NOW })).toMatchObject({
        is: 'resumed',
        run: { id, state: 'running' },
      });
    },
  );

  test('that were cut off on another date are abandoned', async () => {
    await aRun('2026-11-21');
    expect(await aRun('2026-11-22')).toBe('2026-11-22');
    expect((await store.runs.find('2026-11-21'))?.state).toBe('abandoned');
  });

  test('by the calendar take place once a date, also when the first was cut off', async () => {
    const wish = { date: '2026-11-22', trigger: 'schedule', now: NOW } as const;
    expect((await store.runs.begin(wish)).is).toBe('begun');
    expect((await store.runs.begin(wish)).is).toBe('resumed');
    await store.runs.end('2026-11-22', { state: 'finished', now: NOW, summary: '{}' });
    expect(await store.runs.begin(wish)).toEqual({ is: 'done', date: '2026-11-22' });
    expect(await store.slots.latest()).toEqual({ date: '2026-11-22', state: 'done', run: '2026-11-22' });
  });

  test('by the calendar do not take place on a date that was skipped', async () => {
    await store.slots.skip(['2026-11-21', '2026-11-22']);
    expect((await store.runs.begin({ date: '2026-11-22', trigger: 'schedule', now: NOW })).is).toBe('done');
  });
});

describe('the ledger of mails', () => {
  const plan = async (...deliveries: readonly PlannedDelivery[]) => {
    const run = await aRun();
    for (const delivery of deliveries)
      await store.nights.save(await aNight(run, { filings: [], findings: [], delivery }));
  };

  test('plans the same mail once, and one mail an office a run', async () => {
    await plan(aDelivery(), aDelivery(), aDelivery({ key: 'key-2', messageId: 'm2' }));
    expect((await store.deliveries.ofRun('2026-11-22')).map(({ key }) => key)).toEqual(['key-1']);
  });

  test('wait in the order of their dates and offices, in whatever order they were planned', async () => {
    const run = await aRun();
    for (const office of ['c', 'a', 'b']) {
      const delivery = aDelivery({ run, office, key: `key-${office}`, messageId: `<${office}@x.invalid>` });
      await store.nights.save({ ...(await aNight(run)), delivery });
    }
    expect((await store.deliveries.pending(NOW)).map(({ office }) => office)).toEqual(['a', 'b', 'c']);
  });

  test('keeps a mail pending from plan to outcome', async () => {
    await plan(aDelivery());
    const [mail] = await store.deliveries.pending(NOW);
    await store.deliveries.intend(mail!.id, 'smtp');
    expect(await store.deliveries.pending(NOW)).toMatchObject([{ state: 'intent', attempts: 1 }]);
    await store.deliveries.defer(mail!.id, '451', new Date(NOW.getTime() + 1));
    expect(await store.deliveries.pending(NOW)).toEqual([]);
    expect(await store.deliveries.pending(new Date(NOW.getTime() + 1))).toMatchObject([
      { state: 'planned', answer: '451' },
    ]);
    await store.deliveries.accept(mail!.id, '250', NOW);
    expect(await store.deliveries.pending(new Date('2027-01-01'))).toEqual([]);
    expect(await store.deliveries.ofRun('2026-11-22')).toMatchObject([{ state: 'accepted', answer: '250' }]);
  });

  test('knows when an office was last written to, by address and by way', async () => {
    await plan(aDelivery());
    expect(await store.deliveries.lastMail('ushen', 'b@example.invalid', 'smtp')).toBe('2026-11-22');
    expect(await store.deliveries.lastMail('ushen', 'new@example.invalid', 'smtp')).toBeNull();
    expect(await store.deliveries.lastMail('ushen', 'b@example.invalid', 'outbox')).toBeNull();
  });
});

describe('a store that cannot be used says why', () => {
  const path = () => join(folder, 'gouji.db');

  const reopen = async () => {
    store = await openStore(folder);
  };

  /** Closes the store, lets its file be changed, and leaves an unusable one; the caller asserts, then it is removed. */
  const spoil = async (change: () => Promise<void> | void) => {
    await store.close();
    await change();
  };

  afterEach(async () => {
    await rm(path(), { force: true });
    await reopen();
  });

  test('when a newer program wrote it', async () => {
    await spoil(() => {
      const db = new DatabaseSync(path());
      db.exec('PRAGMA user_version = 99');
      db.close();
    });
    await expect(reopen()).rejects.toThrow(
      /gouji\.db was written by a newer Gouji \(schema 99; this one knows up to 1\)/,
    );
  });

  test('when it is no database', async () => {
    await spoil(() => writeFile(path(), 'not a database '.repeat(100)));
    await expect(reopen()).rejects.toThrow(/gouji\.db: it is not a database, or damaged; restore a copy/);
  });

  test('when it belongs to another program', async () => {
    await spoil(async () => {
      await rm(path());
      const db = new DatabaseSync(path());
      db.exec('CREATE TABLE theirs (x)');
      db.close();
    });
    await expect(reopen()).rejects.toThrow('is a database of another program');
  });

  test('when pages of it are overwritten', async () => {
    await spoil(async () => {
      const size = (await readFile(path())).length;
      const file = await open(path(), 'r+');
      for (let at = 4096; at < size; at += 4096) await file.write(Buffer.alloc(512, 0xab), 0, 512, at);
      await file.close();
    });
    await expect(reopen()).rejects.toThrow(/damaged/);
  });
});
