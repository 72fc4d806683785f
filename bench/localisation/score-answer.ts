import type { Localisation, RankedRepair } from '../../src/localisation/localisation.ts';
import { type Decimal, equals, ZERO } from '../../src/model/decimal.ts';
import type { Printed } from '../../src/workbench/corrupt-figures.ts';

/** What one answer was worth beside the truth. */
export type AnswerScore = {
  /** Every part of the answer has a repair. */
  readonly located: boolean;
  /** Some choice among the repairs changes exactly the wrong figures. */
  readonly exactSet: boolean;
  /** The first repairs change exactly the wrong figures; and give them their true values. */
  readonly figureFirst: boolean;
  readonly valueFirst: boolean;
  /** No more figures than are wrong: the truth is a repair too, so more would not be the smallest. */
  readonly minimal: boolean;
  readonly proven: boolean;
  /** There is one smallest set of figures, and it is as large as the truth: nothing but the figures tells it apart. */
  readonly isUnique: boolean;
};

const keysOf = ({ changes }: RankedRepair): string => changes.map(({ key }) => key).join(' ');

const smallest = ({ repairs }: Localisation): readonly RankedRepair[] =>
  repairs.filter(({ changes }) => changes.length === repairs[0]!.changes.length);

const sameKeys = (repairs: readonly RankedRepair[], wrong: readonly string[]): boolean =>
  repairs
    .flatMap(({ changes }) => changes.map(({ key }) => key))
    .sort()
    .join(' ') === [...wrong].sort().join(' ');

/** The repair of a part that changes wrong figures only, as many as possible. */
const bestWithin = ({ repairs }: Localisation, wrong: ReadonlySet<string>): readonly RankedRepair[] =>
  repairs
    .filter(({ changes }) => changes.every(({ key }) => wrong.has(key)))
    .toSorted((a, b) => b.changes.length - a.changes.length)
    .slice(0, 1);

/** Compares an answer with the figures that were corrupted. `clean` holds the true values. */
export const scoreAnswer = (answer: readonly Localisation[], clean: Printed, wrong: readonly string[]): AnswerScore => {
  const firsts = answer.flatMap(({ repairs }) => repairs.slice(0, 1));
  const located = firsts.length === answer.length && answer.length > 0;
  const size = firsts.reduce((sum, { changes }) => sum + changes.length, 0);
  const proven = answer.every((part) => part.proven);
  const figureFirst = sameKeys(firsts, wrong);
  const isTrue = ({ key, to }: { readonly key: string; readonly to: Decimal }): boolean =>
    equals(clean.get(key) ?? ZERO, to);
  const among = new Set(wrong);
  return {
    located,
    exactSet: sameKeys(
      answer.flatMap((part) => bestWithin(part, among)),
      wrong,
    ),
    figureFirst,
    valueFirst: figureFirst && firsts.every(({ changes }) => changes.every(isTrue)),
    minimal: located && size <= wrong.length,
    proven,
    isUnique:
      located &&
      proven &&
      size === wrong.length &&
      answer.every((part) => new Set(smallest(part).map(keysOf)).size === 1),
  };
};
