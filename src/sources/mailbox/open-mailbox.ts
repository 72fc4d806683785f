import type { Config } from '../../platform/config.ts';
import type { RosterOffice } from '../roster.ts';
import type { Source } from '../source.ts';
import type { SourceMemory } from '../source-memory.ts';
import { connectImap } from './imap-mailbox.ts';
import { mailboxSource } from './mailbox-source.ts';

type Parts = { readonly offices: readonly RosterOffice[]; readonly memory: SourceMemory; readonly now: () => Date };

/** The mailbox of the configuration. Throws when there is none. */
export const openMailbox = ({ imap, imapDone }: Config, parts: Parts): Source => {
  if (imap === null) throw new Error('no mailbox is configured');
  return mailboxSource({ ...parts, name: imap.folder, connect: () => connectImap(imap, imapDone) });
};
