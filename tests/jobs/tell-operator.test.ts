import { mkdir } from 'node:fs/promises';
import { simpleParser } from 'mailparser';
import { afterEach, expect, test } from 'vitest';
import type { Waiver } from '../../src/audit/waive-findings.ts';
import { inProcessQueue } from '../../src/jobs/queue/in-process-queue.ts';
import { runNight } from '../../src/jobs/run-night.ts';
import { aPlace, nightDeps, type Place } from './a-night.ts';

const places: Place[] = [];

afterEach(async () => {
  for (const place of places.splice(0)) await place.remove();
});

const OPERATOR = { GOUJI_OPERATOR_MAIL: 'operator@example.invalid', GOUJI_LANG: 'en' };

const NOTICE = '2026-11-21/outbox/@operator.eml';

const aPlaceWith = async (environment: Readonly<Record<string, string>>): Promise<Place> => {
  const place = await aPlace(environment);
  places.push(place);
  await place.report('jia/2017.txt', 'year 2017', 'finding a error 1');
  await place.report('yi/2017.txt', 'year 2017', 'finding a error 1');
  return place;
};

/** A folder stands where the workbook of one office belongs. */
const blocked = async (place: Place) => {
  await mkdir(`${place.config.reports}/2026-11-21/yi-2017.xlsx`, { recursive: true });
  return nightDeps({ queue: inProcessQueue({ retryAfter: 1 }) });
};

const waiver = (expires: string): Waiver => ({
  rule: 'staff-total',
  office: 'jia',
  year: 2017,
  target: 't3.sum',
  value: '1',
  expected: null,
  reason: 'known',
  approver: 'somebody',
  expires,
});

test('the operator is told of parked work and of waivers, in one mail a run that the others do not know of', async () => {
  const place = await aPlaceWith(OPERATOR);
  const deps = { ...(await blocked(place)), waivers: [waiver('2020-01-01'), waiver('2030-01-01')] };
  const summary = await runNight(place.config, deps);
  expect(summary.rows.filter(({ failure }) => failure?.code === 'parked')).toHaveLength(1);
  // Mails to offices alone are counted.
  expect(summary.mails).toEqual({ accepted: 1, waiting: 0, failed: 0 });
  const mail = await simpleParser(await place.read(NOTICE));
  expect(mail.to?.value.map(({ address }) => address)).toEqual(['operator@example.invalid']);
  expect(mail.subject).toBe('[Gouji] run 2026-11-21: 3 items for the operator');
  expect(mail.text).toMatch(/Given up[^\n]*\n- yi\/2017\.txt: given up after 3 attempts: cannot write /);
  expect(mail.text).toContain('expired\n- staff-total jia 2017 t3.sum (2020-01-01)');
  expect(mail.text).toContain('accept nothing\n- staff-total jia 2017 t3.sum');
});

test('in test mode the operator’s mail goes where all mails go', async () => {
  const place = await aPlaceWith({ ...OPERATOR, GOUJI_MAIL_REDIRECT: 'test@example.invalid' });
  await runNight(place.config, await blocked(place));
  const mail = await simpleParser(await place.read(NOTICE));
  expect(mail.to?.value.map(({ address }) => address)).toEqual(['test@example.invalid']);
});

test.each([
  ['nothing is amiss', OPERATOR, async () => nightDeps()],
  ['nobody is named', {}, blocked],
])('there is no such mail when %s', async (_, environment, deps) => {
  const place = await aPlaceWith(environment);
  await runNight(place.config, await deps(place));
  expect((await place.output()).some((path) => path.includes('@operator'))).toBe(false);
});
