import process from 'node:process';
import { parseArgs } from 'node:util';
import { localise } from '../src/localisation/localise.ts';
import type { Problem } from '../src/localisation/problem.ts';
import type { Template } from '../src/model/template.ts';
import { loadIntegerSolver } from '../src/platform/integer-solver.ts';
import { cleanFigures } from '../src/workbench/clean-figures.ts';
import { corruptFigures, MISTAKES, type Printed } from '../src/workbench/corrupt-figures.ts';
import { neighboursIn } from '../src/workbench/neighbours.ts';
import { seededRandom } from './generate/random.ts';
import { judgeFigures, readKnowledge } from './localisation/a-report.ts';
import { type AnswerScore, scoreAnswer } from './localisation/score-answer.ts';
import { mendedBy } from './localisation/substitute.ts';

// How well and how fast wrong figures are named: clean figures of a form are corrupted on purpose, judged by the rules
// that ship with the program, and the answer is compared with the truth. The same seed gives the same reports.
//   node bench/localisation.ts [--reports 500] [--seed 1] [--errors 1,2,3,4,5,6] [--form annual-report-2021] [--fast]

const { values: options } = parseArgs({
  options: {
    reports: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
    errors: { type: 'string', default: '1,2,3,4,5,6' },
    form: { type: 'string', default: 'annual-report-2021' },
    /** The exact search alone, without the integer program. */
    fast: { type: 'boolean', default: false },
  },
});

const MOST_FIGURES = 6;

type Case = { readonly clean: Printed; readonly wrong: readonly string[]; readonly problem: Problem };

const knowledge = readKnowledge();

const templateNamed = (id: string): Template => {
  const template = knowledge.templates.find((one) => one.id === id);
  if (template) return template;
  throw new Error(`--form ${id}: known forms are ${knowledge.templates.map((one) => one.id).join(', ')}`);
};

/** Figures that stand in an exact identity; a mistake elsewhere leaves no trace that arithmetic could find. */
const tiedFigures = (template: Template, clean: Printed): Printed => {
  const { constraints } = judgeFigures(knowledge, template, clean).problem();
  const tied = new Set(
    constraints.filter(({ form }) => form.op === '==').flatMap(({ form }) => form.terms.map(({ key }) => key)),
  );
  return new Map([...clean].filter(([key]) => tied.has(key)));
};

/** Reports with exactly `count` wrong figures of which at least one shows; the others are counted as `silent`. */
const casesWith = (template: Template, count: number, reports: number, seed: number) => {
  const cases: Case[] = [];
  let silent = 0;
  const places = neighboursIn(template);
  for (let at = 0; at < reports; at += 1) {
    const random = seededRandom(seed).branch(`${count} wrong, report ${at}`);
    const clean = cleanFigures(template, random);
    const corrupted = corruptFigures(tiedFigures(template, clean), places, count, MISTAKES, random);
    if (!corrupted) continue;
    const problem = judgeFigures(knowledge, template, new Map([...clean, ...corrupted.figures])).problem();
    if (localise({ ...problem, limits: { figures: 1, work: 1 } }).length === 0) silent += 1;
    else cases.push({ clean, wrong: corrupted.wrong, problem: { ...problem, limits: { figures: MOST_FIGURES } } });
  }
  return { cases, silent };
};

const percent = (count: number, of: number): string => (of === 0 ? '–' : `${((100 * count) / of).toFixed(1)}`);

const quantile = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

const print = (cells: readonly (string | number)[]): void => {
  console.log(cells.map((cell, at) => String(cell).padStart(at === 0 ? 12 : 9)).join(' '));
};

const row = (name: string, scores: readonly AnswerScore[], more: readonly (string | number)[]): void => {
  const share = (is: (score: AnswerScore) => boolean): string => percent(scores.filter(is).length, scores.length);
  print([
    name,
    scores.length,
    share((s) => s.exactSet),
    share((s) => s.figureFirst),
    share((s) => s.valueFirst),
    share((s) => s.minimal),
    share((s) => s.proven),
    ...more,
  ]);
};

const template = templateNamed(options.form);
const [reports, seed] = [Number(options.reports), Number(options.seed)];
const counts = options.errors.split(',').map(Number);

console.log(`${options.form}, ${reports} reports for each number of wrong figures, seed ${seed}; shares in per cent`);
print([
  'wrong',
  'seen',
  'exact',
  'figure',
  'value',
  'minimal',
  'proven',
  'located',
  'p50 ms',
  'p99 ms',
  'max ms',
  'silent',
]);
let wrongAnswers = 0;
for (const count of counts) {
  const { cases, silent } = casesWith(template, count, reports, seed);
  const scores: AnswerScore[] = [];
  const times: number[] = [];
  for (const { clean, wrong, problem } of cases) {
    const solver = options.fast ? null : await loadIntegerSolver();
    const start = performance.now();
    const answer = localise(problem, solver);
    times.push(performance.now() - start);
    scores.push(scoreAnswer(answer, clean, wrong));
    wrongAnswers += mendedBy(problem, answer).wrong;
  }
  times.sort((a, b) => a - b);
  const located = percent(scores.filter((s) => s.located).length, scores.length);
  const timed = [quantile(times, 0.5), quantile(times, 0.99), quantile(times, 1)];
  row(`${count}`, scores, [located, ...timed, silent]);
  row(
    'unique',
    scores.filter(({ isUnique }) => isUnique),
    [],
  );
}
console.log(`answers that substitution refutes: ${wrongAnswers}`);

const { cases } = casesWith(template, 2, reports, seed + 1);
const all = [...casesWith(template, 1, reports, seed + 1).cases, ...cases];
for (const { problem } of all) localise(problem);
const before = process.cpuUsage();
for (const { problem } of all) localise(problem);
const { user, system } = process.cpuUsage(before);
console.log(
  `exact search, one and two wrong figures: ${Math.round((all.length * 1e6) / (user + system))} reports a CPU-second`,
);
