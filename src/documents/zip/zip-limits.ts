const MB = 1024 * 1024;

/**
 * What an archive may ask of us. `members` it may list; `memberBytes` one member and `totalBytes` all members read may
 * inflate to; `ratio` how many times its packed size a member may grow once it is larger than `ratioFrom` bytes.
 */
export type ZipLimits = {
  readonly members: number;
  readonly memberBytes: number;
  readonly totalBytes: number;
  readonly ratio: number;
  readonly ratioFrom: number;
};

/** For archives of documents: wide for real reports, and a bomb is stopped within its first megabyte. */
export const ARCHIVE_LIMITS: ZipLimits = {
  members: 2000,
  memberBytes: 200 * MB,
  totalBytes: 300 * MB,
  ratio: 100,
  ratioFrom: MB,
};

/** For documents that are zip archives themselves (.docx, .xlsx, .ods, .ofd): no text of a report comes near these. */
export const PACKAGE_LIMITS: ZipLimits = { ...ARCHIVE_LIMITS, memberBytes: 48 * MB, totalBytes: 128 * MB };

/** "200 MB" for messages. */
export const megabytes = (bytes: number): string => `${Math.round((bytes / MB) * 10) / 10} MB`;
