import process from 'node:process';
import { parseArgs } from 'node:util';
import { auditSnapshot } from '../src/audit/audit-snapshot.ts';
import { locateCulprits } from '../src/audit/locate-culprits.ts';
import { claimConstraints } from '../src/claims/claim-constraints.ts';
import { extractClaims } from '../src/claims/extract-claims.ts';
import { readKnowledge } from '../src/cli/knowledge-files.ts';
import { readTextDocument } from '../src/documents/read-text-document.ts';
import { readFacts } from '../src/facts/read-facts.ts';
import { buildFindings } from '../src/findings/build-findings.ts';
import type { AuditResult } from '../src/model/audit-result.ts';
import { factKey } from '../src/model/fact.ts';
import type { Snapshot } from '../src/model/report.ts';
import type { Scorecard } from '../src/model/scorecard.ts';
import { CHECKS } from '../src/rules/checks/registry.ts';
import { judge } from '../src/rules/judge.ts';
import { buildWorkbook } from '../src/scorecards/build-workbook.ts';
import { snapshotOf } from './generate/audit-generated.ts';
import { damagedFile } from './generate/damaged-file.ts';
import { generatedFile } from './generate/report-bytes.ts';

// node bench/audit.ts [--reports 270] [--rounds 5] [--seed 1] [--workbooks 40]
// Reports per CPU-second, the median of the rounds: the whole audit, then its stages one by one, each fed with what the
// stage before made. One report in ten has one or two wrong figures; localisation runs on such reports alone.

const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '270' },
    rounds: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    workbooks: { type: 'string', default: '40' },
  },
});

const knowledge = await readKnowledge({});
const rounds = Number(options.rounds);
const numbers = Array.from({ length: Number(options.reports) }, (_, i) => Number(options.seed) * 100_000 + i);
const fileNumbered = (number: number) => (number % 10 === 0 ? damagedFile : generatedFile)(knowledge.templates, number);
const snapshots = numbers.map((number) => snapshotOf(fileNumbered(number)));
const damaged = numbers.map((number) => snapshotOf(damagedFile(knowledge.templates, number)));

const cpuSeconds = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
};

/** CPU seconds that one pass over all things takes, the median of the rounds after one that only warms up. */
const measure = async <T>(things: readonly T[], step: (thing: T) => unknown): Promise<number> => {
  const seconds: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const start = cpuSeconds();
    for (const thing of things) await step(thing);
    if (round >= 0) seconds.push(cpuSeconds() - start);
  }
  return median(seconds);
};

const line = (stage: string, things: number, seconds: number): void => {
  const perThing = ((seconds * 1_000) / things).toFixed(2).padStart(9);
  const rate = (things / seconds).toFixed(0).padStart(10);
  console.log(`${stage.padEnd(28)} ${String(things).padStart(7)} ${perThing} ${rate}`);
};

const bench = async <T>(stage: string, things: readonly T[], step: (thing: T) => unknown): Promise<void> =>
  line(stage, things.length, await measure(things, step));

const readingOf = (snapshot: Snapshot) => {
  const reading = readTextDocument(snapshot.bytes, snapshot.declaredType);
  if (!('document' in reading)) throw new Error(`${snapshot.source}: not read`);
  return { snapshot, document: reading.document };
};

const factsOf = (reading: ReturnType<typeof readingOf>) => {
  const factSet = readFacts(reading.document, knowledge.templates);
  const template = knowledge.templates.find((t) => t.id === factSet.template)!;
  return { ...reading, factSet, template };
};

const claimsOf = (read: ReturnType<typeof factsOf>) => ({
  ...read,
  claims: extractClaims(read.document, read.template),
});

const judgementOf = (read: ReturnType<typeof claimsOf>) => {
  const { document, factSet, template, claims } = read;
  const facts = new Map(factSet.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));
  const input = { document, factSet, facts, claims, template };
  const judgement = judge(knowledge.ruleset.rules, knowledge.compiled, CHECKS, input);
  const report = { office: factSet.identity.officeName ?? '', year: factSet.identity.period.year };
  const findings = buildFindings(judgement.verdicts, knowledge.ruleset.rules, report, template);
  return { ...read, facts, judgement, report, findings };
};

const locate = ({ findings, report, factSet, template, judgement, claims, facts }: ReturnType<typeof judgementOf>) =>
  locateCulprits(
    findings,
    report,
    {
      facts: factSet.facts,
      template,
      rules: knowledge.ruleset.rules,
      judgement,
      claims: claimConstraints(claims, facts),
    },
    null,
  );

const resultOf = async (snapshot: Snapshot): Promise<AuditResult> => {
  const outcome = await auditSnapshot(snapshot, knowledge, null);
  if ('failure' in outcome) throw new Error(`${snapshot.source}: ${outcome.failure.message}`);
  return outcome.result;
};

const scorecardOf = (result: AuditResult): Scorecard => ({
  office: {
    id: 'sample',
    name: result.identity.officeName ?? '',
    level: 'county',
    parent: null,
    profile: 'default',
    reportPage: null,
    mail: null,
    aliases: [],
  },
  year: result.identity.period.year,
  runId: 'bench',
  date: '2026-01-31',
  ruleset: { name: 'bench', version: '0', hash: knowledge.ruleset.hash },
  result,
  template: knowledge.templates.find((t) => t.id === result.template) ?? null,
  findings: result.findings.map((finding) => ({ finding, firstSeen: '2026-01-31', deadline: null })),
  resolved: [],
  deadline: null,
  language: 'zh',
});

console.log(`${'stage'.padEnd(28)} reports    CPU ms reports per CPU-second`);
await bench('whole audit', snapshots, resultOf);
console.log(`peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB so far\n`);

await bench('documents', snapshots, readingOf);
const readings = snapshots.map(readingOf);
await bench('facts', readings, factsOf);
const facts = readings.map(factsOf);
await bench('claims', facts, claimsOf);
const claims = facts.map(claimsOf);
await bench('rules and findings', claims, judgementOf);
const judgements = damaged.map((snapshot) => judgementOf(claimsOf(factsOf(readingOf(snapshot)))));
await bench('localisation, damaged reports', judgements, locate);
const scored = await Promise.all(damaged.slice(0, Number(options.workbooks)).map(resultOf));
const scorecards = scored.map(scorecardOf);
await bench('workbook, damaged reports', scorecards, buildWorkbook);
console.log(`\npeak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);
