import type { CellRef, Operand } from '../../model/claim.ts';
import { compare } from '../../model/decimal.ts';
import type { Figure, Sentence } from '../prose.ts';
import {
  type ClaimFamily,
  claimOfFigure,
  type Draft,
  generationOf,
  keyOf,
  type Prose,
  proseOperand,
  tableOperand,
} from './family.ts';
import { isShare } from './share.ts';

type Rate = {
  readonly says: RegExp;
  /** Must stand in the sentence: a rate of something else has the same name. */
  readonly of: RegExp;
  readonly numerator: readonly CellRef[];
  readonly denominator: readonly CellRef[];
};

const g14 = (code: string): readonly CellRef[] => [{ indicator: `g14.${code}`, group: null }];
const t3 = (...codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => ({ indicator: `t3.${code}`, group: 'total' }));

const HANDLED_2019: readonly Rate[] = [
  { says: /(?<!按时)(?<!按期)(?:办结率|答复率)/, of: /申请/, numerator: t3('sum'), denominator: t3('new', 'carry_in') },
];

const RATES: Readonly<Record<string, readonly Rate[]>> = {
  '2014': [
    {
      says: /公开率/,
      of: /规范性文件/,
      numerator: g14('disc.normdoc_disclosed'),
      denominator: g14('disc.normdoc_issued'),
    },
    {
      says: /(?:按时|按期)(?:办结|答复)率/,
      of: /申请/,
      numerator: g14('app.closed_on_time'),
      denominator: g14('app.closed'),
    },
    { says: /办结率/, of: /申请/, numerator: g14('app.closed'), denominator: g14('app.received') },
    { says: /答复率/, of: /申请/, numerator: g14('app.replied'), denominator: g14('app.received') },
    { says: /网办率|网上申请率/, of: /申请/, numerator: g14('app.ch.online'), denominator: g14('app.received') },
    { says: /纠错率/, of: /复议/, numerator: g14('recon.corrected'), denominator: g14('recon.total') },
  ],
  '2019': HANDLED_2019,
  '2021': HANDLED_2019,
};

const RATE_NAME = /率[^,，;。]{0,6}$/;

/** The count of the sentence that gives the cell; else the cell. */
const operandOf = (
  prose: Prose,
  sentence: Sentence,
  percent: Figure,
  role: Operand['role'],
  cell: CellRef,
): Operand => {
  const near = sentence.figures.slice(Math.max(0, percent.position - 10), percent.position);
  const figure = near.findLast(
    (f) => prose.links.of(f).cells.length === 1 && keyOf(prose.links.of(f).cells[0]!) === keyOf(cell),
  );
  return figure ? proseOperand(prose, role, figure) : tableOperand(prose, role, cell);
};

/** "回收1428份,回收率95.2%": the rate bears the name of the count before it. */
const NAMED_AFTER = /^[,，、]?(?:其)?([\u4e00-\u9fa5]{2,4})率(?:为|是|达到?|约|约为)?$/;
/** Their bases differ from office to office: what is due, what was rated. */
const OWN_CUSTOM = /办结|办理|答复|回复|满意|按时|按期|及时|接通|接听/;

/** A rate of the two counts before it, where the sentence leaves no choice of the base. */
const rateOfCounts = (prose: Prose, sentence: Sentence, percent: Figure): Draft | null => {
  const part = sentence.figures[percent.position - 1];
  const name = NAMED_AFTER.exec(percent.zone)?.[1];
  if (!part || part.percent || part.growth || name === undefined || OWN_CUSTOM.test(name)) return null;
  if (part.depth !== percent.depth || part.approximate !== null || !part.about.endsWith(name)) return null;
  const wholes = sentence.figures
    .slice(Math.max(0, part.position - 6), part.position)
    .filter((f) => !f.percent && !f.growth && f.unit === part.unit && compare(f.value, part.value) >= 0);
  if (wholes.length !== 1 || wholes[0]!.approximate !== null) return null;
  const operands = [proseOperand(prose, 'numerator', part), proseOperand(prose, 'denominator', wholes[0]!)];
  return claimOfFigure('rate', prose, percent, { operands });
};

const readRate = (prose: Prose, sentence: Sentence, percent: Figure): Draft => {
  const zone = percent.zone.slice(-60);
  const known = RATES[generationOf(prose.template) ?? ''] ?? [];
  const { scope, topic } = prose.links.placeOf(percent);
  const rate =
    RATE_NAME.test(zone) && topic !== 'other-business'
      ? known.find((r) => r.says.test(zone) && r.of.test(sentence.text))
      : undefined;
  const ofCounts = rate || sentence.passage.planned ? null : rateOfCounts(prose, sentence, percent);
  if (ofCounts !== null) return ofCounts;
  if (!rate || scope === 'part' || sentence.passage.planned) {
    return claimOfFigure('rate', prose, percent, { undecidable: rate ? 'other-scope' : 'no-base' });
  }
  const of = (role: 'numerator' | 'denominator') =>
    rate[role].map((cell) => operandOf(prose, sentence, percent, role, cell));
  return claimOfFigure('rate', prose, percent, {
    operands: [...of('numerator'), ...of('denominator')],
    doubt: scope === 'own' ? 'own-scope' : null,
  });
};

/** Percentages that are a rate of their own name (公开率, 办结率); those whose counts no table gives stay undecided. */
export const rateClaims: ClaimFamily = (prose) =>
  prose.sentences.flatMap((sentence) =>
    sentence.figures.flatMap((f) =>
      f.percent && !f.growth && !isShare(sentence, f) ? [readRate(prose, sentence, f)] : [],
    ),
  );
