import type { Heading } from '../../model/document.ts';

/**
 * Where the text of a group goes. `skip`: nowhere, it is no text of the document; `label` is the number of a list item;
 * `fonts` and `styles` are the tables at the head; `body` is text.
 */
export type Destination = 'body' | 'skip' | 'fonts' | 'styles' | 'label';

/** What holds from here to the end of the group. Groups hand a copy to the groups inside them. */
export type GroupState = {
  destination: Destination;
  /** The part of the document that text belongs to; footnotes and text boxes stand aside. */
  story: 'main' | 'aside';
  /** Null before the first \f: then it is the document's default font. */
  font: number | null;
  /** How many characters stand in for a \u, for readers that do not know it. */
  standIns: number;
  isHidden: boolean;
  isDeleted: boolean;
  isInTable: boolean;
  depth: number;
  level: Heading['level'] | null;
  isContents: boolean;
  /** Whether a row of a table within a table is being defined. */
  isInnerRow: boolean;
};

export const FIRST_STATE: GroupState = {
  destination: 'body',
  story: 'main',
  font: null,
  standIns: 1,
  isHidden: false,
  isDeleted: false,
  isInTable: false,
  depth: 0,
  level: null,
  isContents: false,
  isInnerRow: false,
};

const SKIPPED =
  'colortbl filetbl revtbl rsidtbl listtable listoverridetable info header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn pict objdata nonshppict shprslt sp fldinst xe tc rxe pnseclvl themedata colorschememapping latentstyles datastore nonesttables'.split(
    ' ',
  );

const DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ...SKIPPED.map((name) => [name, 'skip'] as const),
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['listtext', 'label'],
  ['pntext', 'label'],
]);

/** Groups that a reader may skip, as \* says, but that hold or describe text. */
const KEPT = new Set(['nesttableprops', 'shppict', 'shpinst', 'listtext', 'pntext']);

/**
 * What the control word at the start of a group says about the group; null when it says nothing. A group marked \* that
 * is not known is skipped.
 */
export const destinationOf = (name: string, isStarred: boolean): Destination | null =>
  DESTINATIONS.get(name) ?? (isStarred && !KEPT.has(name) ? 'skip' : null);

/** How many tables are around the text. */
export const depthOf = ({ isInTable, depth }: GroupState): number => (isInTable || depth > 0 ? Math.max(1, depth) : 0);

/** Whether text of the group belongs to the document, seen or not. */
export const isText = ({ destination }: GroupState): boolean => destination === 'body' || destination === 'label';

/** Whether text of the group is text that a reader of the document sees. */
export const isShown = (state: GroupState): boolean => isText(state) && !state.isHidden && !state.isDeleted;
