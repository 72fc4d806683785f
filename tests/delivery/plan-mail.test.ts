import { describe, expect, test } from 'vitest';
import { type MailQuestion, planMail } from '../../src/delivery/plan-mail.ts';
import { aScorecard } from '../scorecards/builders.ts';

const aQuestion = (more: Partial<MailQuestion> = {}): MailQuestion => ({
  office: { ...aScorecard().office, mail: 'office@example.invalid' },
  date: '2026-11-25',
  news: { new: 0, changed: 0, resolved: 0 },
  open: 3,
  deadlines: [],
  lastMail: '2026-11-24',
  ...more,
});

const reasons = (more: Partial<MailQuestion>) => {
  const plan = planMail(aQuestion(more));
  return plan.is === 'mail' ? plan.reasons : plan.because;
};

describe('an office gets a mail', () => {
  test.each(['new', 'changed', 'resolved'] as const)('when a finding is %s', (what) => {
    expect(reasons({ news: { new: 0, changed: 0, resolved: 0, [what]: 1 } })).toEqual([{ is: 'news' }]);
  });

  test('when it has open findings and was never written to at this address', () => {
    expect(reasons({ lastMail: null })).toEqual([{ is: 'first' }]);
  });

  test.each([
    ['three days before a deadline', '2026-11-28', 3],
    ['the day before', '2026-11-26', 1],
    ['on the day', '2026-11-25', 0],
    ['a week after', '2026-11-18', -7],
    ['two weeks after', '2026-11-11', -14],
  ])('%s', (_when, deadline, days) => {
    expect(reasons({ deadlines: [deadline] })).toEqual([{ is: 'deadline', deadline, days }]);
  });

  test('on the first night after a reminder was missed', () => {
    const missed = { deadlines: ['2026-11-27'], lastMail: '2026-11-20' };
    expect(reasons({ ...missed, date: '2026-11-25' })).toEqual([{ is: 'deadline', deadline: '2026-11-27', days: 2 }]);
    expect(reasons({ ...missed, date: '2026-11-25', lastMail: '2026-11-24' })).toBe('nothing-new');
  });
});

describe('an office gets no mail', () => {
  test.each(['2026-11-27', '2026-11-29', '2026-12-30', '2026-11-24', '2026-11-19'])(
    'when nothing changed and no reminder of %s falls on the day',
    (deadline) => expect(reasons({ deadlines: [deadline] })).toBe('nothing-new'),
  );

  test('twice on a date for the same deadline', () => {
    expect(reasons({ deadlines: ['2026-11-25'], lastMail: '2026-11-25' })).toBe('nothing-new');
  });

  test('for a first report without findings', () => {
    expect(reasons({ open: 0, lastMail: null })).toBe('nothing-new');
  });

  test('when it is not in the roster, or has no address that stands the check', () => {
    const news = { new: 1, changed: 0, resolved: 0 };
    const office = aQuestion().office!;
    expect(reasons({ news, office: null })).toBe('no-office');
    expect(reasons({ news, office: { ...office, mail: null } })).toBe('no-address');
    expect(reasons({ news, office: { ...office, mail: 'a@b.example\r\nBcc: c@d.example' } })).toBe('no-address');
  });
});
