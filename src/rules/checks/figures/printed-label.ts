/** A printed label in one line, for messages: white space and line breaks of the cell removed. */
export const printedLabel = (label: string): string => label.replace(/\s+/g, '');
