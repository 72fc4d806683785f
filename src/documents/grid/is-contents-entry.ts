/** "…\t12" in a style for tables of contents: an entry whose text stands in the document again. */
export const isContentsEntry = (text: string): boolean => /\t\s{0,9}\d{1,4}$/.test(text.trim());
