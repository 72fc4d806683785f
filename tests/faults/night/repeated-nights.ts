import { allOf, type FaultRow, type Figure, zero } from '../fault-row.ts';
import { aRealPlace } from './a-real-night.ts';
import { mailTo, withMailServer } from './compare-nights.ts';

const RERUNS = 3;

const measure = async (scale: 'short' | 'long'): Promise<readonly Figure[]> => {
  const offices = scale === 'short' ? 5 : 100;
  const place = await aRealPlace(offices);
  try {
    return await withMailServer(async (server) => {
      await place.run({ env: mailTo(server) }).end;
      const first = server.received.length;
      for (let again = 0; again < RERUNS; again += 1) await place.run({ env: mailTo(server) }).end;
      return [allOf('offices with a mail', first, offices), zero('mails on rerun', server.received.length - first)];
    });
  } finally {
    await place.remove();
  }
};

/** The same night asked for again: nobody gets a second mail. */
export const repeatedNights: FaultRow = {
  row: 14,
  fault: 'the same night run again, three times',
  promise: 'nothing is mailed twice unless asked',
  lacks: async () => null,
  measure,
};
