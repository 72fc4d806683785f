import type { CellRef } from '../../model/claim.ts';
import { keyOf } from './family.ts';

/** A base may be a sum of cells; the first of several is the usual one. */
export type Base = readonly CellRef[];

const g14 = (code: string): Base => [{ indicator: `g14.${code}`, group: null }];
const t3 = (...codes: readonly string[]): Base => codes.map((code) => ({ indicator: `t3.${code}`, group: 'total' }));
const t4 = (table: string): CellRef => ({ indicator: `t4.${table}.total`, group: null });

export const RECEIVED_2014: readonly Base[] = [g14('app.received')];
export const RECEIVED_2019: readonly Base[] = [t3('new'), t3('new', 'carry_in')];
const ANSWERED_2014: readonly Base[] = [g14('app.replied'), g14('app.closed')];
const ANSWERED_2019: readonly Base[] = [t3('sum')];

/** What the parts are usually a share of: channels of what came in, outcomes of what was answered, disputes of their total. */
const DEFAULTS: readonly (readonly [RegExp, readonly Base[]])[] = [
  [/^g14\.app\.(?:r|d)\./, ANSWERED_2014],
  [/^g14\.app\.closed_/, [g14('app.closed')]],
  [/^g14\.app\./, RECEIVED_2014],
  [/^g14\.recon\./, [g14('recon.total')]],
  [/^g14\.lit\./, [g14('lit.total')]],
  [/^g14\.org\.staff_/, [g14('org.staff')]],
  [/^g14\.disc\.ch\./, [g14('disc.total')]],
  [/^g14\.disc\.normdoc_disclosed/, [g14('disc.normdoc_issued')]],
  [/^t3\.(?:sum|carry_out)\[/, [t3('new', 'carry_in'), t3('new')]],
  [/^t3\.(?:new|carry_in)\[/, RECEIVED_2019],
  [/^t3\./, ANSWERED_2019],
  [/^t4\.recon\./, [[t4('recon')]]],
  [/^t4\.lit/, [[t4('lit_direct'), t4('lit_after')]]],
];

/** The bases that a share of this cell is taken of when the sentence names none; empty when there is no custom. */
export const defaultBases = (cell: CellRef): readonly Base[] =>
  DEFAULTS.find(([pattern]) => pattern.test(keyOf(cell)))?.[1] ?? [];

/** Totals that a share may have been taken of by mistake. */
const OTHER_TOTALS: Readonly<Record<string, readonly Base[]>> = {
  '2014': [...ANSWERED_2014, ...RECEIVED_2014],
  '2019': [...ANSWERED_2019, ...RECEIVED_2019],
  '2021': [...ANSWERED_2019, ...RECEIVED_2019],
};

export const otherTotals = (generation: string | null): readonly Base[] => OTHER_TOTALS[generation ?? ''] ?? [];

/** Words that name a base: 占收到申请总数的, 占已答复件数的. */
export const namedBases = (words: string, generation: string | null): readonly Base[] => {
  const received = generation === '2014' ? RECEIVED_2014 : RECEIVED_2019;
  const answered = generation === '2014' ? ANSWERED_2014 : ANSWERED_2019;
  if (generation === null) return [];
  if (/答复|办结|办理|处理/.test(words)) return answered;
  return /收到|受理|接收|新收|申请总|申请数/.test(words) ? received : [];
};
