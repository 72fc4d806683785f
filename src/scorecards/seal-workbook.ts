import type { Workbook } from 'exceljs';
import { strToU8, zipSync } from 'fflate';

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

/** The first part is written with the zip file at hand: from there on every part goes into `parts` instead. */
const divertParts = (writer: Writer, parts: Map<string, Uint8Array>): void => {
  const addContentTypes = writer.addContentTypes.bind(writer);
  writer.addContentTypes = async (zip, model) => {
    zip.append = (data, { name }) => void parts.set(name, strToU8(finish(name, data)));
    await addContentTypes(zip, model);
  };
};

/** Zip files know no zone: this puts the calendar date into them that `date` has in UTC. */
const inLocalTime = (date: Date): Date => new Date(date.getTime() + date.getTimezoneOffset() * 60_000);

/**
 * The bytes of the workbook: the same workbook and date give the same bytes. Text cells carry the quote prefix, so
 * that editing one does not turn it into a formula. The parts are packed here because the packer of exceljs stamps them
 * with the present time and takes half of the whole work.
 */
export const sealWorkbook = async (workbook: Workbook, date: Date): Promise<Uint8Array> => {
  const parts = new Map<string, Uint8Array>();
  divertParts(workbook.xlsx as unknown as Writer, parts);
  await workbook.xlsx.writeBuffer();
  return zipSync(Object.fromEntries(parts), { level: 4, mtime: inLocalTime(date) });
};
