import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectImap, type Mailbox } from '../../../src/sources/mailbox/imap-mailbox.ts';
import { mailboxSource } from '../../../src/sources/mailbox/mailbox-source.ts';
import type { RosterOffice } from '../../../src/sources/roster.ts';
import type { SourceMemory } from '../../../src/sources/source-memory.ts';
import { memoryOfProcess } from '../a-memory.ts';
import { aTaking } from '../a-taking.ts';
import { type Dovecot, lacksDovecot, startDovecot } from './a-dovecot.ts';
import { aMessage } from './a-message.ts';

const office = (id: string, mail: string): RosterOffice => ({
  id,
  name: `${id}局`,
  level: 'department',
  parent: null,
  profile: 'default',
  reportPage: null,
  mail,
  aliases: [],
  attachment: null,
  deadline: null,
});

const OFFICES = [office('jia', 'jia@example.invalid'), office('yi', 'yi@example.invalid')];

const lacks = lacksDovecot();
if (lacks !== null) console.warn(`the tests of the mailbox are skipped: ${lacks}`);

describe.skipIf(lacks !== null)('a mailbox', () => {
  let dovecot: Dovecot;
  let memory: SourceMemory;

  beforeEach(async () => {
    memory = memoryOfProcess();
    dovecot = await startDovecot();
  });

  afterEach(() => dovecot.stop());

  const night = async (
    date = '2026-01-20',
    connect: () => Promise<Mailbox> = () => connectImap(dovecot.server, null),
  ) => {
    const source = mailboxSource({
      name: 'INBOX',
      offices: OFFICES,
      memory,
      now: () => new Date(`${date}T18:00:00Z`),
      connect,
    });
    const taking = aTaking({ run: date, date });
    const failures = [];
    for (const entry of (await source.list()).entries) failures.push(...(await source.take(entry, taking.context)));
    const names = (list: readonly { source: string; folder: string | null }[]) =>
      list.map((one) => [one.source, one.folder]);
    return {
      reports: names(taking.reports),
      known: names(taking.known),
      codes: failures.map(({ code }) => code),
      note: taking.notes[0],
    };
  };

  test('gives each attachment to the office whose address sent it', async () => {
    dovecot.deliver(
      aMessage({ from: '甲局 <JIA@example.invalid>', files: [['2025年报.docx', 'a']] }),
      aMessage({
        from: 'yi@example.invalid',
        files: [
          ['2025年报.docx', 'b'],
          ['附表.xlsx', 'c'],
        ],
      }),
    );
    expect((await night()).reports).toEqual([
      ['mailbox:jia/2025年报.docx', 'jia'],
      ['mailbox:yi/2025年报.docx', 'yi'],
      ['mailbox:yi/附表.xlsx', 'yi'],
    ]);
  });

  test('leaves the attachment of a stranger to the name in the report', async () => {
    dovecot.deliver(aMessage({ from: 'who@example.invalid', files: [['年报.docx', 'a']] }));
    const [[source, folder] = []] = (await night()).reports;
    expect([source, folder]).toEqual([expect.stringMatching(/^mailbox:[0-9a-f]{12}\/年报\.docx$/), null]);
  });

  test('judges nothing twice: not on the next night, not sent again, not after the numbers changed', async () => {
    const message = aMessage({ files: [['年报.docx', 'a']] });
    dovecot.deliver(message, message);
    expect((await night()).reports).toHaveLength(1);
    dovecot.deliver(aMessage({ files: [['同样.docx', 'a']] }));
    expect(await night('2026-01-21')).toMatchObject({
      reports: [],
      known: [['mailbox:jia/年报.docx', 'jia']],
      note: { repeated: 1 },
    });
    dovecot.renumber();
    expect(await night('2026-01-22')).toMatchObject({ reports: [], note: { repeated: 3 } });
  });

  test('lets a corrected file of the same name take the place of the earlier one', async () => {
    dovecot.deliver(aMessage({ files: [['年报.docx', 'old']] }));
    await night();
    dovecot.deliver(aMessage({ files: [['年报.docx', 'new']] }));
    const second = await night('2026-01-21');
    expect([second.reports, second.known.length]).toEqual([[['mailbox:jia/年报.docx', 'jia']], 1]);
  });

  test('passes over what programs write, and answers nothing', async () => {
    dovecot.deliver(
      aMessage({ subject: '自动回复', files: [['a.docx', 'a']] }),
      aMessage({ headers: ['Auto-Submitted: auto-generated'], files: [['b.docx', 'b']] }),
      aMessage(),
    );
    expect(await night()).toMatchObject({
      reports: [],
      codes: [],
      note: { judged: 0, empty: 1, 'automatic-reply': 2 },
    });
  });

  test('forgets an attachment of last year', async () => {
    dovecot.deliver(aMessage({ files: [['年报.docx', 'a']] }));
    await night('2025-01-10');
    expect((await night('2026-01-10')).known).toHaveLength(1);
    expect((await night('2026-03-10')).known).toHaveLength(0);
  });

  test('is moved where it is wanted to', async () => {
    dovecot.deliver(aMessage({ files: [['年报.docx', 'a']] }));
    const moving = () => connectImap(dovecot.server, 'Done');
    expect((await night('2026-01-20', moving)).codes).toEqual([]);
    const done = await connectImap({ ...dovecot.server, folder: 'Done' }, null);
    expect(await done.after(0)).toHaveLength(1);
    await done.close();
  });

  test('that fails is named, and what came before stands', async () => {
    dovecot.deliver(aMessage({ files: [['年报.docx', 'a']] }));
    await night();
    const refused = await night('2026-01-21', () => connectImap({ ...dovecot.server, password: 'wrong' }, null));
    const away = await night('2026-01-22', () => connectImap({ ...dovecot.server, port: 1 }, null));
    const missing = await night('2026-01-23', () => connectImap({ ...dovecot.server, folder: 'Nowhere' }, null));
    expect([refused, away, missing].map(({ codes, known }) => [codes, known.length])).toEqual(
      Array.from({ length: 3 }, () => [['mailbox-failed'], 1]),
    );
  });

  test('that was cut off in the middle goes on behind the last message that was kept', async () => {
    dovecot.deliver(
      ...Array.from({ length: 5 }, (_, number) => aMessage({ files: [[`${number}.docx`, `${number}`]] })),
    );
    const cut = async (): Promise<Mailbox> => {
      const mailbox = await connectImap(dovecot.server, null);
      return {
        ...mailbox,
        read: async function* (uids) {
          let count = 0;
          for await (const message of mailbox.read(uids)) {
            count += 1;
            if (count === 3) throw Object.assign(new Error('gone'), { code: 'ECONNRESET' });
            yield message;
          }
        },
      };
    };
    const first = await night('2026-01-20', cut);
    const second = await night('2026-01-20');
    expect([first.reports.length, first.codes, second.reports.length]).toEqual([2, ['mailbox-failed'], 3]);
  });
});
