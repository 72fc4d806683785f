import { SMTPServer } from 'smtp-server';

export type ReceivedMail = { readonly from: string; readonly to: readonly string[]; readonly raw: Buffer };

/** What a server answers; null takes the mail. A number is the code of a refusal. */
export type Answers = {
  readonly sender?: number;
  readonly recipient?: number;
  readonly data?: number;
  /** Called when a mail has arrived whole, before it is acknowledged. */
  readonly beforeAnswer?: () => void | Promise<void>;
};

export type MailServer = {
  readonly port: number;
  readonly received: ReceivedMail[];
  answers: Answers;
  readonly close: () => Promise<void>;
};

const refusal = (code: number): Error => Object.assign(new Error('refused by the test'), { responseCode: code });

const readAll = async (stream: AsyncIterable<Buffer>): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
};

/** A real SMTP server on a free port of this machine. */
export const aMailServer = async (): Promise<MailServer> => {
  const received: ReceivedMail[] = [];
  const state: { answers: Answers } = { answers: {} };
  const answer = (code: number | undefined, done: (error?: Error | null) => void) =>
    done(code === undefined ? null : refusal(code));
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: (_address, _session, done) => answer(state.answers.sender, done),
    onRcptTo: (_address, _session, done) => answer(state.answers.recipient, done),
    onData: (stream, session, done) => {
      readAll(stream)
        .then(async (raw) => {
          const { mailFrom, rcptTo } = session.envelope;
          received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), raw });
          await state.answers.beforeAnswer?.();
          answer(state.answers.data, done);
        })
        .catch(done);
    },
  });
  // A client that is killed in the middle is part of the tests.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    received,
    get answers() {
      return state.answers;
    },
    set answers(answers) {
      state.answers = answers;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
};

export const toServer = (port: number) => ({
  host: '127.0.0.1',
  port,
  secure: false,
  requireTls: false,
  user: null,
  password: null,
});
