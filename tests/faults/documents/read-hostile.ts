import { createHash } from 'node:crypto';
import type { Snapshot } from '../../../src/model/report.ts';
import { openReaders, type Readers } from '../../../src/reading/open-readers.ts';
import { theKnowledge } from '../../the-knowledge.ts';

/** What became of one input, and how many milliseconds it took. */
export type Ending = {
  readonly is: 'read' | 'rejected';
  /** Of a rejected one. */
  readonly code: string | null;
  readonly message: string | null;
  /** Figures that were read, of all reports in it. */
  readonly figures: number;
  readonly findings: number;
  readonly took: number;
};

export const snapshotOf = (bytes: Uint8Array, source = 'hostile'): Snapshot => ({
  source,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  bytes,
  declaredType: null,
});

/** Readers as the program opens them. */
export const hostileReaders = (size = 2): Readers =>
  openReaders({ byProfile: new Map(), common: theKnowledge() }, { size, warm: true });

type Audited = Awaited<ReturnType<Readers['audit']>>;

const audit = async (readers: Readers, snapshot: Snapshot): Promise<Audited> => {
  try {
    return await readers.audit(snapshot, null);
  } catch (error) {
    // A bug in a reader, met by this input: the night goes on and names it.
    return { failure: { source: snapshot.source, code: 'crashed', message: (error as Error).stack ?? String(error) } };
  }
};

const expand = async (readers: Readers, snapshot: Snapshot): Promise<ReturnType<Readers['expand']>> => {
  try {
    return await readers.expand(snapshot);
  } catch (error) {
    const failure = { source: snapshot.source, code: 'crashed', message: (error as Error).stack ?? String(error) };
    return { snapshots: [], failures: [failure], leftOut: [] };
  }
};

/** Takes one input the way a night does: apart if it is an archive, and each report in it read and judged. */
export const takeHostile = async (readers: Readers, bytes: Uint8Array): Promise<Ending> => {
  const start = performance.now();
  const snapshot = snapshotOf(bytes);
  const expanded = await expand(readers, snapshot);
  const audited: Audited[] = [];
  for (const one of expanded?.snapshots ?? [snapshot]) audited.push(await audit(readers, one));
  const took = performance.now() - start;
  const results = audited.flatMap((one) => ('result' in one ? [one.result] : []));
  const failures = [
    ...(expanded?.failures ?? []),
    ...audited.flatMap((one) => ('failure' in one ? [one.failure] : [])),
  ];
  // A reader that ran into trouble is what must be seen, whatever else was in the archive.
  const worst = failures.find(({ code }) => ['crashed', 'timed-out'].includes(code)) ?? failures[0] ?? null;
  return {
    is: results.length > 0 ? 'read' : 'rejected',
    code: worst?.code ?? null,
    message: worst?.message ?? null,
    figures: results.flatMap(({ facts }) => facts.filter(({ reading }) => reading.is === 'stated')).length,
    findings: results.flatMap(({ findings }) => findings).length,
    took,
  };
};
