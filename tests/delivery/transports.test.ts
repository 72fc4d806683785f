import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { encodeMail } from '../../src/delivery/encode-mail.ts';
import type { Envelope, Transport } from '../../src/delivery/mail.ts';
import { outboxTransport } from '../../src/delivery/transport/outbox-transport.ts';
import { smtpTransport } from '../../src/delivery/transport/smtp-transport.ts';
import { aMail } from './a-mail.ts';
import { aMailServer, type MailServer, toServer } from './a-mail-server.ts';

const anEnvelope = async (): Promise<Envelope> => {
  const mail = aMail();
  return { from: mail.from.address, to: mail.to, bytes: await encodeMail(mail), file: 'run/outbox/office.eml' };
};

describe('the outbox folder', () => {
  test('gets the mail as a file, the same one when it is sent again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gouji-outbox-'));
    const transport = outboxTransport(folder);
    const envelope = await anEnvelope();
    await transport.send(envelope);
    expect(await transport.send(envelope)).toEqual({ is: 'accepted', answer: 'written to run/outbox/office.eml' });
    const bytes = await readFile(join(folder, 'run/outbox/office.eml'));
    expect(bytes.equals(envelope.bytes)).toBe(true);
    await rm(folder, { recursive: true });
  });
});

describe('a mail server', () => {
  let server: MailServer;
  let transport: Transport;

  beforeEach(async () => {
    server = await aMailServer();
    transport = smtpTransport(toServer(server.port), { connect: 2000, silence: 2000 });
  });

  afterEach(async () => {
    await transport.close();
    await server.close();
  });

  test('gets the very bytes for the one recipient', async () => {
    const envelope = await anEnvelope();
    expect((await transport.send(envelope)).is).toBe('accepted');
    const [mail] = server.received;
    expect([mail?.from, mail?.to]).toEqual(['gouji@sender.invalid', ['office@example.invalid']]);
    expect(mail?.raw.toString('latin1').trimEnd()).toBe(Buffer.from(envelope.bytes).toString('latin1').trimEnd());
    expect((await simpleParser(mail!.raw)).messageId).toBe(`<${aMail().messageId}>`);
  });

  test.each([
    ['an unknown recipient', { recipient: 550 }, 'failed', undefined],
    ['a greylisted recipient', { recipient: 451 }, 'deferred', 'mail'],
    ['a full mailbox after DATA', { data: 452 }, 'deferred', 'mail'],
    ['a refused content', { data: 554 }, 'failed', undefined],
    ['a mail above its size', { sender: 552 }, 'failed', undefined],
    ['a sender it does not know', { sender: 550 }, 'deferred', 'server'],
    ['the announcement that it closes', { recipient: 421 }, 'deferred', 'server'],
  ])('that refuses %s: final or for now', async (_what, answers, is, fault) => {
    server.answers = answers;
    const outcome = await transport.send(await anEnvelope());
    expect([outcome.is, 'fault' in outcome ? outcome.fault : undefined]).toEqual([is, fault]);
    expect(outcome.answer).not.toMatch(/[\r\n]/);
  });

  test('that closes the connection after the mail leaves it waiting, and is not tried again behind our back', async () => {
    let connections = 0;
    const cutting = createServer((socket) => {
      connections += 1;
      socket.on('error', () => {});
      socket.write('220 ready\r\n');
      let data = false;
      socket.on('data', (chunk) => {
        const text = chunk.toString();
        if (data) return text.includes('\r\n.\r\n') ? socket.end() : undefined;
        data = text.startsWith('DATA');
        return socket.write(data ? '354 go\r\n' : '250 ok\r\n');
      });
    });
    await new Promise<void>((resolve) => cutting.listen(0, '127.0.0.1', resolve));
    const address = cutting.address();
    const toCutting = smtpTransport(toServer(typeof address === 'object' && address ? address.port : 0), {
      connect: 2000,
      silence: 2000,
    });
    const outcome = await toCutting.send(await anEnvelope());
    await toCutting.close();
    cutting.close();
    expect(outcome).toMatchObject({ is: 'deferred', fault: 'server' });
    expect(connections).toBe(1);
  });

  test('that is not there leaves the mail waiting', async () => {
    await server.close();
    expect(await transport.send(await anEnvelope())).toMatchObject({ is: 'deferred', fault: 'server' });
  });
});
