/** A Markdown text parted in two of the same length: what stands outside HTML tables, and those tables alone. */
export type PartedText = { readonly outside: string; readonly tables: string; readonly hasTables: boolean };

const blankOut = (text: string): string => text.replace(/[^\n]/g, ' ');

/**
 * Parts the HTML tables from a Markdown text; what belongs to the other part is blank, so that lines and offsets stay.
 * Markdown itself would end such a table at its first blank line. A table that never ends is left where it is.
 */
export const splitTables = (text: string): PartedText => {
  const outside: string[] = [];
  const tables: string[] = [];
  let depth = 0;
  let from = 0;
  let begun = 0;
  const take = (to: number, isTable: boolean): void => {
    const piece = text.slice(from, to);
    outside.push(isTable ? blankOut(piece) : piece);
    tables.push(isTable ? piece : blankOut(piece));
    from = to;
  };
  for (const tag of text.matchAll(/<(\/?)table(?=[\s>])[^<>]{0,2000}>/gi)) {
    if (tag[1] === '') {
      if (depth === 0) begun = tag.index;
      depth += 1;
    } else if (depth > 0) {
      depth -= 1;
      if (depth === 0) {
        take(begun, false);
        take(tag.index + tag[0].length, true);
      }
    }
  }
  take(text.length, false);
  return { outside: outside.join(''), tables: tables.join(''), hasTables: tables.some((piece) => piece.includes('<')) };
};
