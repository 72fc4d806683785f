import { z } from 'zod';
import { absolute, compare, type Decimal, decimal, multiply, printShort, subtract } from '../../../model/decimal.ts';
import type { Fact } from '../../../model/fact.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';

/** Fewer reports are no measure of anything. */
const FEWEST_PEERS = 30;

const schema = z.strictObject({
  figures: z.array(z.string()).min(1),
  /** How many times the median distance from the median is still usual. */
  times: z.int().min(2),
  /** Differences below this are never strange. */
  least: z.int().min(1),
});

type Options = z.infer<typeof schema>;

const statedIn = (facts: readonly Fact[], key: string): readonly Decimal[] => {
  const [code, group] = key.replace(']', '').split('[');
  const fact = facts.find((one) => one.indicator === code && one.group === (group ?? null));
  return fact?.reading.is === 'stated' ? [fact.reading.value] : [];
};

/** The lower one of the two in the middle, so that it is always a figure that somebody stated. */
const median = (values: readonly Decimal[]): Decimal => values.toSorted(compare)[Math.floor((values.length - 1) / 2)]!;

const judgeFigure = (key: string, { times, least }: Options, input: CheckInput): CheckVerdict => {
  const fact = input.facts.get(key);
  if (fact?.reading.is !== 'stated') return undecided(key, key);
  const { value } = fact.reading;
  const reports = input.context?.peers?.reports ?? [];
  const values = reports.flatMap(({ facts }) => statedIn(facts, key));
  if (values.length < FEWEST_PEERS)
    return undecided(`${values.length} peers state it; ${FEWEST_PEERS} are needed to compare`, key);
  const middle = median(values);
  const usual = median(values.map((peer) => absolute(subtract(peer, middle))));
  const distance = absolute(subtract(value, middle));
  const isUsual = compare(distance, multiply(decimal(times), usual)) <= 0 || compare(distance, decimal(least)) < 0;
  if (isUsual) return holds(key);
  return violated({
    target: key,
    evidence: [cellEvidence(fact)],
    found: printShort(value),
    slots: {
      figure: input.template?.indicators.get(fact.indicator)?.name ?? fact.label,
      value: printShort(value),
      median: printShort(middle),
      usual: printShort(usual),
      peers: String(values.length),
    },
  });
};

/**
 * Figures far from those of the peers: offices of the same level that report the same year on the same form. One verdict
 * a figure; with fewer than 30 peers that state it nothing is said. Slots: figure, value, median, usual, peers.
 */
export const peerOutliers = defineCheck<Options>({
  name: 'peer-outliers',
  parseOptions: optionsBySchema(schema),
  judge: (input, options) => {
    const known = options.figures.filter((key) => input.template?.indicators.has(key.split('[')[0]!));
    if (known.length === 0) return [inapplicable('another form')];
    if (!input.context?.peers) return [undecided('the reports of the peers are not known')];
    return known.map((key) => judgeFigure(key, options, input));
  },
});
