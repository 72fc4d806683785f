import { backOff } from '../../../src/delivery/deliver-mail.ts';
import type { SendOutcome } from '../../../src/delivery/mail.ts';
import { smtpTransport } from '../../../src/delivery/transport/smtp-transport.ts';
import type { MailAddress } from '../../../src/platform/check-address.ts';
import { allOf, type FaultRow, type Figure, zero } from '../fault-row.ts';
import { ANSWERS, type Answer, aScriptedServer, STEPS, type Step } from './a-scripted-server.ts';

/**
 * What must become of the mail. Only 5xx about the recipient or the content is final; whatever else goes wrong before
 * the server has answered for the content may pass, so the mail waits. After that it is sent, however the server ends.
 */
const expected = (step: Step, answer: Answer): SendOutcome['is'] => {
  if (answer === 250 || step === 'QUIT') return 'accepted';
  const isRefusal = typeof answer === 'number' && answer >= 500;
  if (step === 'MAIL') return answer === 552 ? 'failed' : 'deferred';
  return isRefusal && (step === 'RCPT' || step === 'DATA' || step === 'body') ? 'failed' : 'deferred';
};

const BYTES = Buffer.from('Message-ID: <one@sender.invalid>\r\nSubject: x\r\n\r\ntext\r\n');

const sendTo = async (port: number): Promise<SendOutcome> => {
  const server = { host: '127.0.0.1', port, secure: false, requireTls: false, user: null, password: null };
  const transport = smtpTransport(server, { connect: 300, silence: 300 });
  const [from, to] = ['gouji@sender.invalid', 'office@example.invalid'] as [MailAddress, MailAddress];
  try {
    return await transport.send({ from, to, bytes: BYTES, file: 'x.eml' });
  } finally {
    await transport.close();
  }
};

type Tried = { readonly asSpecified: boolean; readonly wrongClaim: boolean };

const tryAnswer = async (step: Step, answer: Answer): Promise<Tried> => {
  const server = await aScriptedServer(step, answer);
  try {
    const outcome = await sendTo(server.port);
    return {
      asSpecified: outcome.is === expected(step, answer),
      wrongClaim: outcome.is === 'accepted' && server.taken() !== 1,
    };
  } finally {
    await server.close();
  }
};

const MINUTE = 60_000;

/** How many of so many waiting times lie between five minutes and twelve hours. */
const waitsWithin = (tries: number): number => {
  const waits = Array.from({ length: tries }, (_, at) => backOff(at % 25, (at % 997) / 997));
  return waits.filter((wait) => wait >= 5 * MINUTE && wait <= 720 * MINUTE).length;
};

const measure = async (): Promise<readonly Figure[]> => {
  const cases = STEPS.flatMap((step) => ANSWERS.map((answer) => [step, answer] as const));
  const tried = await Promise.all(cases.map(([step, answer]) => tryAnswer(step, answer)));
  return [
    allOf('end states as specified', tried.filter(({ asSpecified }) => asSpecified).length, cases.length),
    zero('mails called accepted that were not', tried.filter(({ wrongClaim }) => wrongClaim).length),
    allOf('waiting times between base and cap', waitsWithin(10_000), 10_000),
  ];
};

/** Each of twelve answers at each of seven steps of a conversation. */
export const smtpAnswers: FaultRow = {
  row: 13,
  fault: 'a mail server that refuses, cuts or falls silent at each step',
  promise: '4xx and cuts wait, 5xx about the mail is final, a mail is called accepted only when it was',
  lacks: async () => null,
  measure,
};
