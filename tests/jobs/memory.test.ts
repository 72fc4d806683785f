import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/findings/build-findings.ts';
import { DEFAULT_DEADLINES } from '../../src/jobs/deadlines.ts';
import type { NightDeps, RunSummary } from '../../src/jobs/night.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';
import { aPlace, nightDeps, type Place, testSteps } from './a-night.ts';

let place: Place;

beforeEach(async () => {
  place = await aPlace();
});

afterEach(() => place.remove());

const night = (date: string, more: NightDeps = {}): Promise<RunSummary> =>
  runNight(place.config, nightDeps({ date, ...more }));

const inStore = async <T>(look: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openStore(place.config.data);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
};

const known = (report = 'jia/2017/1') =>
  inStore(async ({ filings }) =>
    (await filings.findings(report)).map(({ rule, status, firstSeen, openedOn, deadline }) => ({
      rule,
      status,
      firstSeen,
      openedOn,
      deadline,
    })),
  );

const events = (report = 'jia/2017/1') =>
  inStore(async ({ filings }) => (await filings.events(report)).map(({ date, event }) => `${date} ${event}`));

const mail = async (path: string) => (await simpleParser(await place.read(path))).text ?? '';

const jia = (...lines: readonly string[]) => place.report('jia/2017.txt', 'year 2017', ...lines);

describe('a finding across nights', () => {
  test('that comes back is reopened: it has its time again and is still known for when it was first seen', async () => {
    await jia('finding a error 1');
    await night('2026-11-23');
    await jia();
    await night('2026-11-24');
    await jia('finding a error 1');
    await night('2026-11-26');
    expect(await known()).toEqual([
      { rule: 'a', status: 'reopened', firstSeen: '2026-11-23', openedOn: '2026-11-26', deadline: '2026-11-27' },
    ]);
    expect(await mail('2026-11-26/outbox/jia.eml')).toContain('其中1项整改后再次出现。');
    await jia('finding a error 1', 'finding b error 1');
    await night('2026-11-27');
    expect((await known()).map(({ rule, status }) => `${rule} ${status}`)).toEqual(['a persisting', 'b new']);
    expect((await events()).filter((event) => !event.startsWith('2026-11-27'))).toEqual([
      '2026-11-23 new',
      '2026-11-24 resolved',
      '2026-11-26 reopened',
    ]);
  });

  test('whose rule can no longer be decided is not resolved: it cannot be verified, and is not asked for', async () => {
    await jia('finding a error 1');
    await night('2026-11-23');
    await jia('undecided a', 'finding b error 1');
    await night('2026-11-24');
    expect((await known()).map(({ rule, status }) => `${rule} ${status}`)).toEqual(['a unverified', 'b new']);
    expect(await mail('2026-11-24/outbox/jia.eml')).toMatch(/已解决0项[\s\S]*暂无法核实[\s\S]*2026-11-23首次发现/);
    await jia('finding b error 1');
    await night('2026-11-25');
    expect((await known()).map(({ rule, status }) => `${rule} ${status}`)).toEqual(['a resolved', 'b persisting']);
  });

  test('of a rule that crashed cannot be verified either', async () => {
    await jia('finding a error 1');
    await night('2026-11-23');
    await jia('fault a');
    await night('2026-11-24');
    expect((await known()).map(({ status }) => status)).toEqual(['unverified']);
  });

  test.each([
    ['cannot be read', () => jia().then(() => place.report('jia/2017.txt', 'unreadable'))],
    ['is no longer there', () => place.removeReport('jia/2017.txt')],
  ])('of a report that %s stays open unverified, and goes on when the report is back', async (_, spoil) => {
    await jia('finding a warning 1');
    await night('2026-11-23');
    await spoil();
    const summary = await night('2026-11-24');
    expect(summary.notices?.unread).toEqual(['jia/2017/1']);
    expect((await known()).map(({ status, deadline }) => `${status} ${deadline}`)).toEqual(['unverified 2026-11-30']);
    // Due on the 30th, with a reminder three days before: not while nobody knows whether it is still there.
    expect((await night('2026-11-27')).mails.accepted).toBe(0);
    await jia('finding a warning 1');
    const back = await night('2026-11-28');
    expect(back.rows.map(({ status }) => status)).toEqual(['unchanged']);
    expect((await known()).map(({ status, openedOn }) => `${status} ${openedOn}`)).toEqual(['persisting 2026-11-23']);
    expect(await events()).toEqual(['2026-11-23 new', '2026-11-24 unverified', '2026-11-28 verified']);
  });

  test('says in the mail that it is overdue', async () => {
    await jia('finding a error 1');
    await night('2026-11-23');
    await night('2026-12-01');
    expect(await mail('2026-12-01/outbox/jia.eml')).toContain('（期限2026-11-24，已逾期）');
  });
});

