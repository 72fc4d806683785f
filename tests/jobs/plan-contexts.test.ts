import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contextKey, type PlacedReport, planContexts } from '../../src/jobs/plan-contexts.ts';
import type { Office } from '../../src/model/report.ts';

const anOffice = (id: string, parent: string | null = null): Office => ({
  id,
  name: id,
  level: 'banner',
  parent,
  profile: 'default',
  reportPage: null,
  mail: null,
  aliases: [],
});

const aReport = (office: string, year: number, more: Partial<PlacedReport> = {}): PlacedReport => ({
  office,
  year,
  template: 'form',
  source: `${office}/${year}.txt`,
  audit: `audit of ${office} ${year}`,
  figures: 'f.r',
  ...more,
});

const OFFICES = [anOffice('meng'), anOffice('jia', 'meng'), anOffice('yi', 'meng')];

const plan = (tonight: readonly PlacedReport[], stored: readonly PlacedReport[] = [], offices = OFFICES) =>
  planContexts(tonight, stored, offices, false);

describe('beside a report stand', () => {
  test('its own of the year before, of tonight rather than of an earlier night', () => {
    const contexts = plan(
      [aReport('jia', 2018), aReport('jia', 2017, { figures: 'new.r' })],
      [aReport('jia', 2017, { figures: 'old.r' }), aReport('jia', 2016)],
    );
    expect(contexts.get('jia/2018.txt')?.prior?.figures).toBe('new.r');
    expect(contexts.get('jia/2017.txt')?.prior?.year).toBe(2016);
  });

  test('those of the offices below it for the same year, with all that are expected', () => {
    const children = plan([aReport('meng', 2018), aReport('yi', 2018), aReport('jia', 2017)]).get(
      'meng/2018.txt',
    )?.children;
    expect(children?.expected).toEqual(['jia', 'yi']);
    expect(children?.reports.map(({ office }) => office)).toEqual(['yi']);
  });

  test('nothing where nothing is known, so that it is judged once', () => {
    expect(plan([aReport('meng', 2018), aReport('jia', 2015)]).size).toBe(0);
  });

  test('one of several files of a report that state the same, and none of those that do not', () => {
    const copy = (source: string, figures: string) => aReport('jia', 2017, { source, figures });
    const prior = (...copies: readonly PlacedReport[]) =>
      plan([aReport('jia', 2018), ...copies]).get('jia/2018.txt')?.prior?.figures ?? null;
    expect(prior(copy('jia/b.pdf', 'same.2'), copy('jia/a.html', 'same.1'))).toBe('same.1');
    expect(prior(copy('jia/b.pdf', 'other.2'), copy('jia/a.html', 'same.1'))).toBeNull();
  });

  test('peers only where they are asked for and thirty others are known', () => {
    const offices = Array.from({ length: 31 }, (_, n) => anOffice(`o${n}`));
    const reports = offices.map(({ id }) => aReport(id, 2018));
    const peersOf = (given: readonly PlacedReport[], withPeers: boolean) =>
      planContexts(given, [], offices, withPeers).get('o0/2018.txt')?.peers?.reports.length ?? null;
    expect(peersOf(reports, true)).toBe(30);
    expect(peersOf(reports.slice(0, 30), true)).toBeNull();
    expect(peersOf(reports, false)).toBeNull();
  });
});

test('what an audit is a function of does not depend on the order in which reports were read', () => {
  const reports = ['meng', 'jia', 'yi'].flatMap((office) => [2016, 2017, 2018].map((year) => aReport(office, year)));
  const keys = (given: readonly PlacedReport[]) =>
    new Map([...plan(given)].map(([source, refs]) => [source, contextKey(refs)]));
  fc.assert(
    fc.property(fc.shuffledSubarray(reports, { minLength: reports.length }), (shuffled) => {
      expect(keys(shuffled)).toEqual(keys(reports));
    }),
    { numRuns: 50 },
  );
});

test('a changed figure of a related report makes another audit of it; by which audit it was read does not', () => {
  const key = (child: Partial<PlacedReport>) =>
    contextKey(plan([aReport('meng', 2018), aReport('jia', 2018, child)]).get('meng/2018.txt')!);
  expect(key({ audit: 'another' })).toBe(key({}));
  expect(key({ figures: 'changed.r' })).not.toBe(key({}));
});
