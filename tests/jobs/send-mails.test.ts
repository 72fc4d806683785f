import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runNight } from '../../src/jobs/run-night.ts';
import type { Config } from '../../src/platform/config.ts';
import { anAddress } from '../delivery/a-mail.ts';
import { aMailServer, type MailServer, toServer } from '../delivery/a-mail-server.ts';
import { aClock, aPlace, nightDeps, type Place } from './a-night.ts';

let place: Place;
let server: MailServer;

beforeEach(async () => {
  place = await aPlace();
  server = await aMailServer();
  await place.report('jia/2017.txt', 'year 2017', 'finding x error 1');
});

afterEach(async () => {
  await server.close();
  await place.remove();
});

const night = (time: string, more: Partial<Config> = {}) =>
  runNight({ ...place.config, smtp: toServer(server.port), ...more }, nightDeps({ clock: aClock(time) }));

const TWO = '2026-11-20T18:00:00Z';
const SIX_PAST_TWO = '2026-11-20T18:06:00Z';

describe('a mail that waits', () => {
  test('goes out at a later start once its time has come, the very same', async () => {
    server.answers = { data: 451 };
    expect((await night(TWO)).mails).toEqual({ accepted: 0, waiting: 1, failed: 0 });
    server.answers = {};
    expect((await night(SIX_PAST_TWO)).mails).toEqual({ accepted: 1, waiting: 0, failed: 0 });
    const [refused, taken] = server.received;
    expect(taken?.raw.equals(refused!.raw)).toBe(true);
  });

  test('stays where it is while the test mode is on', async () => {
    server.answers = { recipient: 451 };
    await night(TWO);
    server.answers = {};
    await night(SIX_PAST_TWO, { mailRedirect: anAddress('test@sender.invalid') });
    expect(server.received.flatMap(({ to }) => to)).toEqual(['test@sender.invalid']);
    await night(SIX_PAST_TWO);
    expect(server.received.flatMap(({ to }) => to)).toEqual(['test@sender.invalid', 'jia@example.invalid']);
  });

  test('is planned but not tried when the server turned others away before', async () => {
    const ids = ['a', 'b', 'c', 'd'];
    await place.roster(
      `id,name,level,mail\n${ids.map((id) => `${id},名${id},city,${id}@example.invalid`).join('\n')}\n`,
    );
    for (const id of ids) await place.report(`${id}/2017.txt`, 'year 2017', 'finding x error 1');
    server.answers = { sender: 451 };
    expect((await night(TWO)).mails).toEqual({ accepted: 0, waiting: 4, failed: 0 });
    server.answers = {};
    expect((await night(TWO)).mails.accepted).toBe(2);
    expect((await night(SIX_PAST_TWO)).mails.accepted).toBe(2);
  });
});
