import { isFigure, type LooseRow } from './loose-token.ts';
import { centreY } from './page-content.ts';

/** Lines of one label are about this far apart, or the distances above and below a figure differ by less. In ems. */
const ALIKE = 0.25;

const y = (row: LooseRow): number => centreY(row.line.box);

const hasFigure = (row: LooseRow): boolean => row.tokens.some((token) => isFigure(token.text));

const size = (row: LooseRow): number => row.line.box[3] - row.line.box[1];

/** To which line with figures each line belongs: its own index for a line with figures, null for one on its own. */
type Owners = (number | null)[];

/**
 * Figures stand in the middle of a label of several lines: the lines above and below that are equally far belong to
 * the row.
 */
const pairAround = (rows: readonly LooseRow[], at: number, owners: Owners): void => {
  let reach = 0;
  for (let k = 1; at - k >= 0 && at + k < rows.length; k += 1) {
    const [above, below] = [rows[at - k]!, rows[at + k]!];
    if (hasFigure(above) || hasFigure(below) || owners[at - k] !== null) return;
    const [up, down] = [y(rows[at]!) - y(above), y(below) - y(rows[at]!)];
    const isPair = Math.abs(up - down) <= ALIKE * size(rows[at]!) && up - reach <= 2 * size(rows[at]!);
    if (!isPair) return;
    owners[at - k] = at;
    owners[at + k] = at;
    reach = up;
  }
};

/** A line left over belongs to the line that stands clearly nearer; between equals it is a row of its own. */
const joinNearest = (rows: readonly LooseRow[], at: number, owners: Owners): void => {
  const above = at > 0 ? y(rows[at]!) - y(rows[at - 1]!) : Number.POSITIVE_INFINITY;
  const below = at + 1 < rows.length ? y(rows[at + 1]!) - y(rows[at]!) : Number.POSITIVE_INFINITY;
  if (rows[at]!.tokens.length > 1) return;
  if (above < 0.8 * below && at > 0) owners[at] = owners[at - 1] ?? null;
  else if (below < 0.8 * above && at + 1 < rows.length) owners[at] = owners[at + 1] ?? null;
};

/** Lines of print as rows of a table: each line with figures is one, with the lines of its label around it. */
export const groupRows = (rows: readonly LooseRow[]): LooseRow[][] => {
  const owners: Owners = rows.map((row, i) => (hasFigure(row) ? i : null));
  rows.forEach((row, i) => {
    if (hasFigure(row)) pairAround(rows, i, owners);
  });
  rows.forEach((_, i) => {
    if (owners[i] === null) joinNearest(rows, i, owners);
  });
  const groups: { readonly owner: number | null; readonly rows: LooseRow[] }[] = [];
  rows.forEach((row, i) => {
    const last = groups.at(-1);
    if (last && owners[i] !== null && last.owner === owners[i]) last.rows.push(row);
    else groups.push({ owner: owners[i]!, rows: [row] });
  });
  return groups.map((group) => group.rows);
};
