import { changedClocks, jumpedClocks, missedNights } from './calendar/calendar-rows.ts';
import type { FaultRow } from './fault-row.ts';
import { hostileHeaders, hostileMarkup, oversizedMails } from './mail/hostile-mails.ts';
import { randomRosters } from './mail/random-rosters.ts';
import { smtpAnswers } from './mail/smtp-answers.ts';
import { failedSyncs, killedCalls } from './night/failing-calls.ts';
import { fullDisk } from './night/full-disk.ts';
import { killedNights } from './night/killed-nights.ts';
import { racedNights } from './night/raced-nights.ts';
import { repeatedNights } from './night/repeated-nights.ts';
import { stoppedNights } from './night/stopped-nights.ts';
import { tornFiles } from './night/torn-files.ts';

/** Every fault that is brought about on purpose, in the order of its number. */
export const FAULT_ROWS: readonly FaultRow[] = [
  killedNights,
  killedCalls,
  failedSyncs,
  fullDisk,
  tornFiles,
  missedNights,
  changedClocks,
  jumpedClocks,
  racedNights,
  stoppedNights,
  smtpAnswers,
  repeatedNights,
  randomRosters,
  hostileHeaders,
  hostileMarkup,
  oversizedMails,
];
