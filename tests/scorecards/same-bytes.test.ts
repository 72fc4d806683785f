import { afterEach, describe, expect, it, vi } from 'vitest';
import { buildWorkbook } from '../../src/scorecards/build-workbook.ts';
import { aFinding, anEvidence, aScorecard, listed } from './builders.ts';
import { partOf, unzip } from './unzip.ts';

const scorecard = aScorecard({ findings: [listed(aFinding({ evidence: [anEvidence('org.staff')] }))] });

const builtAt = async (now: string): Promise<Uint8Array> => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(now) });
  return buildWorkbook(scorecard);
};

describe('the same scorecard', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('gives the same bytes at any hour of any year', async () => {
    const once = await builtAt('2018-04-01T02:00:00Z');
    const again = await builtAt('2031-12-31T23:59:59Z');
    expect(Buffer.compare(once, again)).toBe(0);
  });

  it('dates every part and the document by the scorecard, not by the clock', async () => {
    const book = await builtAt('2031-12-31T23:59:59Z');
    const day = ((2018 - 1980) << 9) | (4 << 5) | 1;
    expect(new Set(unzip(book).map((entry) => `${entry.day} ${entry.time}`))).toEqual(new Set([`${day} 0`]));
    expect(partOf(book, 'docProps/core.xml').match(/\d{4}-\d\d-\d\dT[^<]*/g)).toEqual([
      '2018-04-01T00:00:00Z',
      '2018-04-01T00:00:00Z',
    ]);
  });

  it('gives other bytes when anything in it changes', async () => {
    const other = await buildWorkbook({ ...scorecard, runId: 'run-2' });
    expect(Buffer.compare(await buildWorkbook(scorecard), other)).not.toBe(0);
  });
});

it('refuses a date that is none', async () => {
  await expect(buildWorkbook(aScorecard({ date: 'yesterday' }))).rejects.toThrow('"yesterday" is not an ISO date');
});
