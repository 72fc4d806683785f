import type { Scorecard } from '../model/scorecard.ts';
import type { Book } from './book.ts';
import { writeClaimsSheet } from './claims-sheet.ts';
import { cleanText } from './clean-text.ts';
import { writeCoverSheet } from './cover-sheet.ts';
import { writeEquationsSheet } from './equations-sheet.ts';
import { writeFiguresSheet } from './figures-sheet.ts';
import { writeFindingsSheet } from './findings-sheet.ts';
import { factsByKey, nameFigures } from './name-figures.ts';
import { writeNotesSheet } from './notes-sheet.ts';
import { orderFindings } from './order-findings.ts';
import { sealWorkbook } from './seal-workbook.ts';
import { writeSuspectsSheet } from './suspects-sheet.ts';
import { wordsOf } from './words.ts';

/**
 * The scorecard as an Excel workbook (.xlsx): cover, findings, suspect figures, figures, equations with live formulas, claims, notes,
 * in the scorecard's language. The same scorecard always gives the same bytes. Text of the report is only ever text:
 * no formula, link or macro comes from it. Throws when `date` is not an ISO date.
 */
export const buildWorkbook = async (scorecard: Scorecard): Promise<Uint8Array> => {
  const date = new Date(`${scorecard.date}T00:00:00Z`);
  if (Number.isNaN(date.getTime()))
    throw new Error(`scorecard date "${scorecard.date}" is not an ISO date like 2018-04-01`);
  const { default: excel } = await import('exceljs');
  const words = wordsOf(scorecard.language);
  const workbook = new excel.Workbook();
  Object.assign(workbook, { creator: 'Gouji', lastModifiedBy: 'Gouji', created: date, modified: date });
  workbook.title = cleanText(`${scorecard.office.name} ${scorecard.year ?? ''} ${words.sheets.findings}`);
  const book: Book = {
    workbook,
    scorecard,
    words,
    names: nameFigures(scorecard, words),
    findings: orderFindings(scorecard.findings),
    facts: factsByKey(scorecard.result.facts),
  };
  writeCoverSheet(book);
  writeFindingsSheet(book);
  writeSuspectsSheet(book);
  const cells = writeFiguresSheet(book);
  writeEquationsSheet(book, cells);
  writeClaimsSheet(book, cells);
  writeNotesSheet(book);
  return sealWorkbook(workbook, date);
};
