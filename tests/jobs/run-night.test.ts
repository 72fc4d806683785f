import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/jobs/night.ts';
import { inProcessQueue } from '../../src/jobs/queue/in-process-queue.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { stopsTheNight } from '../../src/jobs/stops-the-night.ts';
import { ConfigurationError } from '../../src/platform/faults.ts';
import { openStore } from '../../src/store/open-store.ts';
import { StoreError } from '../../src/store/store.ts';
import { aClock, aPlace, nightDeps, type Place, testSteps } from './a-night.ts';

let place: Place;

beforeEach(async () => {
  place = await aPlace();
});

afterEach(() => place.remove());

/** Saturday 2026-11-21, two at night in Shanghai. */
const SATURDAY = '2026-11-20T18:00:00Z';

const night = (day = SATURDAY, more: Parameters<typeof nightDeps>[0] = {}): Promise<RunSummary> =>
  runNight(place.config, nightDeps({ clock: aClock(day), ...more }));

const outline = ({ rows }: RunSummary) =>
  rows.map(({ officeId, year, status, mail }) => [officeId, year, status, mail.status]);

const mailsOf = (files: readonly string[]) => files.filter((file) => file.endsWith('.eml'));

describe('a night', () => {
  test('leaves a scorecard for every report and a mail for every office that has something to mend', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding staff-total error 3', 'finding leak warning x');
    await place.report('jia/2018.txt', 'year 2018', 'finding staff-total error 5');
    await place.report('yi/2017.txt', 'year 2017');
    const summary = await night();
    expect(outline(summary)).toEqual([
      ['jia', 2017, 'new', 'accepted'],
      ['jia', 2018, 'new', 'accepted'],
      ['yi', 2017, 'new', 'none'],
    ]);
    expect(summary).toMatchObject({ runId: '2026-11-21', state: 'finished', exitCode: 0, mails: { accepted: 1 } });
    expect(summary.rows[0]?.counts).toEqual({ fatal: 0, error: 1, warning: 1, info: 0 });
    expect(await place.output()).toEqual([
      '2026-11-21/jia-2017.xlsx',
      '2026-11-21/jia-2018.xlsx',
      '2026-11-21/outbox/jia.eml',
      '2026-11-21/yi-2017.xlsx',
    ]);
    const mail = await simpleParser(await place.read('2026-11-21/outbox/jia.eml'));
    expect(mail.to?.value.map(({ address }) => address)).toEqual(['jia@example.invalid']);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(['jia-2017.xlsx', 'jia-2018.xlsx']);
  });

  test('that follows an unchanged one audits nothing, writes nothing and mails nothing', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding staff-total error 3');
    const first = await night();
    const before = await place.output();
    const steps = testSteps();
    const second = await night(SATURDAY, { steps });
    expect(second.runId).toBe('2026-11-21-2');
    expect(outline(second)).toEqual([['jia', 2017, 'unchanged', 'none']]);
    expect(second.rows[0]).toMatchObject({
      score: first.rows[0]?.score,
      counts: first.rows[0]?.counts,
      scorecard: first.rows[0]?.scorecard,
    });
    expect(steps.audited).toEqual([]);
    expect(await place.output()).toEqual(before);
    expect(second.mails).toEqual({ accepted: 0, waiting: 0, failed: 0 });
  });

  test('tells the office what is new, what persists since when, and what is resolved', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding old error 1', 'finding gone error 2');
    await night();
    await place.report('jia/2017.txt', 'year 2017', 'finding old error 1', 'finding fresh error 3');
    const summary = await night('2026-11-22T18:00:00Z');
    expect(outline(summary)).toEqual([['jia', 2017, 'changed', 'accepted']]);
    const mail = await simpleParser(await place.read('2026-11-23/outbox/jia.eml'));
    expect(mail.text).toContain('本次新增1项，未解决1项，已解决1项。');
    const store = await openStore(place.config.data);
    const known = await store.filings.findings('jia/2017/1');
    await store.close();
    // 2026-11-21 is a Saturday: the next working day is the 23rd; what is found on the 23rd is due on the 24th.
    expect(known.map(({ rule, status, firstSeen, deadline }) => [rule, status, firstSeen, deadline])).toEqual([
      ['fresh', 'new', '2026-11-23', '2026-11-24'],
      ['gone', 'resolved', '2026-11-21', null],
      ['old', 'persisting', '2026-11-21', '2026-11-23'],
    ]);
  });

  test('says nothing about a new version of a report with the same findings', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding old error 1');
    await night();
    await place.report('jia/2017.txt', 'year 2017', 'finding old error 1', '');
    const summary = await night('2026-11-20T19:00:00Z');
    expect(outline(summary)).toEqual([['jia', 2017, 'changed', 'none']]);
  });

  test('judges again with other rules, and speaks only if that changed a finding', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding old error 1');
    await night();
    const steps = testSteps({ version: '2' });
    expect(outline(await night('2026-11-20T19:00:00Z', { steps }))).toEqual([['jia', 2017, 'unchanged', 'none']]);
    expect(steps.audited).toEqual(['jia/2017.txt']);
  });

  test('reminds of a deadline although nothing changed, with the scorecard of the night', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding slow warning 1');
    await night();
    // Found on Saturday the 21st, due on Friday the 27th; reminders on the 24th, 26th, 27th and a week after.
    const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'];
    const reminded: string[] = [];
    for (const date of [...days, '2026-12-04', '2026-12-05']) {
      const { mails } = await night(SATURDAY, { date });
      if (mails.accepted > 0) reminded.push(date);
    }
    expect(reminded).toEqual(['2026-11-24', '2026-11-26', '2026-11-27', '2026-12-04']);
    expect(await place.output()).toContain('2026-11-24/jia-2017.xlsx');
  });

  test('writes to an office at its new address once it has one', async () => {
    await place.report('bing/2017.txt', 'year 2017', 'finding a info 1');
    const summary = await night();
    expect(summary.rows[0]?.mail).toMatchObject({ status: 'none', because: 'no-address' });
    await place.roster('id,name,level,mail\nbing,丙旗,banner,bing@example.invalid\n');
    expect((await night('2026-11-22T18:00:00Z')).rows[0]?.mail).toMatchObject({
      status: 'accepted',
      to: 'bing@example.invalid',
    });
    expect((await night('2026-11-23T18:00:00Z')).mails.accepted).toBe(0);
  });

  test('finds the office of a report by the name in it, and lists a report of nobody with its scorecard but no mail', async () => {
    await place.report('loose.txt', 'office 甲旗人民政府', 'year 2017', 'finding a error 1');
    await place.report('elsewhere/x.txt', 'office 丁旗', 'year 2018', 'finding a error 1');
    const summary = await night();
    expect(outline(summary)).toEqual([
      ['jia', 2017, 'new', 'accepted'],
      [null, 2018, 'new', 'none'],
    ]);
    expect(summary.rows[1]).toMatchObject({ officeName: '丁旗', mail: { because: 'no-office' } });
    expect(summary.rows[1]?.scorecard).toMatch(/unmatched-[0-9a-f]{12}-2018\.xlsx$/);
    expect(mailsOf(await place.output())).toEqual(['2026-11-21/outbox/jia.eml']);
  });

  test('tells two files of one office and year apart', async () => {
    await place.report('jia/a.txt', 'year 2017', 'figure n 1', 'figure m 2', 'finding a error 1');
    await place.report('jia/b.txt', 'year 2017', 'figure n 7', 'figure m 8', 'finding a error 1');
    await night();
    expect(await place.output()).toEqual([
      '2026-11-21/jia-2017-2.xlsx',
      '2026-11-21/jia-2017.xlsx',
      '2026-11-21/outbox/jia.eml',
    ]);
  });
});

