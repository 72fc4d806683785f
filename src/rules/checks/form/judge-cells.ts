import type { Fact } from '../../../model/fact.ts';
import type { Severity } from '../../../model/rule.ts';
import type { Template } from '../../../model/template.ts';
import type { Bilingual } from '../../../model/text.ts';
import type { CheckVerdict } from '../check.ts';
import { cellEvidence } from '../evidence.ts';
import { listing } from '../listing.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { cellName } from './cell-name.ts';

type CellsJudgement = {
  readonly target?: string;
  /** Cells that could fail; none leaves the verdict undecided. */
  readonly looked: readonly Fact[];
  readonly bad: readonly Fact[];
  readonly template: Template | null;
  readonly severity?: Severity | undefined;
  readonly message?: Bilingual | undefined;
  readonly slots?: Readonly<Record<string, string | Bilingual>>;
};

const PLACES = 10;

/** One verdict for all cells of a kind, the first ten as evidence. Slots: `count`, `cells` (names), `raw` (the first as printed). */
export const judgeCells = (given: CellsJudgement): CheckVerdict => {
  const { target = '', bad, template } = given;
  if (given.looked.length === 0) return undecided('figures of the tables', target);
  if (bad.length === 0) return holds(target);
  return violated({
    target,
    evidence: bad.slice(0, PLACES).map(cellEvidence),
    found: bad[0]!.raw.trim() || null,
    slots: {
      count: String(bad.length),
      raw: bad[0]!.raw.trim(),
      cells: listing(
        bad.map((fact) => cellName(fact, template)),
        bad.length,
      ),
      ...given.slots,
    },
    severity: given.severity,
    message: given.message,
  });
};
