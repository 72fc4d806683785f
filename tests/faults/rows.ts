import { changedClocks, jumpedClocks, missedNights } from './calendar/calendar-rows.ts';
import { packedBombs, structureBombs } from './documents/bombs-row.ts';
import { externalEntities } from './documents/entities-row.ts';
import { formulaInjection, strangeKeys } from './documents/injection-row.ts';
import { mutatedDocuments } from './documents/mutants-row.ts';
import { oddNames } from './documents/traversal-row.ts';
import { wrongTypes } from './documents/wrong-types-row.ts';
import type { FaultRow } from './fault-row.ts';
import { hostileHeaders, hostileMarkup, oversizedMails } from './mail/hostile-mails.ts';
import { randomRosters } from './mail/random-rosters.ts';
import { smtpAnswers } from './mail/smtp-answers.ts';
import { failingHosts } from './network/failing-hosts.ts';
import { floodedMailbox } from './network/flooded-mailbox.ts';
import { guardedAddresses } from './network/guarded-addresses.ts';
import { politeVisits } from './network/polite-visits.ts';
import { retryStorm } from './network/retry-storm.ts';
import { failedSyncs, killedCalls } from './night/failing-calls.ts';
import { fullDisk } from './night/full-disk.ts';
import { killedNights } from './night/killed-nights.ts';
import { racedNights } from './night/raced-nights.ts';
import { repeatedNights } from './night/repeated-nights.ts';
import { stoppedNights } from './night/stopped-nights.ts';
import { tornFiles } from './night/torn-files.ts';
import { lostRedis } from './redis/lost-redis.ts';
import { lostWorkers } from './redis/lost-workers.ts';

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
  lostRedis,
  lostWorkers,
  smtpAnswers,
  repeatedNights,
  randomRosters,
  hostileHeaders,
  hostileMarkup,
  oversizedMails,
  mutatedDocuments,
  packedBombs,
  externalEntities,
  structureBombs,
  oddNames,
  wrongTypes,
  formulaInjection,
  strangeKeys,
  guardedAddresses,
  failingHosts,
  politeVisits,
  retryStorm,
  floodedMailbox,
];
