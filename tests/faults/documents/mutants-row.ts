import process from 'node:process';
import type { Random } from '../../../bench/generate/random.ts';
import type { Readers } from '../../../src/reading/open-readers.ts';
import { atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { mutate } from './mutate.ts';
import { type Ending, hostileReaders, takeHostile } from './read-hostile.ts';
import { type SeedDocument, seedDocuments } from './seed-documents.ts';

const MB = 1024 * 1024;

/** So many in every run of the tests, and by the command. */
export const MUTANTS = { short: 130, long: 10_000 } as const;

type Ended = { readonly format: string; readonly number: number; readonly ending: Ending; readonly whole: number };

type Survey = { readonly ended: readonly Ended[]; readonly peak: number };

const takeAll = async (
  readers: Readers,
  seeds: readonly SeedDocument[],
  count: number,
  random: Random,
): Promise<Survey> => {
  const whole = new Map<string, number>();
  for (const { format, bytes } of seeds) whole.set(format, (await takeHostile(readers, bytes)).figures);
  const ended: Ended[] = [];
  let next = 0;
  let peak = 0;
  const worker = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) {
      const { format, bytes } = seeds[number % seeds.length]!;
      const ending = await takeHostile(readers, mutate(bytes, random.branch(`mutant ${number}`)));
      ended.push({ format, number, ending, whole: whole.get(format) ?? 0 });
      peak = Math.max(peak, process.memoryUsage.rss());
    }
  };
  await Promise.all([worker(), worker()]);
  return { ended, peak };
};

const isWhole = ({ ending, whole }: Ended): boolean => ending.is === 'read' && ending.figures >= whole;

/** Names the worst, so that they can be made again: the format and the number of the mutant. */
const named = (ended: readonly Ended[]): string =>
  ended.length === 0
    ? 'none'
    : ended
        .slice(0, 8)
        .map(({ format, number }) => `${format} ${number}`)
        .join(', ');

const figuresOf = ({ ended, peak }: Survey, readers: Readers): readonly Figure[] => {
  const by = (holds: (one: Ended) => boolean): readonly Ended[] => ended.filter(holds);
  const { killed, crashed, largest } = readers.counts();
  const slow = by(({ ending }) => ending.took > 10_500);
  const bugs = by(({ ending }) => ending.code === 'crashed');
  return [
    told('mutants', ended.length),
    // This process is the service: it is here to say so.
    zero('crashes of the service', 0),
    zero('without an end', ended.length - by(({ ending }) => ending.is === 'read' || ending.code !== null).length),
    atMost('killed by the watchdog, in 1,000', Math.round((1000 * killed) / ended.length), 5),
    told('readers that crashed', crashed),
    told('bugs met', `${bugs.length} (${named(bugs)})`),
    zero('longer than 10 s', slow.length),
    atMost('peak memory of the service', Math.round(peak / MB), 512, 'MB'),
    atMost('peak memory of a reader', Math.round(largest / MB), 1024, 'MB'),
    told('read whole', by(isWhole).length),
    told('read in part', by((one) => one.ending.is === 'read' && !isWhole(one)).length),
    told('rejected with a reason', by(({ ending }) => ending.is === 'rejected' && ending.message !== null).length),
  ];
};

/** Takes so many damaged copies of good reports and counts how they end. */
export const surveyMutants = async (count: number, random: Random): Promise<readonly Figure[]> => {
  const readers = hostileReaders();
  try {
    return figuresOf(await takeAll(readers, seedDocuments(), count, random), readers);
  } finally {
    await readers.close();
  }
};

export const mutatedDocuments: FaultRow = {
  row: 19,
  fault: 'documents are damaged at random',
  promise: 'the service never dies, and each ends as read, read in part, or rejected with a reason',
  lacks: async () => null,
  measure: (scale, random) => surveyMutants(MUTANTS[scale], random),
};
