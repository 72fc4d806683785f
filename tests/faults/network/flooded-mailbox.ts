import { connectImap } from '../../../src/sources/mailbox/imap-mailbox.ts';
import { mailboxSource } from '../../../src/sources/mailbox/mailbox-source.ts';
import type { RosterOffice } from '../../../src/sources/roster.ts';
import type { Random } from '../../../src/workbench/random.ts';
import { memoryOfProcess } from '../../sources/a-memory.ts';
import { aTaking } from '../../sources/a-taking.ts';
import { lacksDovecot, startDovecot } from '../../sources/mailbox/a-dovecot.ts';
import { aMessage, aWinmail } from '../../sources/mailbox/a-message.ts';
import { allOf, atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { watchConnections } from './watch-connections.ts';

const OFFICES = 40;

const officeOf = (number: number): RosterOffice => ({
  id: `office-${number}`,
  name: `第${number}局`,
  level: 'department',
  parent: null,
  profile: 'default',
  reportPage: null,
  mail: `office-${number}@example.invalid`,
  aliases: [],
  attachment: null,
  deadline: null,
});

/** A message with one byte changed or its end cut off, after its headers. */
const breakMessage = (message: string, random: Random): string => {
  const body = message.indexOf('\n\n');
  const at = random.between(body, message.length - 1);
  return random.chance(50) ? message.slice(0, at) : `${message.slice(0, at)}\0${message.slice(at + 1)}`;
};

type Flood = {
  readonly messages: readonly string[];
  /** "office content" of each attachment that a person sent whole. */
  readonly owed: ReadonlySet<string>;
};

/** Reports, the same ones again, replies of programs, bounces with our own attachments, broken and empty messages. */
const floodOf = (count: number, random: Random): Flood => {
  const owed = new Set<string>();
  const messages = Array.from({ length: count }, (_, number) => {
    const office = random.below(OFFICES);
    const from = `office-${office}@example.invalid`;
    // Few contents, so that many messages carry the same.
    const content = `report ${random.below(Math.ceil(count / 10))}`;
    const files = [[`${content}.docx`, content]] as const;
    switch (number % 10) {
      case 0:
      case 1:
      case 2:
      case 3:
        owed.add(`office-${office} ${content}`);
        return aMessage({ from, files });
      case 4:
        owed.add(`office-${office} ${content}`);
        return aMessage({
          from,
          files: [['winmail.dat', aWinmail([`${content}.docx`, content]), 'application/ms-tnef']],
        });
      case 5:
        return aMessage({ from, subject: '自动回复', files });
      case 6:
        return aMessage({ from: 'MAILER-DAEMON@example.invalid', headers: ['Return-Path: <>'], files });
      case 7:
        return aMessage({ from });
      default:
        return breakMessage(aMessage({ from: 'stranger@example.invalid', files }), random);
    }
  });
  return { messages, owed };
};

const measure = async (count: number, random: Random): Promise<readonly Figure[]> => {
  const { messages, owed } = floodOf(count, random);
  const dovecot = await startDovecot();
  try {
    dovecot.deliver(...messages);
    const memory = memoryOfProcess();
    const offices = Array.from({ length: OFFICES }, (_, number) => officeOf(number));
    const { attempts, stop } = watchConnections();
    const judged: string[] = [];
    let automatic = 0;
    const night = async (day: number): Promise<number> => {
      const taking = aTaking({ run: `2026-01-${day}` });
      const source = mailboxSource({
        name: 'INBOX',
        offices,
        memory,
        now: () => new Date(`2026-01-${day}T18:00:00Z`),
        connect: () => connectImap(dovecot.server, null),
      });
      const from = performance.now();
      for (const entry of (await source.list()).entries) await source.take(entry, taking.context);
      judged.push(...taking.reports.map(({ folder, bytes }) => `${folder ?? '?'} ${Buffer.from(bytes)}`));
      const { 'automatic-reply': replies = 0, 'delivery-report': bounces = 0 } = taking.notes[0] ?? {};
      automatic += Number(replies) + Number(bounces);
      return (performance.now() - from) / 1000;
    };
    const first = await night(20);
    const second = await night(21);
    dovecot.renumber();
    await night(22);
    stop();
    const elsewhere = attempts.filter((address) => address !== `127.0.0.1:${dovecot.server.port}`);
    const known = judged.filter((one) => !one.startsWith('?'));
    return [
      told('messages', count),
      told('seconds of the first night', Math.round(first * 10) / 10),
      atMost('seconds of an unchanged night', Math.round(second * 10) / 10, Math.max(2, Math.round(first / 2))),
      zero('attachments judged twice', judged.length - new Set(judged).size),
      allOf('attachments of offices that are judged', known.filter((one) => owed.has(one)).length, owed.size),
      zero('attachments of programs that are judged', known.length - owed.size),
      {
        name: 'messages of programs passed over, two nights',
        value: automatic,
        target: `${(count / 5) * 2}`,
        isMet: automatic === (count / 5) * 2,
      },
      zero('connections but to the mailbox: nothing is answered', elsewhere.length),
    ];
  } finally {
    await dovecot.stop();
  }
};

export const floodedMailbox: FaultRow = {
  row: 33,
  fault: 'a mailbox is flooded with repeated, automatic, bounced, broken and oddly packed messages',
  promise: 'each attachment is judged once, and nothing is answered',
  lacks: async () => lacksDovecot(),
  measure: (scale, random) => measure(scale === 'short' ? 400 : 10_000, random),
};
