import type { ProseFigure } from '../../src/model/claim.ts';
import { NO_CONTEXT } from '../../src/model/context.ts';
import { printShort } from '../../src/model/decimal.ts';
import { factKey } from '../../src/model/fact.ts';
import type { CheckInput } from '../../src/rules/checks/check.ts';
import { aForm, type Form, type Outcome, outcomeOf, theInput, verdictsOf } from './a-report.ts';

/** A claim as a careful reader labels it: "count 47" (kind and figure), how often the passage makes it, and its truth. */
export type Label = {
  readonly name: string;
  readonly times: number;
  /** `open` must not be judged: other scope, other measure, a list that is not complete. */
  readonly truth: 'holds' | 'violated' | 'open';
  /** What the figure should be, where the label says. */
  readonly expected: string | null;
};

/** A passage of a report with its labels; `facts` are the cells that are not 0. */
export type LabelledPassage = {
  readonly at: string;
  readonly form: Form | null;
  readonly facts: Readonly<Record<string, string>>;
  /** Last year's report; null where it is not known. */
  readonly prior: { readonly facts: Readonly<Record<string, string>>; readonly lines: readonly string[] } | null;
  readonly lines: readonly string[];
  readonly labels: readonly Label[];
};

const TRUTHS = { '+': 'holds', '!': 'violated', '?': 'open' } as const;

const readLabel = (text: string, truth: Label['truth']): Label => {
  const match = /^([a-z]+(?: -?[\d.]+)?)(?: x(\d+))?(?:=(\S+))?$/.exec(text.trim());
  if (!match) throw new Error(`not a label: "${text}"`);
  return { name: match[1]!, times: Number(match[2] ?? 1), truth, expected: match[3] ?? null };
};

/** All cells of a form that hold one figure for the whole report. */
const cellsOf = (form: Form): readonly string[] =>
  aForm(form).tables.flatMap((table) =>
    table.rows.flatMap((row) =>
      row.slots
        .filter((slot) => slot.group === null || slot.group === 'total')
        .map((slot) => factKey(slot.indicator, slot.group)),
    ),
  );

/** "new" → "t3.new[total]", "recon.total" → "t4.recon.total", "app.received" → "g14.app.received". */
const keyIn = (form: Form, name: string): string => {
  const [code, group] = name.replace(']', '').split('[');
  const stems = ['', 'g14.', 't3.', 't4.', 'g19.t2.', 'g21.t2.'];
  const known = new Set(cellsOf(form));
  for (const stem of stems) {
    if (known.has(`${stem}${code}`) && group === undefined) return `${stem}${code}`;
    if (known.has(`${stem}${code}[total]`)) return `${stem}${code}[${group ?? 'total'}]`;
  }
  throw new Error(`the form of ${form} has no cell "${name}"`);
};

const readFacts = (form: Form | null, words: readonly string[]): Readonly<Record<string, string>> => {
  if (form === null) return {};
  const facts: Record<string, string> = Object.fromEntries(cellsOf(form).map((key) => [key, '0']));
  const groups = new Set(words.flatMap((word) => /\[(\w+)\]/.exec(word)?.[1] ?? []));
  for (const key of Object.keys(facts)) for (const g of groups) facts[key.replace('[total]', `[${g}]`)] ??= '0';
  for (const word of words) {
    const [name, value] = word.split('=');
    facts[keyIn(form, name!)] = value!;
  }
  return facts;
};

/**
 * Reads labelled passages. Each begins with "@ <form> <cell>=<figure> …" (cells not named are 0; form "none" for a report
 * without one; "prior.<cell>=<figure>" is a cell of last year's report and a line "~ …" its prose), then its lines, then its labels: "+" claims that hold, "!" that do not ("!count 18=28": 28 would be right), "?"
 * that must not be judged; "zero x2" is made twice.
 */
export const readLabelled = (file: string, text: string): readonly LabelledPassage[] => {
  const passages: LabelledPassage[] = [];
  type Prior = { facts: LabelledPassage['facts']; lines: string[] };
  let passage: Omit<LabelledPassage, 'lines' | 'labels' | 'prior'> & {
    prior: Prior | null;
    lines: string[];
    labels: Label[];
  };
  text.split('\n').forEach((line, i) => {
    const sign = line[0] as keyof typeof TRUTHS | undefined;
    if (line.startsWith('@ ')) {
      const [form, ...words] = line.slice(2).trim().split(/\s+/);
      const known = form === 'none' ? null : (form as Form);
      const [own, priors] = [words.filter((w) => !w.startsWith('prior.')), words.filter((w) => w.startsWith('prior.'))];
      const before = readFacts(
        known,
        priors.map((w) => w.slice('prior.'.length)),
      );
      const prior = priors.length > 0 ? { facts: before, lines: [] } : null;
      const at = `${file}:${i + 1}`;
      passage = { at, form: known, facts: readFacts(known, own), prior, lines: [], labels: [] };
      passages.push(passage);
    } else if (line.startsWith('~ ')) {
      passage.prior ??= { facts: {}, lines: [] };
      passage.prior.lines.push(line.slice(2));
    } else if (sign !== undefined && sign in TRUTHS) {
      for (const label of line.slice(1).split(',')) passage.labels.push(readLabel(label, TRUTHS[sign]));
    } else if (line.trim() !== '' && !line.startsWith('//')) passage.lines.push(line);
  });
  return passages;
};

/** A claim of the program with its outcome and, where it is violated, the figures expected. */
export type Found = { readonly name: string; readonly outcome: Outcome; readonly expected: readonly string[] };

