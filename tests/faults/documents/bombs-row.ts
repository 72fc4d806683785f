import { atMost, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { type Bomb, PACKED_BOMBS, STRUCTURE_BOMBS } from './bombs.ts';
import { type Ending, hostileReaders, takeHostile } from './read-hostile.ts';

type Taken = { readonly bomb: Bomb; readonly ending: Ending };

const names = (taken: readonly Taken[]): string =>
  taken.length === 0
    ? 'none'
    : taken
        .map(({ bomb, ending }) => `${bomb.name} (${ending.code ?? 'read'}, ${Math.round(ending.took)} ms)`)
        .join('; ');

const takeAll = async (bombs: readonly Bomb[], longest: number): Promise<readonly Figure[]> => {
  const readers = hostileReaders(1);
  const taken: Taken[] = [];
  try {
    // The time to start a reader is not the bomb's.
    await takeHostile(readers, new TextEncoder().encode('warm'));
    for (const bomb of bombs) taken.push({ bomb, ending: await takeHostile(readers, bomb.bytes()) });
    const wrong = taken.filter(({ bomb, ending }) => bomb.refused && ending.is !== 'rejected');
    const bugs = taken.filter(({ ending }) => ending.code === 'crashed');
    return [
      told('bombs', taken.length),
      zero('read although they must be refused', wrong.length),
      zero('bugs met', bugs.length),
      ...(wrong.length + bugs.length > 0 ? [told('these', names([...wrong, ...bugs]))] : []),
      told(
        'ended by the watchdog',
        names(taken.filter(({ ending }) => ending.message?.includes('reading it took') ?? false)),
      ),
      told('slower than 2 s', names(taken.filter(({ ending }) => ending.took > 2000))),
      atMost('slowest', Math.round(Math.max(...taken.map(({ ending }) => ending.took))), longest, 'ms'),
      atMost('peak memory of a reader that lived', Math.round(readers.counts().largest / 1024 / 1024), 1024, 'MB'),
    ];
  } finally {
    await readers.close();
  }
};

export const packedBombs: FaultRow = {
  row: 20,
  fault: 'a small file inflates to a large one',
  promise: 'it is stopped while it inflates, and refused with the reason',
  lacks: async () => null,
  measure: () => takeAll(PACKED_BOMBS, 2_000),
};

export const structureBombs: FaultRow = {
  row: 22,
  fault: 'a document nests, spans or repeats without measure',
  promise: 'the work is bounded: it is read, or refused with the reason',
  lacks: async () => null,
  measure: () => takeAll(STRUCTURE_BOMBS, 11_000),
};
