import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_DEADLINES } from '../../src/jobs/deadlines.ts';
import type { NightDeps } from '../../src/jobs/night.ts';
import type { Steps } from '../../src/jobs/steps.ts';
import type { AuditResult } from '../../src/model/audit-result.ts';
import type { AuditContext } from '../../src/model/context.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Office, Snapshot } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/rule.ts';
import { type Config, parseConfig } from '../../src/platform/config.ts';
import { SILENT_LOG } from '../../src/platform/log.ts';
import { writeFileSafely } from '../../src/platform/write-file-safely.ts';
import { aFact, aFinding, aResult } from '../scorecards/builders.ts';

/**
 * Reports in a language of the tests: "office 甲旗", "year 2017", "finding <rule> <severity> <found>", "figure <name>
 * <value>" a line; "undecided <rule>", "corrected", "crash", "unreadable" and "fault <rule>" do what they say.
 * "continues <name>" is a finding when last year's report states another value of a figure, "sums <name>" when those of
 * the offices below do not make it up; both are undecided without such reports.
 */
const readLines = (bytes: Uint8Array): readonly (readonly string[])[] =>
  Buffer.from(bytes)
    .toString('utf8')
    .split('\n')
    .map((line) => line.split(' '));

const toFinding = ([, rule = '', severity = 'error', found = '0']: readonly string[]): Finding =>
  aFinding({ rule, fingerprint: rule, severity: severity as Severity, found });

const valueIn = (facts: readonly Fact[], name: string): number => {
  const reading = facts.find(({ indicator }) => indicator === name)?.reading;
  return reading?.is === 'stated' ? Number(reading.value.units) : 0;
};

/** What a figure should be by reports beside this one; null where none is known. */
const valueBeside = (kind: string, name: string, { prior, children }: AuditContext): number | null => {
  if (kind === 'continues') return prior && valueIn(prior.facts, name);
  return children?.reports.reduce((sum, { facts }) => sum + valueIn(facts, name), 0) ?? null;
};

type Beside = { readonly rule: string; readonly found: string; readonly isBroken: boolean | null };

const besides = (
  lines: readonly (readonly string[])[],
  own: readonly Fact[],
  context: AuditContext,
): readonly Beside[] =>
  lines.flatMap(([kind = '', name = '']) => {
    if (kind !== 'continues' && kind !== 'sums') return [];
    const expected = valueBeside(kind, name, context);
    const found = valueIn(own, name);
    return [{ rule: kind, found: `${found}`, isBroken: expected === null ? null : expected !== found }];
  });

const auditLines = ({ source, sha256, bytes }: Snapshot, office: Office | null, context: AuditContext): AuditResult => {
  const lines = readLines(bytes);
  const facts = lines.flatMap(([word, name = '', value = '']) =>
    word === 'figure' ? [aFact(name, Number(value))] : [],
  );
  const beside = besides(lines, facts, context);
  const undecided = [
    ...lines.flatMap(([word, rule = '']) => (word === 'undecided' ? [rule] : [])),
    ...beside.flatMap(({ rule, isBroken }) => (isBroken === null ? [rule] : [])),
  ];
  const wordAfter = (word: string): string | null => lines.find(([first]) => first === word)?.[1] ?? null;
  const stated = wordAfter('office');
  const year = wordAfter('year');
  return aResult({
    source,
    sha256,
    office: { id: office?.id ?? null, name: stated },
    identity: {
      title: null,
      officeName: stated,
      period: { year: year === null ? null : Number(year), start: null, end: null },
      published: null,
    },
    facts,
    findings: [
      ...lines.filter(([first]) => first === 'finding').map(toFinding),
      ...beside.flatMap(({ rule, found, isBroken }) => (isBroken ? [toFinding(['', rule, 'error', found])] : [])),
    ],
    undecided: undecided.map((rule) => ({ rule, target: 'x', fingerprint: rule })),
    correction: lines.some(([first]) => first === 'corrected') ? 'corrected' : null,
    faults: lines.filter(([first]) => first === 'fault').map(([, rule = '']) => ({ rule, error: 'broke' })),
  });
};

/** The steps of a night over such reports; counts the audits it was asked for. */
export const testSteps = (more: Partial<Steps> = {}): Steps & { readonly audited: string[] } => {
  const audited: string[] = [];
  return {
    version: '1',
    ruleset: { name: 'annual-report', version: '1.0.0', hash: 'hash' },
    templates: [],
    profiles: ['default'],
    audited,
    audit: (snapshot, office, context) => {
      audited.push(snapshot.source);
      const text = Buffer.from(snapshot.bytes).toString('utf8');
      if (text.startsWith('crash')) throw new Error('a bug in the audit');
      if (text.startsWith('unreadable')) {
        return { failure: { source: snapshot.source, code: 'unreadable', message: 'no text in it' } };
      }
      return { result: auditLines(snapshot, office, context) };
    },
    score: () => aResult().score,
    buildWorkbook: async ({ office, year, findings, resolved }) =>
      Buffer.from(JSON.stringify([office.name, year, findings.map(({ finding }) => finding.rule), resolved])),
    ...more,
  };
};

const ROSTER = `id,name,level,parent,profile,report_page,mail,aliases
jia,甲旗,banner,,default,,jia@example.invalid,甲旗人民政府
yi,乙旗,banner,,default,,yi@example.invalid,
bing,丙旗,banner,,default,,,
`;

/** A working place of its own: a source, a roster, a data folder and an output folder. */
export type Place = {
  readonly config: Config;
  readonly folder: string;
  readonly report: (path: string, ...lines: readonly string[]) => Promise<void>;
  readonly removeReport: (path: string) => Promise<void>;
  readonly roster: (text: string) => Promise<void>;
  /** The files below the output folder, by path. */
  readonly output: () => Promise<readonly string[]>;
  readonly read: (path: string) => Promise<Buffer>;
  readonly remove: () => Promise<void>;
};

export const aPlace = async (environment: Readonly<Record<string, string>> = {}): Promise<Place> => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-night-'));
  const config = parseConfig({
    GOUJI_DATA: join(folder, 'data'),
    GOUJI_REPORTS: join(folder, 'reports'),
    GOUJI_SOURCE: join(folder, 'source'),
    GOUJI_OFFICES: join(folder, 'offices.csv'),
    GOUJI_LOG: 'silent',
    // One after the other, so that a test can say what is done before what.
    GOUJI_CONCURRENCY: '1',
    ...environment,
  });
  const roster = (text: string) => writeFileSafely(config.offices, Buffer.from(text));
  await roster(ROSTER);
  return {
    config,
    folder,
    report: (path, ...lines) => writeFileSafely(join(config.source, path), Buffer.from(lines.join('\n'))),
    removeReport: (path) => rm(join(config.source, path)),
    roster,
    output: async () => {
      const found = await readdir(config.reports, { recursive: true, withFileTypes: true }).catch(() => []);
      return found
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(config.reports.length + 1))
        .sort();
    },
    read: (path) => readFile(join(config.reports, path)),
    remove: () => rm(folder, { recursive: true }),
  };
};

/** A clock that stands still until it is set. */
export const aClock = (start: string) => {
  let time = new Date(start);
  return {
    now: () => time,
    set: (next: string) => {
      time = new Date(next);
    },
  };
};

export const nightDeps = (more: NightDeps = {}): NightDeps => ({
  clock: aClock('2026-11-20T18:00:00Z'),
  log: SILENT_LOG,
  progress: () => {},
  chance: () => 0,
  steps: testSteps(),
  deadlines: DEFAULT_DEADLINES,
  waivers: [],
  ...more,
});
