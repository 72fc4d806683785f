import { u16 } from '../compound/little-endian.ts';
import { type Changes, eachSprm, SPRM } from './each-sprm.ts';

/**
 * What a style says about the paragraphs or characters that use it: changes from the style it is based on first.
 * `heading` is 1 to 9 for the built-in headings, 0 for the built-in title, else null. `isContents` is a style of the
 * entries of a table of contents.
 */
export type Style = {
  readonly heading: number | null;
  readonly isContents: boolean;
  /** Whether its characters are hidden. */
  readonly isHidden: boolean;
  readonly paragraph: readonly Changes[];
};

type Definition = Omit<Style, 'isHidden'> & { readonly base: number; readonly characters: readonly Changes[] };

/** [MS-DOC] 2.9.260: the numbers of built-in styles. */
const FIRST_HEADING = 1;
const LAST_HEADING = 9;
const FIRST_CONTENTS = 19;
const LAST_CONTENTS = 27;
const TITLE = 62;

const PARAGRAPH_STYLE = 1;
const CHARACTER_STYLE = 2;

/** Word has room for no more styles ([MS-DOC] 2.9.272), and none says this much. */
const MOST_STYLES = 4095;
const LONGEST_CHANGES = 2048;

/** Longer chains of styles go in a circle. */
const LONGEST_CHAIN = 12;

const headingOf = (builtIn: number): number | null => {
  if (builtIn >= FIRST_HEADING && builtIn <= LAST_HEADING) return builtIn;
  return builtIn === TITLE ? 0 : null;
};

/** [MS-DOC] 2.9.271: the lists of changes after the name, each with its length and filled up to an even place. */
const changeLists = (std: Uint8Array, at: number, count: number): readonly Changes[] => {
  const lists: Changes[] = [];
  let place = at;
  for (let i = 0; i < count; i += 1) {
    const size = u16(std, place);
    lists.push(std.subarray(place + 2, place + 2 + Math.min(size, LONGEST_CHANGES)));
    place += 2 + size + (size & 1);
  }
  return lists;
};

/** [MS-DOC] 2.9.258 STD: a fixed part, the name, and one or two lists of changes. */
const readDefinition = (std: Uint8Array, fixedSize: number): Definition => {
  const kind = u16(std, 2) & 15;
  const base = u16(std, 2) >> 4;
  const builtIn = u16(std, 0) & 0xfff;
  const name = fixedSize;
  const lists = changeLists(std, name + 2 + u16(std, name) * 2 + 2, kind === PARAGRAPH_STYLE ? 2 : 1);
  return {
    base,
    heading: kind === PARAGRAPH_STYLE ? headingOf(builtIn) : null,
    isContents: builtIn >= FIRST_CONTENTS && builtIn <= LAST_CONTENTS,
    // the list for paragraphs repeats the number of the style before its changes
    paragraph: kind === PARAGRAPH_STYLE ? [lists[0]!.subarray(2)] : [],
    characters: kind === PARAGRAPH_STYLE ? [lists[1]!] : kind === CHARACTER_STYLE ? [lists[0]!] : [],
  };
};

/** [MS-DOC] 2.9.271: the sheet is a header, then the styles, each with its length; an empty one has length 0. */
const readDefinitions = (sheet: Uint8Array): readonly (Definition | null)[] => {
  const header = u16(sheet, 0);
  const count = Math.min(MOST_STYLES, u16(sheet, 2));
  const fixedSize = u16(sheet, 4);
  const definitions: (Definition | null)[] = [];
  let at = 2 + header;
  for (let i = 0; i < count && at < sheet.length; i += 1) {
    const size = u16(sheet, at);
    definitions.push(size === 0 ? null : readDefinition(sheet.subarray(at + 2, at + 2 + size), fixedSize));
    at += 2 + size;
  }
  return definitions;
};

/**
 * [MS-DOC] 2.9.329: 0 and 1 switch off and on, 128 takes what the style says and 129 the opposite of it.
 */
export const toggled = (operand: number, ofStyle: boolean): boolean => {
  if (operand >= 128) return operand === 129 ? !ofStyle : ofStyle;
  return operand !== 0;
};

const NO_STYLE: Omit<Definition, 'base'> = { heading: null, isContents: false, paragraph: [], characters: [] };

const isHidden = (characters: readonly Changes[]): boolean => {
  let hidden = false;
  for (const changes of characters) {
    eachSprm(changes, ({ code, operand }) => {
      if (code === SPRM.characterHidden) hidden = toggled(operand[0]!, hidden);
    });
  }
  return hidden;
};

/** The styles by their number in the sheet ([MS-DOC] 2.9.271), with what they take over from others. */
export const readStyles = (sheet: Uint8Array): ((number: number) => Style) => {
  const definitions = readDefinitions(sheet);
  const known = new Map<number, Style>();
  const resolve = (number: number): Style => {
    let style = NO_STYLE;
    let at = number;
    for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
      const definition = definitions[at];
      if (!definition) break;
      style = {
        heading: style.heading ?? definition.heading,
        isContents: style.isContents || definition.isContents,
        paragraph: [...definition.paragraph, ...style.paragraph],
        characters: [...definition.characters, ...style.characters],
      };
      at = definition.base;
    }
    const { characters, ...rest } = style;
    return { ...rest, isHidden: isHidden(characters) };
  };
  return (number) => {
    const style = known.get(number) ?? resolve(number);
    known.set(number, style);
    return style;
  };
};
