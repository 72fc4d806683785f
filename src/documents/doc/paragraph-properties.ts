import type { Heading } from '../../model/document.ts';
import { i16, u8, u16, u32 } from '../compound/little-endian.ts';
import { type Changes, eachSprm, SPRM, type Sprm } from './each-sprm.ts';
import type { Style } from './read-styles.ts';

/**
 * What matters of a paragraph. `depth` counts the tables around it. Its mark ends a cell or a row of the innermost one
 * where `endsCell` or `endsRow` say so; in the outermost table a cell ends with a mark of its own instead. `level` is
 * that of a heading, 0 for a title, null for body text. `list` is the number of a list, 0 for none. `table` are the changes that
 * describe the row. `cost` is how many bytes were read to tell all this.
 */
export type ParagraphProperties = {
  readonly depth: number;
  readonly endsCell: boolean;
  readonly endsRow: boolean;
  readonly level: Heading['level'] | null;
  readonly list: number;
  readonly listLevel: number | null;
  readonly table: readonly Sprm[];
  readonly cost: number;
};

type Draft = { -readonly [K in keyof Omit<ParagraphProperties, 'table'>]: ParagraphProperties[K] } & {
  readonly table: Sprm[];
  isInTable: boolean;
  depthStated: number | null;
};

/** [MS-DOC] 2.6.2: levels 0 to 8 are of the outline, 9 is body text. */
const BODY = 9;

/** Heading 1 and level 0 of the outline are a chapter; everything from heading 3 on is of the lowest level. */
const headingLevel = (heading: number): Heading['level'] => Math.min(3, heading) as Heading['level'];

/** [MS-DOC] 2.4.6.3: these are numbers of lists; others say that there is none. */
const LAST_LIST = 0x7fe;

const TABLE_GROUP = 5;

/** [MS-DOC] 2.6.2: changes too many for their page stand in the Data stream; these bytes say where. */
const changesInData = (data: Uint8Array, operand: Uint8Array): Changes => {
  const at = u32(operand, 0);
  return data.subarray(at + 2, at + 2 + u16(data, at));
};

const applyOne = (draft: Draft, { code, operand }: Sprm): void => {
  const value = u8(operand, 0);
  switch (code) {
    case SPRM.paragraphInTable:
      draft.isInTable = value !== 0;
      break;
    case SPRM.paragraphDepth:
      draft.depthStated = Math.min(64, u32(operand, 0));
      break;
    case SPRM.paragraphEndsRow:
    case SPRM.paragraphEndsInnerRow:
      draft.endsRow ||= value !== 0;
      break;
    case SPRM.paragraphEndsInnerCell:
      draft.endsCell = value !== 0;
      break;
    case SPRM.paragraphOutlineLevel:
      draft.level = value < BODY ? headingLevel(value + 1) : null;
      break;
    case SPRM.paragraphListLevel:
      draft.listLevel = value;
      break;
    case SPRM.paragraphList: {
      const list = i16(operand, 0);
      draft.list = list > 0 && list <= LAST_LIST ? list : 0;
      break;
    }
    default:
      if (((code >> 10) & 7) === TABLE_GROUP) draft.table.push({ code, operand });
  }
};

const isPointer = ({ code }: Sprm): boolean => code === SPRM.paragraphHuge || code === SPRM.paragraphTableChanges;

const apply = (draft: Draft, changes: Changes, data: Uint8Array): void => {
  const pointers: Sprm[] = [];
  draft.cost += changes.length;
  eachSprm(changes, (sprm) => {
    if (isPointer(sprm)) pointers.push(sprm);
    else applyOne(draft, sprm);
  });
  // [MS-DOC] 2.6.2: of each kind there is one, as the last change; it does not point on from the Data stream
  for (const pointer of pointers.slice(-2)) {
    const inData = changesInData(data, pointer.operand);
    draft.cost += inData.length;
    eachSprm(inData, (sprm) => applyOne(draft, sprm));
  }
};

/** Adds up what the style, the paragraph itself and its piece of the text say, in this order ([MS-DOC] 2.4.6.1). */
export const paragraphProperties = (style: Style, own: readonly Changes[], data: Uint8Array): ParagraphProperties => {
  const draft: Draft = {
    depth: 0,
    endsCell: false,
    endsRow: false,
    level: style.heading === null ? null : headingLevel(style.heading),
    list: 0,
    listLevel: null,
    table: [],
    cost: 0,
    isInTable: false,
    depthStated: null,
  };
  for (const changes of style.paragraph) apply(draft, changes, data);
  for (const changes of own) apply(draft, changes, data);
  const { isInTable, depthStated, ...properties } = draft;
  return { ...properties, depth: isInTable ? Math.max(1, depthStated ?? 1) : 0 };
};
