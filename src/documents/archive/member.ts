/** One file inside an archive. `name` is cleaned for people to read and is never a path. */
export type Member = { readonly name: string; readonly bytes: Uint8Array };

/** A member that was not taken, and why. */
export type LeftOut = { readonly name: string; readonly why: string };

/** What one archive holds, not looking into archives inside it. */
export type Opened = {
  readonly members: readonly Member[];
  /** No reports, by their nature: what an archiver or a mail program adds. */
  readonly leftOut: readonly LeftOut[];
  /** Members that should have been read. */
  readonly refused: readonly (LeftOut & { readonly code: 'unreadable' | 'too-large' | 'encrypted' | 'unsupported' })[];
};

/** What is still allowed to be taken, over all archives inside one another. */
export type Budget = { bytes: number; members: number };
