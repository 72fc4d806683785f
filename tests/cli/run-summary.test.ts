import { describe, expect, it } from 'vitest';
import { runSummary } from '../../src/cli/format/run-summary.ts';
import type { ReportRow, RunSummary } from '../../src/jobs/night.ts';

const aRow = (change: Partial<ReportRow> = {}): ReportRow => ({
  officeId: 'a',
  officeName: '某市人民政府',
  year: 2023,
  source: 'a/2023.html',
  status: 'new',
  score: { tenths: 835, grade: '良' },
  counts: { fatal: 1, error: 2, warning: 4, info: 8 },
  scorecard: 'reports/2024-01-31/a-2023.xlsx',
  mail: { status: 'accepted', because: null, to: 'a@example.invalid', path: null, answer: null },
  failure: null,
  ...change,
});

const aSummary = (change: Partial<RunSummary> = {}): RunSummary => ({
  runId: '2024-01-31',
  date: '2024-01-31',
  trigger: 'manual',
  state: 'finished',
  resumed: false,
  folder: 'reports/2024-01-31',
  rows: [aRow()],
  faults: [],
  mails: { accepted: 1, waiting: 0, failed: 0 },
  exitCode: 0,
  ...change,
});

const KEPT = { language: 'en', sends: false } as const;

describe('the summary of a night', () => {
  it('shows office, year, score, errors with fatal ones, warnings, scorecard and mail', () => {
    expect(runSummary(aSummary(), KEPT)).toMatch(
      /某市人民政府 │ 2023 │ new +│ 83\.5 良 │ 3 +│ 4 +│ reports\/2024-01-31\/a-2023\.xlsx │ a@example\.invalid │/,
    );
  });

  it('does not say that a mail was sent when it only lies in the outbox', () => {
    expect(runSummary(aSummary(), KEPT)).toContain('1 in the outbox');
    expect(runSummary(aSummary(), { language: 'en', sends: true })).toContain('1 sent');
  });

  it('names what was not audited and never shows it without errors', () => {
    const failed = aRow({
      status: 'failed',
      score: null,
      scorecard: null,
      failure: { code: 'unsupported', message: 'is a workbook' },
      counts: { fatal: 0, error: 0, warning: 0, info: 0 },
    });
    const shown = runSummary(aSummary({ rows: [failed] }), KEPT);
    expect(shown).toContain('not audited: a/2023.html: is a workbook');
    expect(shown).not.toMatch(/│ 0 /);
  });

  it('names a rule that crashed', () => {
    const faults = [{ source: 'a', rule: 'applications-balance', error: 'boom' }];
    expect(runSummary(aSummary({ faults }), KEPT)).toContain('applications-balance (a): boom');
  });

  it('says when the date was done before', () => {
    expect(runSummary(aSummary({ state: 'already-done', rows: [] }), KEPT)).toMatch(/^The run of 2024-01-31 was done/);
  });
});
