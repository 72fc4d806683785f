/** An organisation obliged to report. `parent` is the id of the office above it, null at the top. */
export type Office = {
  readonly id: string;
  readonly name: string;
  readonly level: OfficeLevel;
  readonly parent: string | null;
  readonly profile: string;
  readonly reportPage: string | null;
  readonly mail: string | null;
  /** Other names under which the office signs its reports. */
  readonly aliases: readonly string[];
};

export const OFFICE_LEVELS = ['province', 'league', 'city', 'banner', 'county', 'township', 'department'] as const;

export type OfficeLevel = (typeof OFFICE_LEVELS)[number];

/** Dates are ISO strings (2017-12-31). `start` and `end` are what the report states, null where it does not. */
export type Period = { readonly year: number | null; readonly start: string | null; readonly end: string | null };

/** The bytes of one published version, immutable. `source` is the path or address as given, `origin` the media type told by the sender. */
export type Snapshot = {
  readonly source: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** Media type and charset as the sender declared them (an HTTP header), null for a file. */
  readonly declaredType: string | null;
};

/** What a report says about itself. */
export type Identity = {
  readonly title: string | null;
  readonly officeName: string | null;
  readonly period: Period;
  readonly published: string | null;
};