describe('what goes wrong with one report', () => {
  test('stops nothing: it is a row with the reason, and on record', async () => {
    await place.report('jia/crash.txt', 'crash');
    await place.report('jia/bad.txt', 'unreadable');
    await place.report('yi/2017.txt', 'year 2017', 'finding a error 1', 'fault broken-rule');
    const summary = await night();
    expect(summary.rows.map(({ source, status, failure }) => [source, status, failure?.message ?? null])).toEqual([
      ['jia/bad.txt', 'failed', 'no text in it'],
      ['jia/crash.txt', 'failed', 'the audit crashed: a bug in the audit'],
      ['yi/2017.txt', 'new', null],
    ]);
    expect(summary.faults).toEqual([{ source: 'yi/2017.txt', rule: 'broken-rule', error: 'broke' }]);
    const store = await openStore(place.config.data);
    const record = JSON.parse((await store.runs.find('2026-11-21'))?.summary ?? '{}');
    await store.close();
    expect(record).toMatchObject({
      reports: { new: 1, failed: 2 },
      failures: [{ source: 'jia/bad.txt' }, { code: 'crashed' }],
    });
  });

  test('does not take its findings for resolved', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding a error 1');
    await night();
    await place.report('jia/2017.txt', 'unreadable');
    const summary = await night('2026-11-20T19:00:00Z');
    expect(summary.mails.accepted).toBe(0);
    await place.report('jia/2017.txt', 'year 2017', 'finding a error 1');
    expect(outline(await night('2026-11-20T20:00:00Z'))).toEqual([['jia', 2017, 'unchanged', 'none']]);
  });

  test('costs only its own office the scorecard when the workbook cannot be made, and is tried again', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding a error 1');
    await place.report('yi/2017.txt', 'year 2017', 'finding a error 1');
    const { buildWorkbook } = testSteps();
    const steps = testSteps({
      buildWorkbook: async (scorecard) => {
        if (scorecard.office.id === 'jia') throw new Error('a bug in a sheet');
        return buildWorkbook(scorecard);
      },
    });
    const summary = await night(SATURDAY, { steps });
    expect(outline(summary)).toEqual([
      ['jia', 2017, 'failed', 'none'],
      ['yi', 2017, 'new', 'accepted'],
    ]);
    expect(summary.rows[0]?.failure?.message).toBe('the workbook could not be made: a bug in a sheet');
    expect(outline(await night(SATURDAY))[0]).toEqual(['jia', 2017, 'new', 'accepted']);
  });
});

