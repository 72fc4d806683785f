import { createServer, type Socket } from 'node:net';

/** The places of a conversation at which the server may answer otherwise. */
export const STEPS = ['greeting', 'EHLO', 'MAIL', 'RCPT', 'DATA', 'body', 'QUIT'] as const;

export type Step = (typeof STEPS)[number];

/** What it answers there: a code, a cut of the connection before or in the middle of the line, nothing, or noise. */
export const ANSWERS = [250, 421, 450, 451, 452, 550, 552, 553, 554, 'cut', 'half', 'silence'] as const;

export type Answer = (typeof ANSWERS)[number];

const USUAL: Readonly<Record<Step, string>> = {
  greeting: '220 ready',
  EHLO: '250 hello',
  MAIL: '250 sender ok',
  RCPT: '250 recipient ok',
  DATA: '354 go on',
  body: '250 taken',
  QUIT: '221 bye',
};

const stepOf = (line: string): Step | null => {
  const word = line.slice(0, 4).toUpperCase();
  if (word === 'HELO' || word === 'EHLO') return 'EHLO';
  return STEPS.find((step) => step === word) ?? null;
};

const say = (socket: Socket, step: Step, fault: Step, answer: Answer): void => {
  if (step !== fault || answer === 250) return void socket.write(`${USUAL[step]}\r\n`);
  if (answer === 'silence') return;
  if (answer === 'cut') return void socket.destroy();
  if (answer === 'half') return void socket.write(USUAL[step].slice(0, 2), () => socket.destroy());
  socket.write(`${answer} no\r\n`);
};

const converse = (socket: Socket, fault: Step, answer: Answer, taken: () => void): void => {
  let [buffer, inBody] = ['', false];
  socket.setEncoding('latin1');
  socket.on('error', () => {});
  const next = (): string | null => {
    const end = buffer.indexOf(inBody ? '\r\n.\r\n' : '\r\n');
    if (end < 0) return null;
    const part = buffer.slice(0, end);
    buffer = buffer.slice(end + (inBody ? 5 : 2));
    return part;
  };
  const hear = (part: string): void => {
    const step = inBody ? 'body' : stepOf(part);
    inBody = step === 'DATA' && (fault !== 'DATA' || answer === 250);
    if (step === 'body' && (fault !== 'body' || answer === 250)) taken();
    if (step === null) socket.write('500 what?\r\n');
    else say(socket, step, fault, answer);
    if (step === 'QUIT') socket.end();
  };
  socket.on('data', (chunk) => {
    buffer += chunk;
    for (let part = next(); part !== null; part = next()) hear(part);
  });
  say(socket, 'greeting', fault, answer);
};

/** A mail server that keeps to the protocol but for one answer at one step. `taken` counts the mails it took. */
export const aScriptedServer = async (fault: Step, answer: Answer) => {
  let taken = 0;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    converse(socket, fault, answer, () => {
      taken += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    taken: () => taken,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