describe('a figure that changed between two versions', () => {
  test('without a word is told apart, in the summary, the history and the next mail', async () => {
    await jia('figure t3 16', 'figure t4 5', 'finding a error 1');
    await night('2026-11-23');
    await jia('figure t3 17', 'figure t4 5');
    const summary = await night('2026-11-24');
    expect(summary.notices?.silent).toEqual([{ report: 'jia/2017', figures: 1 }]);
    expect(await mail('2026-11-24/outbox/jia.eml')).toMatch(/（报告未说明更正）：\s+- 标签 t3：16 → 17/);
    const versions = await inStore(({ filings }) => filings.versions('jia/2017/1'));
    expect(
      versions.map(({ date, noted, changes }) => [date, noted, changes.map(({ from, to }) => [from, to])]),
    ).toEqual([
      ['2026-11-23', false, []],
      ['2026-11-24', false, [['16', '17']]],
    ]);
  });

  test('with a note of correction is no silent change', async () => {
    await jia('figure t3 16');
    await night('2026-11-23');
    await jia('figure t3 17', 'corrected');
    expect((await night('2026-11-24')).notices?.silent).toEqual([]);
    const versions = await inStore(({ filings }) => filings.versions('jia/2017/1'));
    expect(versions.at(-1)).toMatchObject({ noted: true, changes: [{ from: '16', to: '17' }] });
  });

  test('is not what another reader makes of the same bytes', async () => {
    await jia('figure t3 16', 'figure t4 1');
    await night('2026-11-23');
    const better = testSteps({ version: '2' });
    const steps = {
      ...better,
      audit: async (...[snapshot, office, context]: Parameters<typeof better.audit>) => {
        const outcome = await better.audit(snapshot, office, context);
        if ('failure' in outcome) return outcome;
        const facts = outcome.result.facts.filter(({ indicator }) => indicator !== 't3');
        return { result: { ...outcome.result, facts } };
      },
    };
    await jia('figure t3 16', 'figure t4 1', 'finding a error 1');
    expect((await night('2026-11-24', { steps })).notices?.silent).toEqual([]);
  });
});

describe('an office above', () => {
  const ROSTER = `id,name,level,parent,mail
meng,盟,league,,meng@example.invalid
jia,甲旗,banner,meng,jia@example.invalid
yi,乙旗,banner,,yi@example.invalid
`;

  const policy = { ...DEFAULT_DEADLINES, escalation: { after: 2, severities: ['error'] as const } };

  test('is told once what is overdue below it, with counts and no report, when the policy says so', async () => {
    await place.roster(ROSTER);
    await jia('finding a error 1', 'finding b warning 1');
    await place.report('yi/2017.txt', 'year 2017', 'finding a error 1');
    for (const date of ['2026-11-23', '2026-11-25']) await night(date, { deadlines: policy });
    // Due on the 24th; two working days later is the 26th. The office without one above is named.
    const summary = await night('2026-11-26', { deadlines: policy });
    expect(summary.notices?.notEscalated).toEqual(['yi']);
    const notice = await simpleParser(await place.read('2026-11-26/outbox/meng-overdue.eml'));
    expect(notice.to).toMatchObject({ text: 'meng@example.invalid' });
    expect(notice.text).toContain('甲旗 2017年度报告：错误1项，最早期限2026-11-24');
    expect(notice.attachments).toEqual([]);
    await night('2026-11-27', { deadlines: policy });
    expect((await place.output()).filter((file) => file.includes('overdue'))).toEqual([
      '2026-11-26/outbox/meng-overdue.eml',
    ]);
  });

  test('is told nothing unless somebody decided it', async () => {
    await place.roster(ROSTER);
    await jia('finding a error 1');
    for (const date of ['2026-11-23', '2026-12-15']) await night(date);
    expect((await place.output()).filter((file) => file.includes('meng'))).toEqual([]);
  });
});

