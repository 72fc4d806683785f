import type { OtherVersion } from '../../../model/context.ts';
import { type Decimal, equals } from '../../../model/decimal.ts';
import { type Fact, factKey } from '../../../model/fact.ts';
import { NOWHERE } from '../../../model/locator.ts';
import type { Template } from '../../../model/template.ts';
import { type CheckVerdict, defineCheck } from '../check.ts';
import { cellEvidence, quoted } from '../evidence.ts';
import { cellName } from '../form/cell-name.ts';
import { holds, inapplicable, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

type Pair = { readonly own: Fact; readonly other: Fact };

const statedBy = ({ reading }: Fact): Decimal | null => (reading.is === 'stated' ? reading.value : null);

/** The figures that both files state. */
const sharedWith = (version: OtherVersion, facts: ReadonlyMap<string, Fact>): readonly Pair[] =>
  version.facts.flatMap((other) => {
    const own = facts.get(factKey(other.indicator, other.group));
    return own && statedBy(own) && statedBy(other) ? [{ own, other }] : [];
  });

const differs = ({ own, other }: Pair): boolean => !equals(statedBy(own)!, statedBy(other)!);

const difference = ({ own, other }: Pair, source: string, template: Template | null): CheckVerdict => {
  const name = cellName(own, template);
  return violated({
    target: factKey(own.indicator, own.group),
    evidence: [cellEvidence(own), quoted(`${source}: ${other.label}`, NOWHERE, other.raw.trim())],
    found: own.raw.trim(),
    slots: { cell: name, found: own.raw.trim(), other: other.raw.trim(), source },
  });
};

/**
 * Whether the files in which an office published one report state the same figures; only figures that both state are
 * compared. Slots: `cell`, `found`, `other`, `source`.
 */
export const versionsAgree = defineCheck({
  name: 'versions-agree',
  parseOptions: noOptions,
  judge: ({ facts, template, context }) => {
    const versions = context?.versions ?? [];
    if (versions.length === 0) return [inapplicable('the report came in one file')];
    const pairs = versions.flatMap((version) =>
      sharedWith(version, facts).map((pair) => ({ pair, source: version.source })),
    );
    if (pairs.length === 0) return [undecided('a figure that both files state')];
    const found = new Map<string, CheckVerdict>();
    for (const { pair, source } of pairs.filter((one) => differs(one.pair))) {
      const key = factKey(pair.own.indicator, pair.own.group);
      if (!found.has(key)) found.set(key, difference(pair, source, template));
    }
    return found.size === 0 ? [holds()] : [...found.values()];
  },
});
