import process from 'node:process';
import { parseArgs } from 'node:util';
import { seededRandom } from '../bench/generate/random.ts';
import { MUTANTS, surveyMutants } from '../tests/faults/documents/mutants-row.ts';

// node scripts/faults.ts [--mutants 10000] [--seed 19]
// Damages good reports of every format at random and prints how reading them ends, each figure as `name: value`. Ends
// with 1 when a promise was not kept. The other faults of documents are rows 20 to 27 of `npm run reliability`.

const { values: options } = parseArgs({
  options: {
    mutants: { type: 'string', default: String(MUTANTS.long) },
    seed: { type: 'string', default: '19' },
  },
});

const figures = await surveyMutants(Number(options.mutants), seededRandom(Number(options.seed)));
for (const { name, value, target, isMet } of figures) {
  console.log(`${name}: ${value}${isMet ? '' : ` (NOT MET, target ${target})`}`);
}
process.exitCode = figures.every(({ isMet }) => isMet) ? 0 : 1;