/** What the program says of the passage's claims. */
export const judgePassage = (passage: LabelledPassage): readonly Found[] => {
  const input = inputOf(passage);
  const verdicts = verdictsOf(input);
  return input.claims.map((claim) => ({
    name: claim.stated ? `${claim.kind} ${printShort(claim.stated.value)}` : claim.kind,
    outcome: outcomeOf(claim, verdicts),
    expected: verdicts.flatMap((v) => (v.is === 'violated' && v.target === claim.id ? [v.expected ?? ''] : [])),
  }));
};

/** How the program's outcomes compare with the labels. */
export type Score = {
  readonly labels: number;
  readonly holds: { readonly labelled: number; readonly found: number };
  readonly violated: { readonly labelled: number; readonly found: number };
  /** Violations found that no label names: each with its place. */
  readonly alarms: readonly string[];
  /** Claims that must not be judged and were called holding. */
  readonly overjudged: readonly string[];
  readonly missed: readonly string[];
};

const countOf = (found: readonly Found[], name: string, outcome: Outcome): number =>
  found.filter((f) => f.name === name && f.outcome === outcome).length;

const expectedIn = (found: readonly Found[], label: Label): boolean =>
  label.expected === null || found.some((f) => f.name === label.name && f.expected.includes(label.expected!));

const labelled = (passage: LabelledPassage, name: string, truth: Label['truth']): number =>
  passage.labels.reduce((n, label) => (label.name === name && label.truth === truth ? n + label.times : n), 0);

/** Compares what the program says of the passages with their labels. */
export const scoreOf = (passages: readonly LabelledPassage[]): Score => {
  const holds = { labelled: 0, found: 0 };
  const violated = { labelled: 0, found: 0 };
  const [alarms, overjudged, missed]: [string[], string[], string[]] = [[], [], []];
  for (const passage of passages) {
    const found = judgePassage(passage);
    for (const label of passage.labels) {
      if (label.truth === 'open') {
        if (countOf(found, label.name, 'holds') > labelled(passage, label.name, 'holds'))
          overjudged.push(`${passage.at} ${label.name}`);
        continue;
      }
      const tally = label.truth === 'holds' ? holds : violated;
      const got = Math.min(label.times, countOf(found, label.name, label.truth));
      const right = label.truth === 'holds' || expectedIn(found, label) ? got : 0;
      tally.labelled += label.times;
      tally.found += right;
      if (right < label.times) {
        const said = found.filter((f) => f.name === label.name).map((f) => `${f.outcome} ${f.expected.join('/')}`);
        missed.push(`${passage.at} ${label.truth} ${label.name}: ${said.join(', ') || 'not read'}`);
      }
    }
    for (const name of new Set(found.map((f) => f.name))) {
      const extra = countOf(found, name, 'violated') - labelled(passage, name, 'violated');
      if (extra > 0)
        alarms.push(
          `${passage.at} ${name} ${found.find((f) => f.name === name && f.outcome === 'violated')!.expected.join('/')}`,
        );
    }
  }
  const labels = passages.reduce((n, p) => n + p.labels.reduce((m, label) => m + label.times, 0), 0);
  return { labels, holds, violated, alarms, overjudged, missed };
};

/** The year of the passages that name none. */
const YEAR = 2024;

const yearOf = ({ lines }: LabelledPassage): number => Number(/(20\d\d)年/.exec(lines.join('\n'))?.[1] ?? YEAR);

const inputOf = (passage: LabelledPassage): CheckInput => {
  const { form, prior } = passage;
  const input = theInput(form, passage.facts, ...passage.lines);
  if (prior === null) return input;
  const before = theInput(form, prior.facts, ...prior.lines);
  const year = yearOf(passage) - 1;
  const template = before.template?.id ?? '';
  const report = { office: 'office', year, template, facts: [...before.facts.values()], claims: before.claims };
  const identity = { ...input.factSet.identity, period: { year: year + 1, start: null, end: null } };
  const context = { ...NO_CONTEXT, prior: report };
  return { ...input, factSet: { ...input.factSet, identity }, context };
};

/** The passage's text with the last digit of a figure changed; null for figures in words and approximate ones. */
const slipIn = (text: string, figure: ProseFigure): string | null => {
  const at = text.indexOf(figure.raw, figure.locator.start!);
  const last = at + figure.raw.length - 1;
  if (figure.approximate !== null || at === -1 || !/\d/.test(text[last]!)) return null;
  return `${text.slice(0, last)}${(Number(text[last]) + 3) % 10}${text.slice(last + 1)}`;
};

/** Changes the last digit of each figure that holds, one at a time: how often anything is violated then. */
export const withSlips = (
  passages: readonly LabelledPassage[],
): { readonly planted: number; readonly found: number } => {
  let [planted, found] = [0, 0];
  for (const passage of passages.filter((p) => p.labels.every((label) => label.truth !== 'violated'))) {
    const input = inputOf(passage);
    const verdicts = verdictsOf(input);
    const text = passage.lines.join('\n');
    const figures = input.claims.flatMap((claim) =>
      claim.stated && outcomeOf(claim, verdicts) === 'holds' ? [claim.stated] : [],
    );
    for (const slipped of new Set(figures.map((figure) => slipIn(text, figure)))) {
      if (slipped === null) continue;
      planted += 1;
      const after = verdictsOf(inputOf({ ...passage, lines: slipped.split('\n') }));
      if (after.some((verdict) => verdict.is === 'violated')) found += 1;
    }
  }
  return { planted, found };
};
