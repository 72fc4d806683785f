import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sha256 } from '../../src/platform/sha256.ts';
import { openStore, type StorePlace } from '../../src/store/open-store.ts';
import type { FindingEvent, KnownFinding, OfficeNight, PlannedDelivery, Store } from '../../src/store/store.ts';
import { aFinding, aResult } from '../scorecards/builders.ts';
import { aPostgres, NO_POSTGRES, type TestPostgres } from './a-postgres.ts';

let postgres: TestPostgres | null = null;
let place: StorePlace;
let store: Store;

const NOW = new Date('2026-11-22T02:00:00Z');

beforeAll(async () => {
  if (NO_POSTGRES === null) postgres = await aPostgres();
});

afterAll(() => postgres?.remove());

const DATABASES: Readonly<Record<string, () => Promise<string | null>>> = {
  'SQLite, in a file': async () => null,
  'a real PostgreSQL': async () => (await postgres?.database()) ?? null,
};

describe.each(Object.entries(DATABASES))('the store on %s', (name, database) => {
  beforeEach(async (context) => {
    context.skip(name !== 'SQLite, in a file' && NO_POSTGRES !== null, NO_POSTGRES ?? '');
    place = { data: await mkdtemp(join(tmpdir(), 'gouji-store-')), database: await database(), bucket: null };
    store = await openStore(place);
  });

  afterEach(async () => {
    // A test that was skipped has opened nothing.
    await store?.close();
    if (place) await rm(place.data, { recursive: true, force: true });
  });

  const BYTES = Buffer.from('报告');
  const HASH = sha256(BYTES);

  const aKey = { key: 'k1', sha256: HASH, ruleset: 'r', version: 'v', office: 'ushen', context: null };

  const aRun = async (date = '2026-11-22'): Promise<string> => {
    const begun = await store.runs.begin({ date, trigger: 'manual', now: NOW });
    return begun.is === 'done' ? '' : begun.run.id;
  };

  const aDelivery = (more: Partial<PlannedDelivery> = {}): PlannedDelivery => ({
    kind: 'report',
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
    content: null,
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
    openedOn: '2026-11-22',
    lastSeen: '2026-11-22',
    resolvedOn: null,
    deadline: '2026-11-23',
    escalatedOn: null,
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
      date: '2026-11-22',
      office: 'ushen',
      filings: [filing],
      versions: [{ report, source: 's', sha256: HASH, audit: 'k1', changes: [], noted: false }],
      findings: [{ report, known: [aKnown()] }],
      events: [{ report, fingerprint: 'f1', event: 'new' }],
      rows: [{ report, summary: '{"row":1}', audit: 'k1', card: null }],
      delivery: aDelivery({ run }),
      ...more,
    };
  };

  describe('remembers', () => {
    test('gives an audit back exactly as it was, with its exact figures', async () => {
      await store.saveSnapshot({ sha256: HASH, source: 's', bytes: BYTES }, NOW);
      const result = aResult({ findings: [aFinding()] });
      await store.audits.save(aKey, result);
      expect(await store.audits.result('k1')).toEqual(result);
      expect(await store.audits.outline('k1')).toMatchObject({ year: 2017, statedOffice: null });
      expect(await store.audits.result('k2')).toBeNull();
    });

    test('keeps the bytes of a snapshot by their hash, and does not give back damaged ones', async () => {
      await store.saveSnapshot({ sha256: HASH, source: 's', bytes: BYTES }, NOW);
      expect(Buffer.from((await store.blobs.get('snapshots', HASH))!).equals(BYTES)).toBe(true);
      await writeFile(join(place.data, 'snapshots', HASH.slice(0, 2), HASH), 'other');
      expect(await store.blobs.get('snapshots', HASH)).toBeNull();
    });

    test('remembers an office night over a restart', async () => {
      await store.nights.save(await aNight(await aRun()));
      await store.close();
      store = await openStore(place);
      expect(await store.filings.find('ushen/2017/1')).toMatchObject({ sha256: HASH, run: '2026-11-22' });
      expect(await store.filings.findings('ushen/2017/1')).toEqual([aKnown()]);
      expect(await store.filings.openFindings()).toEqual([{ report: 'ushen/2017/1', deadline: '2026-11-23' }]);
      expect(await store.nights.rowsOf('2026-11-22')).toEqual([
        { report: 'ushen/2017/1', office: 'ushen', summary: '{"row":1}' },
      ]);
      expect(await store.deliveries.pending(NOW)).toMatchObject([{ key: 'key-1', state: 'planned', attempts: 0 }]);
    });

    test('what the sources note, by key and by the beginning of a key', async () => {
      for (const key of ['page b', 'page a', 'pagf', 'paga 年', 'attachment 年'])
        await store.sources.put(key, `of ${key}`);
      await store.sources.put('page a', 'newer');
      expect(await store.sources.get('page a')).toBe('newer');
      expect(await store.sources.get('page c')).toBeNull();
      expect(await store.sources.keys('page ')).toEqual(['page a', 'page b']);
      expect(await store.sources.keys('attachment ')).toEqual(['attachment 年']);
    });

    test('saves an office night whole or not at all', async () => {
      const night = await aNight(await aRun());
      const broken = { ...night, findings: [{ report: 'ushen/2017/1', known: [aKnown({ firstRun: 'no such run' })] }] };
      await expect(store.nights.save(broken)).rejects.toThrow(/foreign key/i);
      expect(await store.filings.all()).toEqual([]);
      expect(await store.nights.rowsOf('2026-11-22')).toEqual([]);
      expect(await store.deliveries.pending(NOW)).toEqual([]);
    });
  });

  describe('the memory of problems', () => {
    const report = 'ushen/2017/1';

    const nightOf = async (date: string, status: KnownFinding['status'], event: FindingEvent) => {
      const run = await aRun(date);
      const night = await aNight(run, {
        date,
        findings: [{ report, known: [aKnown({ status, lastSeen: date })] }],
        versions: [],
        events: [{ report, fingerprint: 'f1', event }],
        delivery: null,
      });
      await store.nights.save(night);
      await store.runs.end(run, { state: 'finished', now: NOW, summary: '{}' });
      return run;
    };

    test('keeps what became of a finding, night by night', async () => {
      await nightOf('2026-11-22', 'new', 'new');
      await nightOf('2026-11-23', 'resolved', 'resolved');
      await nightOf('2026-11-24', 'reopened', 'reopened');
      expect((await store.filings.events(report)).map(({ date, event }) => `${date} ${event}`)).toEqual([
        '2026-11-22 new',
        '2026-11-23 resolved',
        '2026-11-24 reopened',
      ]);
      expect(await store.filings.findingsByStatus(['reopened'])).toMatchObject([
        { report, known: { rule: 'staff-total' } },
      ]);
    });

    test('leaves the findings of an unread report unverified, asks for none of them, and does so once', async () => {
      const run = await nightOf('2026-11-22', 'persisting', 'new');
      const next = await aRun('2026-11-23');
      const unread = [{ run: next, date: '2026-11-23', report }];
      await store.nights.unread(unread);
      await store.nights.unread(unread);
      expect((await store.filings.findings(report)).map(({ status, openedOn }) => [status, openedOn])).toEqual([
        ['unverified', '2026-11-22'],
      ]);
      expect(await store.filings.openFindings()).toEqual([]);
      expect((await store.filings.events(report)).map(({ run: of, event }) => [of, event])).toEqual([
        [run, 'new'],
        [next, 'unverified'],
      ]);
    });

    test('keeps the versions of a report with the figures that changed', async () => {
      const run = await aRun();
      const changes = [{ indicator: 't3.new', group: 'np', label: '新收', from: '16', to: '17' }];
      const version = { report, source: 's', sha256: HASH, audit: 'k1', changes, noted: true };
      await store.nights.save(await aNight(run, { versions: [version] }));
      expect(await store.filings.versions(report)).toEqual([{ ...version, run, date: '2026-11-22' }]);
    });

    test('keeps what a run said of an office first, whoever says more', async () => {
      const run = await aRun();
      await store.nights.save(await aNight(run));
      const later = await aNight(run, { findings: [{ report, known: [aKnown({ status: 'persisting' })] }] });
      await Promise.all([store.nights.save(later), store.nights.save(later)]);
      expect((await store.filings.findings(report)).map(({ status }) => status)).toEqual(['new']);
      expect(await store.nights.rowsOf(run, [report, 'another'])).toHaveLength(1);
      expect(await store.nights.rowsOf(run, ['another'])).toEqual([]);
    });

    test('takes nothing for a run that is over', async () => {
      const run = await aRun();
      const night = await aNight(run);
      await store.runs.end(run, { state: 'interrupted', now: NOW, summary: '{}' });
      await expect(store.nights.save(night)).rejects.toThrow('run 2026-11-22 is interrupted');
      expect(await store.nights.rowsOf(run)).toEqual([]);
    });

    test('tells an office above once of a finding', async () => {
      const run = await aRun();
      await store.nights.save(await aNight(run));
      const notice = aDelivery({
        kind: 'escalation',
        office: 'ordos',
        key: 'key-2',
        messageId: 'm2@example.invalid',
        run,
      });
      await store.nights.escalate(notice, [{ report, fingerprint: 'f1' }]);
      expect((await store.filings.findings(report)).map(({ escalatedOn }) => escalatedOn)).toEqual(['2026-11-22']);
      expect((await store.deliveries.ofOffice('ordos')).map(({ kind }) => kind)).toEqual(['escalation']);
      // A notice about others is not a mail about the office's own reports.
      expect(await store.deliveries.lastMail('ordos', 'b@example.invalid', 'smtp')).toBeNull();
    });

    test('gives what a run wrote as it was kept, bytes and all', async () => {
      const run = await aRun();
      const card = Buffer.from([0, 255, 1]);
      const row = { report, summary: '{}', audit: 'k1', card };
      await store.nights.save(await aNight(run, { rows: [row] }));
      const [kept] = await store.nights.cardsOf(run);
      expect([kept?.audit, Buffer.from(kept?.card ?? []).equals(card)]).toEqual(['k1', true]);
    });

    test('sets reports beside others by the hash of their figures, which a place does not change', async () => {
      await store.nights.save(await aNight(await aRun()));
      const moved = aResult({ findings: [aFinding()] });
      const outline = await store.audits.save({ ...aKey, key: 'k2' }, moved);
      expect(
        (await store.filings.figures()).map(({ office, year, audit, figures }) => [office, year, audit, figures]),
      ).toEqual([['ushen', 2017, 'k1', outline.figures]]);
    });

    test('keeps names in the order of their characters on every database', async () => {
      const run = await aRun();
      const night = await aNight(run, { versions: [], findings: [], events: [], rows: [], delivery: null });
      for (const name of ['b', 'B', 'a-1', 'a1', '甲'])
        await store.nights.save({ ...night, filings: night.filings.map((filing) => ({ ...filing, report: name })) });
      expect((await store.filings.all()).map((filing) => filing.report)).toEqual(['B', 'a-1', 'a1', 'b', '甲']);
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
        await store.nights.save({ ...(await aNight(run)), rows: [], delivery });
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
});