describe('a night does not begin', () => {
  test('with a faulty roster, and says everything that is wrong with it', async () => {
    await place.roster('id,name,level\na b,,city\n');
    const error = await night().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigurationError);
    expect((error as ConfigurationError).faults).toHaveLength(2);
  });

  test('with a profile that does not exist', async () => {
    await place.roster('id,name,level,profile\njia,甲旗,city,special\n');
    await expect(night()).rejects.toThrow('profile "special"; accepted: default');
  });

  test('with a store that is of another program: it fails by name, and the next start does it', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding a error 1');
    await mkdir(place.config.data, { recursive: true });
    await writeFile(join(place.config.data, 'gouji.db'), 'not a database, but long enough to be looked at as one');
    await expect(night()).rejects.toThrow(StoreError);
    await rm(join(place.config.data, 'gouji.db'));
    expect((await night()).mails.accepted).toBe(1);
  });
});

describe('work that fails for a reason of its own', () => {
  test('is tried three times, then named in the summary and on record, while the others are done', async () => {
    for (const office of ['jia', 'yi']) await place.report(`${office}/2017.txt`, 'year 2017', 'finding a error 1');
    const blocked = `${place.config.reports}/2026-11-21/jia-2017.xlsx`;
    await mkdir(blocked, { recursive: true });
    const queue = inProcessQueue({ retryAfter: 1 });
    const summary = await night(SATURDAY, { queue });
    expect(outline(summary)).toEqual([
      ['jia', 2017, 'failed', 'none'],
      ['yi', 2017, 'new', 'accepted'],
    ]);
    expect(summary.rows[0]).toMatchObject({ source: 'jia/2017.txt', officeName: '甲旗', failure: { code: 'parked' } });
    expect(summary.rows[0]?.failure?.message).toContain(`given up after 3 attempts: cannot write ${blocked}`);
    const store = await openStore(place.config.data);
    const record = JSON.parse((await store.runs.find('2026-11-21'))?.summary ?? '{}');
    await store.close();
    expect(record).toMatchObject({
      reports: { new: 1, failed: 1 },
      failures: [{ source: 'jia/2017.txt', code: 'parked' }],
    });

    await rm(blocked, { recursive: true });
    expect(outline(await night(SATURDAY, { queue }))[0]).toEqual(['jia', 2017, 'new', 'accepted']);
  });

  test('is not what a store or a machine in trouble makes of it: that stops the night', () => {
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    expect(stopsTheNight(new StoreError('the store is damaged'))).toBe(true);
    expect(stopsTheNight(full)).toBe(true);
    expect(stopsTheNight(new Error('cannot write reports/x.xlsx', { cause: full }))).toBe(true);
    expect(stopsTheNight(Object.assign(new Error('is a directory'), { code: 'EISDIR' }))).toBe(false);
    expect(stopsTheNight('thrown text')).toBe(false);
  });
});

