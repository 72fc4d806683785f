import { bareNumber, isFigure, isPageNumber, isProse, isRemark } from './cell-shapes.ts';
import { mentionsPicture } from './read-prose-line.ts';
import { isTitle } from './recognise-heading.ts';
import { isBlank, joinLocated, type Located, partOf, type SourceLine } from './source-line.ts';

/**
 * A paragraph as a possible cell. `stop` can be no cell (prose, picture, title, remark), `blank` is a printed blank (a
 * no-break or ideographic space on a line of its own). `serial` is the value of a bare number.
 */
export type CellUnit = {
  readonly kind: 'figure' | 'text' | 'blank' | 'stop';
  readonly serial: number | null;
  readonly lines: readonly SourceLine[];
  readonly cell: Located;
};

const kindOf = (line: SourceLine, text: string): CellUnit['kind'] => {
  if (text === '') return 'blank';
  if (isFigure(text)) return 'figure';
  const stops =
    line.level !== null ||
    mentionsPicture(line) ||
    isProse(text) ||
    isRemark(text) ||
    isTitle(text) ||
    isPageNumber(text);
  return stops || /^(?:附\s?[件表][:：\d]?|#{1,6}\s)/.test(text) ? 'stop' : 'text';
};

const toUnit = (line: SourceLine): CellUnit => {
  const cell = partOf(line);
  const kind = kindOf(line, cell.text);
  return { kind, serial: kind === 'figure' ? bareNumber(cell.text) : null, lines: [line], cell };
};

/** Whether blank lines part the paragraphs, so that two lines without one between them are one paragraph. */
const areSpacedApart = (units: readonly CellUnit[]): boolean => {
  const apart = units.filter((unit, i) => {
    const before = units[i - 1]?.lines[0]?.line ?? null;
    return before !== null && (unit.lines[0]!.line ?? 0) - before > 1;
  });
  return apart.length > 0.6 * (units.length - 1);
};

const LONGEST_LABEL = 60;

const joins = (before: CellUnit, unit: CellUnit): boolean =>
  before.kind === 'text' &&
  unit.kind === 'text' &&
  before.cell.text.length + unit.cell.text.length <= LONGEST_LABEL &&
  unit.lines[0]!.line === (before.lines.at(-1)!.line ?? 0) + 1;

const joinBrokenLabels = (units: readonly CellUnit[]): readonly CellUnit[] => {
  const joined: CellUnit[] = [];
  for (const unit of units) {
    const before = joined.at(-1);
    if (before && joins(before, unit)) {
      joined[joined.length - 1] = {
        ...before,
        lines: [...before.lines, ...unit.lines],
        cell: joinLocated([before.cell, unit.cell]),
      };
    } else {
      joined.push(unit);
    }
  }
  return joined;
};

const isExact = (line: SourceLine): boolean => line.exact;

/** The paragraphs of a stretch of lines as possible cells; empty lines are gone, a label broken over two lines is one. */
export const toCellUnits = (lines: readonly SourceLine[]): readonly CellUnit[] => {
  const units = lines.filter((line) => !isBlank(line) || /[\u00a0\u3000]/.test(line.text)).map(toUnit);
  return lines.every(isExact) && areSpacedApart(units) ? joinBrokenLabels(units) : units;
};
