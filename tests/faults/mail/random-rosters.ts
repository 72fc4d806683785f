import { simpleParser } from 'mailparser';
import type { Random } from '../../../bench/generate/random.ts';
import { runNight } from '../../../src/jobs/run-night.ts';
import { aClock, aPlace, nightDeps, type Place } from '../../jobs/a-night.ts';
import { type FaultRow, type Figure, told, zero } from '../fault-row.ts';

const IDS = ['a', 'b', 'c', 'd'];

/** Addresses by office; some have none, some share one. */
const randomTable = (random: Random): ReadonlyMap<string, string | null> =>
  new Map(IDS.map((id) => [id, random.chance(20) ? null : `m${random.below(5)}@example.invalid`]));

const rosterOf = (table: ReadonlyMap<string, string | null>): string =>
  `id,name,level,mail\n${[...table].map(([id, mail]) => `${id},名${id},city,${mail ?? ''}`).join('\n')}\n`;

/** Mails of the output folder that speak of an office whose address in the roster is another one. */
const foreignIn = async (
  place: Place,
  table: ReadonlyMap<string, string | null>,
  run: string,
): Promise<readonly [number, number]> => {
  const paths = (await place.output()).filter((path) => path.startsWith(`${run}/`) && path.endsWith('.eml'));
  let foreign = 0;
  for (const path of paths) {
    const { to, attachments } = await simpleParser(await place.read(path));
    const addresses = [to]
      .flat()
      .flatMap((field) => field?.value ?? [])
      .map(({ address }) => address);
    const offices = attachments.map(({ content }) => String(JSON.parse(content.toString('utf8'))[0]).slice(1));
    foreign += offices.filter((id) => addresses.length !== 1 || table.get(id) !== addresses[0]).length;
  }
  return [paths.length, foreign];
};

/** Two nights with a roster that changes between them, and reports that change with it. */
const twoNights = async (random: Random): Promise<readonly [number, number]> => {
  const place = await aPlace();
  const clock = aClock('2026-11-20T18:00:00Z');
  try {
    let [mails, foreign] = [0, 0];
    for (const [date, found] of [
      ['2026-11-21', '1'],
      ['2026-11-22', '2'],
    ] as const) {
      const table = randomTable(random);
      await place.roster(rosterOf(table));
      for (const id of IDS) await place.report(`${id}/2017.txt`, 'year 2017', `finding x error ${found}${id}`);
      clock.set(`${date}T00:00:00Z`);
      const { runId } = await runNight(place.config, nightDeps({ clock, date }));
      const [written, wrong] = await foreignIn(place, table, runId);
      mails += written;
      foreign += wrong;
    }
    return [mails, foreign];
  } finally {
    await place.remove();
  }
};

const measure = async (scale: 'short' | 'long', random: Random): Promise<readonly Figure[]> => {
  const tables = scale === 'short' ? 40 : 10_000;
  let [mails, foreign] = [0, 0];
  for (let at = 0; at < tables; at += 2) {
    const [written, wrong] = await twoNights(random.branch(`${at}`));
    mails += written;
    foreign += wrong;
  }
  return [told('random rosters', tables), told('mails', mails), zero('foreign reports in a mail', foreign)];
};

/** Rosters with missing, shared and changing addresses. */
export const randomRosters: FaultRow = {
  row: 15,
  fault: 'rosters with missing, shared and changing addresses',
  promise: 'a mail goes only to the office of its report',
  lacks: async () => null,
  measure,
};
