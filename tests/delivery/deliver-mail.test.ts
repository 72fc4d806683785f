import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { backOff, deliverMail, type Ledger, type PendingMail } from '../../src/delivery/deliver-mail.ts';
import type { SendOutcome } from '../../src/delivery/mail.ts';

const aPending = (more: Partial<PendingMail> = {}): PendingMail => ({
  id: 7,
  sender: 'a@example.invalid',
  recipient: 'b@example.invalid',
  file: 'run/outbox/b.eml',
  planned: '2026-11-22T02:00:00.000Z',
  attempts: 0,
  ...more,
});

/** Delivers with the given outcome and tells, in order, what was done. */
const steps = async (outcome: SendOutcome, mail = aPending(), now = '2026-11-22T02:00:00.000Z') => {
  const done: string[] = [];
  const ledger: Ledger = {
    intend: async (id, via) => void done.push(`intend ${id} ${via}`),
    accept: async () => void done.push('accept'),
    defer: async (_id, _answer, notBefore) => void done.push(`defer ${notBefore.toISOString()}`),
    fail: async (_id, answer) => void done.push(`fail ${answer}`),
  };
  const send = async () => {
    done.push('send');
    return outcome;
  };
  const transport = { via: 'smtp' as const, send, close: async () => {} };
  await deliverMail(mail, new Uint8Array(), { transport, ledger, now: () => new Date(now), chance: () => 0 });
  return done;
};

describe('delivering a mail', () => {
  test('writes the intent down before the first byte goes out, and the outcome after', async () => {
    expect(await steps({ is: 'accepted', answer: '250' })).toEqual(['intend 7 smtp', 'send', 'accept']);
    expect(await steps({ is: 'failed', answer: '550' })).toEqual(['intend 7 smtp', 'send', 'fail 550']);
  });

  test('puts off what may pass, for five minutes at first', async () => {
    const done = await steps({ is: 'deferred', fault: 'mail', answer: '451' });
    expect(done.at(-1)).toBe('defer 2026-11-22T02:05:00.000Z');
  });

  test('gives up after five days', async () => {
    const done = await steps({ is: 'deferred', fault: 'mail', answer: '451' }, aPending(), '2026-11-27T02:00:01.000Z');
    expect(done.at(-1)).toBe('fail given up after five days: 451');
  });

  test('never waits less than five minutes or more than twelve hours', () => {
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(fc.nat(1000), chance, (attempts, luck) => {
        const wait = backOff(attempts, luck);
        expect(wait).toBeGreaterThanOrEqual(5 * 60_000);
        expect(wait).toBeLessThanOrEqual(12 * 3_600_000);
      }),
    );
  });
});
