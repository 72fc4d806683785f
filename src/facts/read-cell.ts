import { type Decimal, decimal, multiply, print } from '../model/decimal.ts';
import type { Cell } from '../model/document.ts';
import type { FactReading } from '../model/fact.ts';
import type { Indicator } from '../model/template.ts';
import { squeeze } from '../text/normalise.ts';
import { parseCell } from '../text/parse-number.ts';

export type CellReading = {
  readonly reading: FactReading;
  readonly unit: string | null;
  readonly unitInCell: string | null;
  readonly remarks: readonly string[];
};

/** Units of money in 元. */
const YUAN: Readonly<Record<string, Decimal>> = {
  元: decimal(1),
  万元: decimal(10000),
  亿元: decimal(100000000),
};

const plain = (reading: FactReading, indicator: Indicator, remarks: readonly string[] = []): CellReading => ({
  reading,
  unit: indicator.unit,
  unitInCell: null,
  remarks,
});

/** Moves the decimal point instead of dividing, so that nothing is rounded: 251000 元 → 25.1000 万元. */
const toUnit = (yuan: Decimal, unit: string | null): Decimal => {
  const places = unit === '万元' ? 4 : unit === '亿元' ? 8 : 0;
  let { units, scale } = { units: yuan.units, scale: yuan.scale + places };
  while (scale > 0 && units % 10n === 0n) {
    units /= 10n;
    scale -= 1;
  }
  return { units, scale };
};

const DOUBTFUL = 'the print could not be recognised with certainty';

const readBoolean = (raw: string, indicator: Indicator): CellReading => {
  const text = squeeze(raw);
  // "是/否" with nothing chosen is the form's own wording
  if (text === '' || /^[□☐○]?是[/、或]?[□☐○]?否$/.test(text)) return plain({ is: 'blank' }, indicator);
  return plain({ is: 'text', value: text }, indicator);
};

const readNumber = (raw: string, indicator: Indicator, columnUnit: string | null): CellReading => {
  const cell = parseCell(raw);
  if (cell.is === 'blank') return plain({ is: 'blank' }, indicator);
  if (cell.is === 'not-applicable') return plain({ is: 'blank' }, indicator, [`“${cell.raw}” taken as an empty cell`]);
  if (cell.is === 'other')
    return plain({ is: 'unreadable', why: `“${squeeze(raw).slice(0, 40)}” is not a figure` }, indicator);
  const remarks = cell.remark === null ? [] : [cell.remark];
  const inCell = `${cell.magnitude ?? ''}${cell.unit}` || null;
  const money =
    indicator.kind === 'amount' && (cell.unit === '元' || (cell.unit === '' && YUAN[columnUnit ?? ''] !== undefined));
  if (money) {
    const yuan = cell.unit === '元' ? cell.value : multiply(cell.value, YUAN[columnUnit!]!);
    const value = toUnit(yuan, indicator.unit);
    const printed = inCell ?? columnUnit;
    const changed = printed !== indicator.unit;
    return {
      reading: { is: 'stated', value },
      unit: indicator.unit,
      unitInCell: inCell,
      remarks: changed ? [...remarks, `${squeeze(raw)} (${printed}) = ${print(value)} ${indicator.unit}`] : remarks,
    };
  }
  const unit = indicator.kind === 'amount' && !indicator.unitPrescribed && inCell === null ? null : indicator.unit;
  return { reading: { is: 'stated', value: cell.value }, unit, unitInCell: inCell, remarks };
};

/**
 * Reads one value cell for its indicator. A cell that was recognised in a picture without certainty is unreadable,
 * whatever it seems to say. Amounts are given in the dictionary's unit whatever unit the cell or the
 * column prints ("5.19亿元" → 519000000 元), with a remark; a bare amount whose form prescribes no unit has unit null.
 */
export const readCell = (
  { text: raw, doubtful }: Pick<Cell, 'text' | 'doubtful'>,
  indicator: Indicator,
  columnUnit: string | null,
): CellReading => {
  if (doubtful) {
    const why = `${DOUBTFUL} (“${squeeze(raw).slice(0, 40)}”)`;
    return plain({ is: 'unreadable', why, ours: true }, indicator);
  }
  switch (indicator.kind) {
    case 'boolean':
      return readBoolean(raw, indicator);
    case 'text': {
      const text = raw.trim();
      return plain(text === '' ? { is: 'blank' } : { is: 'text', value: text }, indicator);
    }
    default:
      return readNumber(raw, indicator, columnUnit);
  }
};
