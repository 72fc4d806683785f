import type { CellRef, ClaimReason } from '../../model/claim.ts';
import type { Topic } from '../prose.ts';

/**
 * One way in which prose gives a figure that a table gives too. `says` must match the words that name the figure;
 * `clause`, where given, the whole stretch since the figure before; `unless` must not match the naming words. `topic` limits the
 * wording to text about one thing. `cells` are added up; `or` are other sums that the same words may mean.
 * `doubt` marks wordings that often mean something else: they can only confirm.
 */
export type Wording = {
  readonly cells: readonly CellRef[];
  readonly or?: readonly (readonly CellRef[])[];
  readonly says: RegExp;
  readonly clause?: RegExp;
  readonly unless?: RegExp;
  /** Must not stand anywhere since the figure before. */
  readonly without?: RegExp;
  readonly topic?: Exclude<Topic, null>;
  readonly units: RegExp;
  readonly doubt?: ClaimReason;
};

export const cell = (indicator: string, group: string | null = null): CellRef => ({ indicator, group });

/** A row of table 3 in its total column. */
export const row = (code: string): CellRef => cell(`t3.${code}`, 'total');

export const CASES = /^[件宗起例条份个]/;
export const ITEMS = /^[条件篇份个部]/;
export const TIMES = /^[次场期个]/;
/** Cases before another body: 案件 are never counted in 个. */
export const DISPUTES = /^[件宗起例]/;
/** "受理…行政复议案件", "行政诉讼": the words that end with the kind of case. */
export const RECONSIDERATION_TOTAL = /行政复议(?:申请|事项)?$|行政复议.{0,10}案件?$/;
export const LITIGATION_TOTAL = /(?:行政诉讼|行政应诉)$|(?:诉讼|应诉).{0,10}案件?$/;
export const PERSONS = /^[人名](?!次)/;
