import type { Workbook } from 'exceljs';
import { fixZipTimes } from './fix-zip-times.ts';

/** The part of exceljs's writer that this file reaches into: it offers no setting for the quote prefix and for the size of notes. */
type Part = { readonly name: string };
type Zip = { append: (data: string, part: Part) => void };
type Writer = { addContentTypes: (zip: Zip, model: unknown) => Promise<void> };

/** The built-in format "@" (number 49) marks text cells: they also keep their text when someone edits them. */
const quoteText = (styles: string): string =>
  styles.replaceAll('<xf numFmtId="49"', '<xf quotePrefix="1" numFmtId="49"');

/** exceljs makes notes two columns by four rows; sentences in Chinese need more: five by seven. */
const widenNotes = (drawing: string): string =>
  drawing.replace(
    /<x:Anchor>(\d{1,5}), 6, (\d{1,7}), 14, (\d{1,5}), 2, (\d{1,7}), 16<\/x:Anchor>/g,
    (_, left: string, top: string, right: string, bottom: string) =>
      `<x:Anchor>${left}, 6, ${top}, 14, ${Number(right) + 3}, 2, ${Number(bottom) + 3}, 16</x:Anchor>`,
  );

const finish = (name: string, data: string): string => {
  if (name === 'xl/styles.xml') return quoteText(data);
  return name.endsWith('.vml') ? widenNotes(data) : data;
};

/** The first part is written with the zip file at hand: from there on every part passes through `finish`. */
const finishParts = (writer: Writer): void => {
  const addContentTypes = writer.addContentTypes.bind(writer);
  writer.addContentTypes = async (zip, model) => {
    const append = zip.append.bind(zip);
    zip.append = (data, part) => append(finish(part.name, data), part);
    await addContentTypes(zip, model);
  };
};

/**
 * The bytes of the workbook: the same workbook and date give the same bytes. Text cells carry the quote prefix, so
 * that editing one does not turn it into a formula.
 */
export const sealWorkbook = async (workbook: Workbook, date: Date): Promise<Uint8Array> => {
  finishParts(workbook.xlsx as unknown as Writer);
  const bytes = new Uint8Array(await workbook.xlsx.writeBuffer());
  return fixZipTimes(bytes, date);
};
