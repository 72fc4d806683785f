/** Bounds on what comes from outside, in one place. Sizes are bytes. */
export const LIMITS = {
  /** A larger report file is refused unread. */
  fileBytes: 50 * 1024 * 1024,
  /** Milliseconds that one report may take to be read and judged. */
  readingTime: 10_000,
  /** Milliseconds for one whose pictures have to be recognised. */
  recognisingTime: 180_000,
  /** Heap of a process that reads reports, and all its memory. */
  readerHeap: 640 * 1024 * 1024,
  readerMemory: 960 * 1024 * 1024,
  /** Files taken from one folder; a folder with more is refused whole, rather than half read. */
  files: 200_000,
  /** Levels of folders below the source. */
  depth: 16,
  /** The roster: some hundred thousand offices. */
  rosterBytes: 64 * 1024 * 1024,
  /** The roster as an Excel book, which is packed; and the rows of its sheet that are read. */
  rosterBookBytes: 16 * 1024 * 1024,
  rosterRows: 200_000,
  /** A message of the mailbox with its attachments; a larger one is refused unread. */
  messageBytes: 64 * 1024 * 1024,
  /** Messages of the mailbox, and bytes of them, in one night; the rest waits for the next. */
  messages: 20_000,
  mailboxBytes: 4 * 1024 * 1024 * 1024,
  /** Workbooks in one mail, before encoding; what exceeds it is named in the mail instead of attached. */
  attachmentBytes: 10 * 1024 * 1024,
  /** Findings listed in the body of a mail; all of them are in the workbook. */
  findingsInMail: 10,
} as const;
