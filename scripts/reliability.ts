import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { seededRandom } from '../bench/generate/random.ts';
import type { FaultRow, Figure, Scale } from '../tests/faults/fault-row.ts';
import { FAULT_ROWS } from '../tests/faults/rows.ts';

// node scripts/reliability.ts [--short] [--rows 1,13] [--seed 1] [--write]
// Brings every fault about on purpose and prints each figure as `name: value`. `--write` keeps them in
// docs/reliability.md. Ends with 1 when a promise was not kept; a row that this machine cannot measure is named.

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    rows: { type: 'string' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});

const scale: Scale = options.short ? 'short' : 'long';
const seed = Number(options.seed);
const wanted = options.rows?.split(',').map(Number) ?? null;

type Measured = { readonly row: FaultRow; readonly lacks: string | null; readonly figures: readonly Figure[] };

const measureRow = async (row: FaultRow): Promise<Measured> => {
  console.log(`${row.row}. ${row.fault}: ${row.promise}`);
  const lacks = await row.lacks();
  if (lacks !== null) {
    console.log(`   not measured: ${lacks}`);
    return { row, lacks, figures: [] };
  }
  const figures = await row.measure(scale, seededRandom(seed + row.row));
  for (const { name, value, target, isMet } of figures) {
    console.log(`   ${name}: ${value}${target === '–' ? '' : ` (target ${target}${isMet ? '' : ', NOT MET'})`}`);
  }
  return { row, lacks, figures };
};

const tableRows = ({ row, lacks, figures }: Measured): readonly string[] =>
  lacks === null
    ? figures.map(
        ({ name, value, target, isMet }, at) =>
          `| ${at === 0 ? row.row : ''} | ${at === 0 ? `${row.fault}: ${row.promise}` : ''} | ${name} | ${value} | ${target}${isMet ? '' : ' **not met**'} |`,
      )
    : [`| ${row.row} | ${row.fault}: ${row.promise} | not measured | ${lacks} | |`];

const page = (measured: readonly Measured[]): string =>
  [
    '# Reliability: promises, faults, figures',
    '',
    'Every fault below is brought about on purpose, against the real parts: processes, a mail server, a disk, a Redis.',
    `Written by \`npm run reliability -- --write\` on ${new Date().toISOString().slice(0, 10)}, ${scale} form, seed ${seed}. The short form of each row is a test of every run.`,
    '',
    '| # | fault and promise | figure | measured | target |',
    '|---|---|---|---|---|',
    ...measured.flatMap(tableRows),
    '',
  ].join('\n');

const measured: Measured[] = [];
for (const row of FAULT_ROWS.filter((one) => wanted === null || wanted.includes(one.row))) {
  measured.push(await measureRow(row));
  // After each row: what was measured stays when a later one is stopped.
  if (options.write) writeFileSync(join(import.meta.dirname, '..', 'docs', 'reliability.md'), page(measured));
}
const broken = measured.flatMap(({ figures }) => figures).filter(({ isMet }) => !isMet);
process.exitCode = broken.length > 0 ? 1 : 0;