describe('waivers', () => {
  const waiver = {
    rule: 'a',
    office: 'jia',
    year: 2017,
    target: '',
    value: '1',
    expected: '3',
    reason: 'counted otherwise',
    approver: '张三',
    expires: '2026-11-30',
  };
  const waivers = [waiver];

  /** The fingerprints of the tests' findings are made as the program makes them, so that waivers find them. */
  const steps = () => {
    const plain = testSteps();
    return {
      ...plain,
      audit: async (...[snapshot, office, context]: Parameters<typeof plain.audit>) => {
        const outcome = await plain.audit(snapshot, office, context);
        if ('failure' in outcome) return outcome;
        const report = { office: office?.id ?? '', year: outcome.result.identity.period.year };
        const findings = outcome.result.findings.map((finding) => ({
          ...finding,
          expected: '3',
          fingerprint: fingerprint(finding.rule, report, ''),
        }));
        return { result: { ...outcome.result, findings } };
      },
    };
  };

  test('accept a finding of an unchanged report, count it nowhere, and leave it open again when they expire', async () => {
    await jia('finding a error 1');
    await night('2026-11-23', { steps: steps() });
    const accepted = await night('2026-11-24', { steps: steps(), waivers });
    expect(accepted.rows[0]?.counts.error).toBe(0);
    expect(accepted.notices?.waivers).toEqual({ expired: [], unused: [] });
    expect((await known()).map(({ status }) => status)).toEqual(['waived']);
    expect((await night('2026-11-25', { steps: steps(), waivers })).rows[0]?.status).toBe('unchanged');
    const after = await night('2026-12-01', { steps: steps(), waivers });
    expect(after.notices?.waivers).toEqual({ expired: waivers, unused: [] });
    expect(after.rows[0]?.counts.error).toBe(1);
    expect((await known()).map(({ status, firstSeen }) => `${status} ${firstSeen}`)).toEqual(['new 2026-11-23']);
    expect(await events()).toEqual(['2026-11-23 new', '2026-11-24 waived', '2026-12-01 unwaived']);
  });

  test('do not cover a changed figure, and are then named as unused', async () => {
    await jia('finding a error 2');
    const summary = await night('2026-11-23', { steps: steps(), waivers });
    expect(summary.rows[0]?.counts.error).toBe(1);
    expect(summary.notices?.waivers.unused).toEqual(waivers);
  });
});

describe('reports beside others', () => {
  const ROSTER = `id,name,level,parent,mail
meng,盟,league,,meng@example.invalid
jia,甲旗,banner,meng,jia@example.invalid
yi,乙旗,banner,meng,yi@example.invalid
`;

  const counts = (summary: RunSummary) =>
    Object.fromEntries(summary.rows.map(({ officeId, year, counts: { error } }) => [`${officeId} ${year}`, error]));

  test('are judged by those of the offices below, whichever is read first', async () => {
    await place.roster(ROSTER);
    await place.report('meng/2017.txt', 'year 2017', 'figure n 5', 'sums n');
    await jia('figure n 2');
    await place.report('yi/2017.txt', 'year 2017', 'figure n 3');
    expect(counts(await night('2026-11-23'))).toMatchObject({ 'meng 2017': 0 });
    await place.report('yi/2017.txt', 'year 2017', 'figure n 4');
    // The report of the office above is as it was; a figure below it is not.
    const summary = await night('2026-11-24');
    expect(counts(summary)).toMatchObject({ 'meng 2017': 1 });
    expect(summary.rows.map(({ officeId, status }) => `${officeId} ${status}`)).toEqual([
      'jia unchanged',
      'meng changed',
      'yi changed',
    ]);
  });

  test("are judged by last year's of the same office, also when that was read on an earlier night", async () => {
    await jia('figure n 5');
    await night('2026-11-23');
    await place.removeReport('jia/2017.txt');
    await place.report('jia/2018.txt', 'year 2018', 'figure n 6', 'continues n');
    const steps = testSteps();
    expect(counts(await night('2026-11-24', { steps }))).toEqual({ 'jia 2018': 1 });
    const again = testSteps();
    await night('2026-11-25', { steps: again });
    expect(again.audited).toEqual([]);
  });

  test('give the same files however many are judged at once, and when the night was cut off in between', async () => {
    const files = async (concurrency: string, isCut: boolean): Promise<ReadonlyMap<string, string>> => {
      const own = await aPlace({ GOUJI_CONCURRENCY: concurrency });
      try {
        await own.roster(ROSTER);
        await own.report('meng/2017.txt', 'year 2017', 'figure n 5', 'sums n');
        await own.report('meng/2018.txt', 'year 2018', 'figure n 6', 'sums n', 'continues n');
        for (const id of ['jia', 'yi']) {
          await own.report(`${id}/2017.txt`, 'year 2017', 'figure n 2', 'finding x warning 1');
          await own.report(`${id}/2018.txt`, 'year 2018', 'figure n 3', 'continues n');
        }
        const stop = new AbortController();
        let scored = 0;
        const progress = (line: string): void => {
          if (line.startsWith('新收')) scored += 1;
          if (isCut && scored === 2) stop.abort('SIGTERM');
        };
        const deps = { date: '2026-11-23' };
        await runNight(own.config, nightDeps({ ...deps, signal: stop.signal, progress }));
        if (isCut) await runNight(own.config, nightDeps(deps));
        const names = await own.output();
        return new Map(
          await Promise.all(names.map(async (name) => [name, (await own.read(name)).toString('base64')] as const)),
        );
      } finally {
        await own.remove();
      }
    };
    const serial = await files('1', false);
    expect(serial.size).toBeGreaterThan(6);
    expect(await files('4', false)).toEqual(serial);
    expect(await files('1', true)).toEqual(serial);
  });
});
