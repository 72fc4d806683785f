import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type LabelledPassage, readLabelled } from '../tests/claims/read-labelled.ts';
import { type KindScore, scoreByKind } from '../tests/claims/score-by-kind.ts';

// node bench/claims.ts [--file held-out]   precision and recall of the claims of prose, by family, on the labelled set

const FOLDER = join(import.meta.dirname, '../tests/claims/labelled');

const { values: options } = parseArgs({ options: { file: { type: 'string' } } });

const passages: readonly LabelledPassage[] = readdirSync(FOLDER)
  .filter((file) => options.file === undefined || file === `${options.file}.txt`)
  .toSorted()
  .flatMap((file) => readLabelled(file, readFileSync(join(FOLDER, file), 'utf8')));

const percent = (part: number, whole: number): string => (whole === 0 ? '–' : `${((100 * part) / whole).toFixed(2)} %`);

const COLUMNS = ['decidable', 'right', 'wrong', 'alarms', 'open', 'left'] as const;

const total = (scores: readonly KindScore[]): KindScore => {
  const sum = (column: (typeof COLUMNS)[number]): number => scores.reduce((n, score) => n + score[column], 0);
  return {
    kind: 'all',
    decidable: sum('decidable'),
    right: sum('right'),
    wrong: sum('wrong'),
    alarms: sum('alarms'),
    open: sum('open'),
    left: sum('left'),
  };
};

const line = (score: KindScore): string =>
  [
    score.kind.padEnd(10),
    ...COLUMNS.map((column) => String(score[column]).padStart(10)),
    percent(score.right, score.right + score.wrong).padStart(11),
    percent(score.right, score.decidable).padStart(11),
  ].join('');

const scores = scoreByKind(passages);
const head = ['', ...COLUMNS, 'precision', 'recall'];
console.log(`${passages.length} passages`);
console.log(head.map((name, i) => (i === 0 ? ''.padEnd(10) : name.padStart(i > COLUMNS.length ? 11 : 10))).join(''));
for (const score of [...scores, total(scores)]) console.log(line(score));
