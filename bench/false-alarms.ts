import { parseArgs } from 'node:util';
import { readKnowledge } from '../src/cli/knowledge-files.ts';
import type { Finding } from '../src/model/finding.ts';
import { auditGenerated } from './generate/audit-generated.ts';
import { generatedFile } from './generate/report-bytes.ts';

// node bench/false-alarms.ts [--reports 3000] [--seed 1]   audits clean reports; whatever is found is a false alarm
// node bench/false-alarms.ts --show 100041                prints one of them and what is found in it

const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '3000' },
    seed: { type: 'string', default: '1' },
    show: { type: 'string' },
    examples: { type: 'string', default: '3' },
  },
});

const EXAMPLES = Number(options.examples);
const knowledge = await readKnowledge({});

const sayFinding = (finding: Finding): string =>
  `${finding.severity} ${finding.rule} · ${finding.place.zh} · ${finding.message.zh}`;

const show = async (number: number): Promise<void> => {
  const file = generatedFile(knowledge.templates, number);
  const { wrong, findings } = await auditGenerated(file, knowledge);
  console.log(file.text);
  console.log(`-- ${file.report.template.id}, ${file.layout}`);
  for (const line of wrong) console.log(`wrong: ${line}`);
  for (const finding of findings) console.log(sayFinding(finding));
};

/** How often something came up, and the first reports in which it did. */
type Tally = Map<string, { times: number; examples: string[] }>;

const tell = (tally: Tally, what: string, example: string): void => {
  const entry = tally.get(what) ?? { times: 0, examples: [] };
  entry.times += 1;
  if (entry.examples.length < EXAMPLES) entry.examples.push(example);
  tally.set(what, entry);
};

const printTally = (title: string, tally: Tally): void => {
  if (tally.size === 0) return;
  console.log(`\n${title}`);
  for (const [what, { times, examples }] of [...tally].sort(([, a], [, b]) => b.times - a.times)) {
    console.log(`  ${String(times).padStart(6)}  ${what}`);
    for (const example of examples) console.log(`          ${example}`);
  }
};

const run = async (reports: number, seed: number): Promise<boolean> => {
  const first = seed * 100_000;
  const misread: Tally = new Map();
  const alarms: Tally = new Map();
  const counts = { wrong: 0, figures: 0, fatal: 0, error: 0, warning: 0, info: 0 };
  for (let number = first; number < first + reports; number += 1) {
    const file = generatedFile(knowledge.templates, number);
    const { wrong, findings } = await auditGenerated(file, knowledge);
    const where = `--show ${number} (${file.report.template.id}, ${file.layout})`;
    counts.wrong += wrong.length;
    counts.figures += file.report.figures.size;
    if (wrong.length > 0) tell(misread, `${file.report.template.id}, ${file.layout}`, `${where}: ${wrong[0]}`);
    for (const finding of findings) {
      counts[finding.severity] += 1;
      const level = finding.severity;
      if (level !== 'info') tell(alarms, `${level} ${finding.rule}`, `${where}: ${finding.message.zh}`);
      else tell(alarms, `${level} ${finding.rule}`, where);
    }
  }
  console.log(`reports ${reports}, seed ${seed}, figures ${counts.figures}`);
  console.log(
    `wrong facts ${counts.wrong}, errors ${counts.fatal + counts.error}, warnings ${counts.warning}, infos ${counts.info}`,
  );
  printTally('reports with wrong facts, by form and layout', misread);
  printTally('findings by rule', alarms);
  return counts.wrong + counts.fatal + counts.error + counts.warning === 0;
};

if (options.show !== undefined) await show(Number(options.show));
else process.exitCode = (await run(Number(options.reports), Number(options.seed))) ? 0 : 1;
