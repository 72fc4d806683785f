/** Bounds on what comes from outside, in one place. Sizes are bytes. */
export const LIMITS = {
  /** A larger report file is refused unread. */
  fileBytes: 50 * 1024 * 1024,
  /** Files taken from one folder; a folder with more is refused whole, rather than half read. */
  files: 200_000,
  /** Levels of folders below the source. */
  depth: 16,
  /** The roster: some hundred thousand offices. */
  rosterBytes: 64 * 1024 * 1024,
  /** Workbooks in one mail, before encoding; what exceeds it is named in the mail instead of attached. */
  attachmentBytes: 10 * 1024 * 1024,
  /** Findings listed in the body of a mail; all of them are in the workbook. */
  findingsInMail: 10,
} as const;
