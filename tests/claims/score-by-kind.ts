import { judgePassage, type LabelledPassage } from './read-labelled.ts';

/** How the program does on the claims of one family. */
export type KindScore = {
  readonly kind: string;
  /** Claims that a reader can decide, and how many of them the program decides alike. */
  readonly decidable: number;
  readonly right: number;
  /** Verdicts that the labels contradict: a violation that is none, an agreement that cannot be known. */
  readonly wrong: number;
  /** Of the wrong ones, violations. */
  readonly alarms: number;
  /** Claims that must stay undecided, and how many do. */
  readonly open: number;
  readonly left: number;
};

type Tally = { decidable: number; right: number; wrong: number; alarms: number; open: number; left: number };

const kindOf = (name: string): string => name.split(' ')[0]!;

const tallyPassage = (passage: LabelledPassage, tallyOf: (kind: string) => Tally): void => {
  const found = judgePassage(passage);
  const names = new Set([...passage.labels.map((label) => label.name), ...found.map((each) => each.name)]);
  for (const name of names) {
    const tally = tallyOf(kindOf(name));
    const labelled = (truth: string): number =>
      passage.labels.reduce((n, label) => (label.name === name && label.truth === truth ? n + label.times : n), 0);
    const got = (outcome: string): number => found.filter((f) => f.name === name && f.outcome === outcome).length;
    const [holds, violated, open] = [labelled('holds'), labelled('violated'), labelled('open')];
    tally.decidable += holds + violated;
    tally.right += Math.min(holds, got('holds')) + Math.min(violated, got('violated'));
    const alarms = Math.max(0, got('violated') - violated);
    // agreement that no label speaks of is not contradicted by one
    const overjudged = open > 0 ? Math.max(0, got('holds') - holds) : 0;
    tally.alarms += alarms;
    tally.wrong += alarms + overjudged;
    tally.open += open;
    tally.left += Math.max(0, open - overjudged - alarms);
  }
};

/** Scores of all families that the passages name, by name. */
export const scoreByKind = (passages: readonly LabelledPassage[]): readonly KindScore[] => {
  const tallies = new Map<string, Tally>();
  const tallyOf = (kind: string): Tally => {
    const tally = tallies.get(kind) ?? { decidable: 0, right: 0, wrong: 0, alarms: 0, open: 0, left: 0 };
    tallies.set(kind, tally);
    return tally;
  };
  for (const passage of passages) tallyPassage(passage, tallyOf);
  return [...tallies].map(([kind, tally]) => ({ kind, ...tally })).toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
};
