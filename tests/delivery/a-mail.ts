import { composeMail, type MailContent } from '../../src/delivery/compose-mail.ts';
import { checkAddress, type MailAddress } from '../../src/platform/check-address.ts';
import { aFinding, aScorecard, listed } from '../scorecards/builders.ts';

export const anAddress = (text: string): MailAddress => {
  const checked = checkAddress(text);
  if ('fault' in checked) throw new Error(checked.fault);
  return checked.address;
};

export const aContent = (more: Partial<MailContent> = {}): MailContent => {
  const scorecard = aScorecard({ findings: [listed(aFinding())] });
  return {
    office: scorecard.office,
    to: anAddress('office@example.invalid'),
    from: anAddress('gouji@sender.invalid'),
    redirect: null,
    date: scorecard.date,
    instant: '2018-03-31T18:00:00.000Z',
    language: 'zh',
    reasons: [{ is: 'news' }],
    parts: [{ scorecard, workbook: { fileName: 'office-2017.xlsx', bytes: Buffer.from('workbook') } }],
    ...more,
  };
};

export const aMail = (more: Partial<MailContent> = {}) => composeMail(aContent(more)).mail;
