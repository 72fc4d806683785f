import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { composeMail } from '../../../src/delivery/compose-mail.ts';
import { encodeMail } from '../../../src/delivery/encode-mail.ts';
import { LIMITS } from '../../../src/platform/limits.ts';
import { aContent } from '../../delivery/a-mail.ts';
import { HEADERS, hostileContent, hostileText, markup } from '../../delivery/hostile-mail.ts';
import { aScorecard } from '../../scorecards/builders.ts';
import { type FaultRow, type Figure, told, zero } from '../fault-row.ts';

const texts = (scale: 'short' | 'long', seed: number): readonly string[] =>
  fc.sample(hostileText, { numRuns: scale === 'short' ? 126 : 3000, seed });

const measureHeaders: FaultRow['measure'] = async (scale, random) => {
  let [headers, recipients] = [0, 0];
  const tried = texts(scale, random.below(1_000_000));
  for (const text of tried) {
    const parsed = await simpleParser(await encodeMail(composeMail(hostileContent(text)).mail));
    headers += parsed.headerLines.filter(({ key }) => !HEADERS.includes(key)).length;
    const addresses = [parsed.to, parsed.cc, parsed.bcc].flat().flatMap((field) => field?.value ?? []);
    recipients += addresses.filter(({ address }) => address !== 'office@example.invalid').length;
  }
  return [told('hostile texts', tried.length), zero('extra headers', headers), zero('extra recipients', recipients)];
};

const measureMarkup: FaultRow['measure'] = async (scale, random): Promise<readonly Figure[]> => {
  const plain = markup(composeMail(hostileContent('名')).mail.html);
  const tried = texts(scale, random.below(1_000_000));
  const born = tried.flatMap((text) =>
    [...markup(composeMail(hostileContent(text)).mail.html)].filter((one) => !plain.has(one)),
  );
  const remote = [...plain].filter((one) => /@(?:src|href|background)$|^(?:img|link|script|iframe)/.test(one));
  return [
    told('hostile texts', tried.length),
    zero('elements or attributes born of data', born.length),
    zero('remote loads', remote.length),
  ];
};

const MEGABYTE = 1024 * 1024;

const mailOf = (sizes: readonly number[]) => {
  const parts = sizes.map((size, at) => ({
    scorecard: aScorecard(),
    workbook: { fileName: `office-${at}.xlsx`, bytes: Buffer.alloc(size, 1) },
  }));
  return composeMail(aContent({ parts })).mail;
};

const measureSizes: FaultRow['measure'] = async () => {
  const cases = [[1], [10], [30], [200], [4, 4, 4, 4], [9, 9]].map((sizes) => sizes.map((size) => size * MEGABYTE));
  const mails = cases.map(mailOf);
  const attached = mails.map(({ attachments }) => attachments.reduce((sum, { bytes }) => sum + bytes.length, 0));
  const unnamed = mails.filter(
    ({ attachments, text }, at) => attachments.length < cases[at]!.length && !/office-\d+\.xlsx/.test(text),
  );
  return [
    told('mails with up to 200 MB of scorecards', cases.length),
    zero('mails over the limit', attached.filter((size) => size > LIMITS.attachmentBytes).length),
    zero('scorecards left out without a word', unnamed.length),
  ];
};

const row = (number: number, fault: string, promise: string, measure: FaultRow['measure']): FaultRow => ({
  row: number,
  fault,
  promise,
  lacks: async () => null,
  measure,
});

export const hostileHeaders = row(
  16,
  'headers and addresses written into every field of office and report',
  'no header and no recipient is born of data',
  measureHeaders,
);

export const hostileMarkup = row(
  17,
  'markup written into every field of office and report',
  'text is text, and nothing is loaded from elsewhere',
  measureMarkup,
);

export const oversizedMails = row(
  18,
  'scorecards larger than a mail may be',
  'they are named instead of attached; no mail is over the limit',
  measureSizes,
);