describe('a stop', () => {
  test('is heeded between two reports, is on record, and the next start gives the files of an undisturbed night', async () => {
    for (const office of ['jia', 'yi']) await place.report(`${office}/2017.txt`, 'year 2017', 'finding a error 1');
    const whole = await aPlace();
    for (const office of ['jia', 'yi']) await whole.report(`${office}/2017.txt`, 'year 2017', 'finding a error 1');
    await runNight(whole.config, nightDeps());

    const controller = new AbortController();
    const progress = (line: string): void => {
      if (line.startsWith('新收 jia')) controller.abort('SIGTERM');
    };
    const cut = await night(SATURDAY, { signal: controller.signal, progress });
    expect(cut).toMatchObject({ state: 'interrupted', exitCode: 143, mails: { accepted: 0 } });
    expect(await place.output()).toEqual(['2026-11-21/jia-2017.xlsx']);

    const steps = testSteps();
    const rest = await night(SATURDAY, { steps });
    expect(rest).toMatchObject({ runId: '2026-11-21', resumed: true, state: 'finished', exitCode: 0 });
    expect(outline(rest)).toEqual([
      ['jia', 2017, 'new', 'accepted'],
      ['yi', 2017, 'new', 'accepted'],
    ]);
    expect(steps.audited).toEqual([]);
    expect(await place.output()).toEqual(await whole.output());
    for (const file of await whole.output()) expect((await place.read(file)).equals(await whole.read(file))).toBe(true);
    await whole.remove();
  });

  test('leaves what was saved before it as it was: a report that changes meanwhile has to wait for the next night', async () => {
    for (const office of ['jia', 'yi']) await place.report(`${office}/2017.txt`, 'year 2017', 'finding a error 1');
    const controller = new AbortController();
    const progress = (line: string): void => {
      if (line.startsWith('新收 jia')) controller.abort('SIGINT');
    };
    expect((await night(SATURDAY, { signal: controller.signal, progress })).exitCode).toBe(130);
    await place.report('jia/2017.txt', 'year 2017', 'finding b error 1');
    expect((await night()).mails.accepted).toBe(2);
    const mail = await simpleParser(await place.read('2026-11-21/outbox/jia.eml'));
    expect(mail.text).toContain('本次新增1项，未解决0项，已解决0项。');
    const next = await night();
    expect(outline(next)[0]).toEqual(['jia', 2017, 'changed', 'accepted']);
    const update = await simpleParser(await place.read('2026-11-21-2/outbox/jia.eml'));
    expect(update.text).toContain('本次新增1项，未解决0项，已解决1项。');
  });
});
