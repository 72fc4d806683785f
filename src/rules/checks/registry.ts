import type { Check } from './check.ts';
import { claimChecks } from './claims/claim-checks.ts';
import { boundByLabel } from './figures/bound-by-label.ts';
import { figuresInContext } from './figures/figures-in-context.ts';
import { headingRowsEmpty } from './figures/heading-rows-empty.ts';
import { labelNoteAddsUp } from './figures/label-note-adds-up.ts';
import { labelNoteOutcome } from './figures/label-note-outcome.ts';
import { roundFigures } from './figures/round-figures.ts';
import { addedRows } from './form/added-rows.ts';
import { amountCells } from './form/amount-cells.ts';
import { balanceNote } from './form/balance-note.ts';
import { blankCells } from './form/blank-cells.ts';
import { blankChoices } from './form/blank-choices.ts';
import { cellCharacters } from './form/cell-characters.ts';
import { cellPrecision } from './form/cell-precision.ts';
import { chapterTitles } from './form/chapter-titles.ts';
import { citations } from './form/citations.ts';
import { countCells } from './form/count-cells.ts';
import { danglingCaptions } from './form/dangling-captions.ts';
import { emptyTables } from './form/empty-tables.ts';
import { eventAfterSignature } from './form/event-after-signature.ts';
import { formYear } from './form/form-year.ts';
import { headingNumbers } from './form/heading-numbers.ts';
import { identityStated } from './form/identity-stated.ts';
import { keptPromises } from './form/kept-promises.ts';
import { lostHeadings } from './form/lost-headings.ts';
import { mergedPromises } from './form/merged-promises.ts';
import { missingAspects } from './form/missing-aspects.ts';
import { missingChapters } from './form/missing-chapters.ts';
import { missingContents } from './form/missing-contents.ts';
import { missingRows } from './form/missing-rows.ts';
import { missingStatements } from './form/missing-statements.ts';
import { missingTables } from './form/missing-tables.ts';
import { otherHandlingRows } from './form/other-handling-rows.ts';
import { otherYear } from './form/other-year.ts';
import { periodStated } from './form/period-stated.ts';
import { picturedTables } from './form/pictured-tables.ts';
import { printedUnits } from './form/printed-units.ts';
import { problemsChapter } from './form/problems-chapter.ts';
import { publicationDate } from './form/publication-date.ts';
import { publishedInTime } from './form/published-in-time.ts';
import { readingNote } from './form/reading-note.ts';
import { reportedPeriod } from './form/reported-period.ts';
import { titleWording } from './form/title-wording.ts';
import { unreadableCells } from './form/unreadable-cells.ts';
import { yearConflict } from './form/year-conflict.ts';
import { peerOutliers } from './related/peer-outliers.ts';
import { sameAsLastYear } from './related/same-as-last-year.ts';
import { versionsAgree } from './related/versions-agree.ts';
import { applicantNames } from './text/applicant-names.ts';
import { chapterProse } from './text/chapter-prose.ts';
import { contactNumbers } from './text/contact-numbers.ts';
import { doubledWords } from './text/doubled-words.ts';
import { foreignRegionWords } from './text/foreign-region-words.ts';
import { idNumbers } from './text/id-numbers.ts';
import { localPaths } from './text/local-paths.ts';
import { missingNumerals } from './text/missing-numerals.ts';
import { missingUnits } from './text/missing-units.ts';
import { mixedBrackets } from './text/mixed-brackets.ts';
import { mobileNumbers } from './text/mobile-numbers.ts';
import { outdatedNames } from './text/outdated-names.ts';
import { pageNumbers } from './text/page-numbers.ts';
import { phrases } from './text/phrases.ts';
import { picturePlaceholders } from './text/picture-placeholders.ts';
import { publicMailboxes } from './text/public-mailboxes.ts';
import { recognitionDebris } from './text/recognition-debris.ts';
import { reversedMeaning } from './text/reversed-meaning.ts';
import { secrecyMarks } from './text/secrecy-marks.ts';
import { unmatchedMarks } from './text/unmatched-marks.ts';

/** One line a check, sorted. */
const ALL: readonly Check[] = [
  ...claimChecks,
  addedRows,
  amountCells,
  applicantNames,
  balanceNote,
  blankCells,
  blankChoices,
  boundByLabel,
  cellCharacters,
  cellPrecision,
  chapterProse,
  chapterTitles,
  citations,
  contactNumbers,
  countCells,
  danglingCaptions,
  doubledWords,
  emptyTables,
  eventAfterSignature,
  figuresInContext,
  foreignRegionWords,
  formYear,
  headingNumbers,
  headingRowsEmpty,
  idNumbers,
  identityStated,
  keptPromises,
  labelNoteAddsUp,
  labelNoteOutcome,
  localPaths,
  lostHeadings,
  mergedPromises,
  missingAspects,
  missingChapters,
  missingContents,
  missingNumerals,
  missingRows,
  missingStatements,
  missingTables,
  missingUnits,
  mixedBrackets,
  mobileNumbers,
  otherHandlingRows,
  otherYear,
  outdatedNames,
  pageNumbers,
  peerOutliers,
  periodStated,
  phrases,
  picturePlaceholders,
  picturedTables,
  printedUnits,
  problemsChapter,
  publicMailboxes,
  publicationDate,
  publishedInTime,
  readingNote,
  recognitionDebris,
  reportedPeriod,
  reversedMeaning,
  roundFigures,
  sameAsLastYear,
  versionsAgree,
  secrecyMarks,
  titleWording,
  unmatchedMarks,
  unreadableCells,
  yearConflict,
];

/** Every check a rule file may name. A new check is a file and a line here. */
export const CHECKS: ReadonlyMap<string, Check> = new Map(ALL.map((check) => [check.name, check]));
