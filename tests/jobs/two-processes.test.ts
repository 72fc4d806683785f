import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/jobs/night.ts';
import { aMailServer, type MailServer } from '../delivery/a-mail-server.ts';
import { aPlace, type Place } from './a-night.ts';
import { startNight } from './start-night.ts';

let place: Place;
let server: MailServer;
let mail: Readonly<Record<string, string>>;

beforeEach(async () => {
  place = await aPlace();
  server = await aMailServer();
  mail = { GOUJI_SMTP_URL: `smtp://127.0.0.1:${server.port}`, GOUJI_MAIL_FROM: 'gouji@sender.invalid' };
});

afterEach(async () => {
  await server.close();
  await place.remove();
});

const threeOffices = async () => {
  await place.roster(
    `id,name,level,mail\n${['a', 'b', 'c'].map((id) => `${id},名${id},city,${id}@example.invalid`).join('\n')}\n`,
  );
  for (const id of ['a', 'b', 'c']) await place.report(`${id}/2017.txt`, 'year 2017', 'finding x error 1');
};

const idsByRecipient = async () => {
  const read = await Promise.all(
    server.received.map(async ({ to, raw }) => [to[0] ?? '', (await simpleParser(raw)).messageId ?? ''] as const),
  );
  return Map.groupBy(read, ([to]) => to);
};

describe('two runs on one data folder', () => {
  test('started at once: one does the night, the other refuses and names it', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding x error 1');
    const slow = { GOUJI_TEST_SLOW: '1500' };
    const first = startNight(place, slow);
    await first.says('auditing');
    const second = await startNight(place, slow).end;
    const done = await first.end;
    expect([done.code, second.code]).toEqual([0, 2]);
    expect(JSON.parse(second.out)).toMatchObject({ threw: 'RunLockHeld' });
    expect(JSON.parse(second.out).message).toContain(`process ${first.child.pid} on`);
  });
});

describe('a night that is killed', () => {
  test('between a mail and its acknowledgement sends that mail again with the same Message-ID, and loses none', async () => {
    await threeOffices();
    let child: ReturnType<typeof startNight> | null = null;
    server.answers = {
      beforeAnswer: async () => {
        if (server.received.length !== 2) return;
        child?.child.kill('SIGKILL');
        await child?.end;
      },
    };
    child = startNight(place, mail);
    expect((await child.end).signal).toBe('SIGKILL');
    server.answers = {};
    const again = await startNight(place, mail).end;
    expect(JSON.parse(again.out)).toMatchObject({
      state: 'finished',
      resumed: true,
      mails: { accepted: 2, waiting: 0 },
    });
    const ids = await idsByRecipient();
    expect([...ids].map(([to, mails]) => [to, mails.length]).sort()).toEqual([
      ['a@example.invalid', 1],
      ['b@example.invalid', 2],
      ['c@example.invalid', 1],
    ]);
    expect(new Set(ids.get('b@example.invalid')?.map(([, id]) => id)).size).toBe(1);
  });

  test('leaves no lock behind that would stop the next one', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding x error 1');
    const killed = startNight(place, { GOUJI_TEST_SLOW: '5000' });
    await killed.says('auditing');
    killed.child.kill('SIGKILL');
    await killed.end;
    const summary: RunSummary = JSON.parse((await startNight(place).end).out);
    expect(summary).toMatchObject({ runId: '2026-11-21', resumed: true, mails: { accepted: 1 } });
  });
});

describe('a night that is asked to stop', () => {
  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'by %s finishes the report under way and ends with %i; the next start goes on behind it',
    async (signal, code) => {
      await threeOffices();
      const night = startNight(place, { GOUJI_TEST_SLOW: '700' });
      await night.says('auditing a');
      night.child.kill(signal);
      const stopped = await night.end;
      expect(stopped.code).toBe(code);
      expect(JSON.parse(stopped.out)).toMatchObject({ state: 'interrupted' });
      const rest = startNight(place);
      const { out } = await rest.end;
      expect(JSON.parse(out)).toMatchObject({ resumed: true, state: 'finished', mails: { accepted: 3 } });
    },
  );
});

describe('a night with a mail server', () => {
  test('leaves a mail that is refused for now waiting, and does not try it again before its time', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding x error 1');
    server.answers = { recipient: 451 };
    const first: RunSummary = JSON.parse((await startNight(place, mail).end).out);
    expect(first.mails).toEqual({ accepted: 0, waiting: 1, failed: 0 });
    expect(first.rows[0]?.mail.status).toBe('waiting');
    server.answers = {};
    // The clock of the test stands still: the five minutes are not over.
    const second: RunSummary = JSON.parse((await startNight(place, mail).end).out);
    expect(second.mails.accepted).toBe(0);
    expect(server.received).toEqual([]);
  });

  test('gives up a mail that is refused for good, says why, and does not write it again', async () => {
    await place.report('jia/2017.txt', 'year 2017', 'finding x error 1');
    server.answers = { recipient: 550 };
    const first: RunSummary = JSON.parse((await startNight(place, mail).end).out);
    expect(first.mails).toEqual({ accepted: 0, waiting: 0, failed: 1 });
    expect(first.rows[0]?.mail).toMatchObject({ status: 'failed', to: 'jia@example.invalid' });
    expect(first.rows[0]?.mail.answer).toContain('550');
    server.answers = {};
    const second: RunSummary = JSON.parse((await startNight(place, mail).end).out);
    expect(second.mails).toEqual({ accepted: 0, waiting: 0, failed: 0 });
    expect(server.received).toEqual([]);
  });

  test('sends everything to the one address of the test mode', async () => {
    await threeOffices();
    await startNight(place, { ...mail, GOUJI_MAIL_REDIRECT: 'test@sender.invalid' }).end;
    expect(server.received.map(({ to }) => to)).toEqual(Array(3).fill(['test@sender.invalid']));
    const subjects = await Promise.all(server.received.map(async ({ raw }) => (await simpleParser(raw)).subject));
    expect(subjects.map((subject) => /原收件人 (\S+)]/.exec(subject ?? '')?.[1])).toEqual([
      'a@example.invalid',
      'b@example.invalid',
      'c@example.invalid',
    ]);
  });
});
