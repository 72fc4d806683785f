import { describe, expect, it } from 'vitest';
import { locator } from '../../src/model/locator.ts';
import type { Rule, Verdict } from '../../src/model/rule.ts';
import { unlessUnread, unreadParts } from '../../src/rules/unread-parts.ts';

const violated = (evidence: Verdict['evidence']): Verdict => ({
  rule: 'chapter-missing',
  target: 'other',
  evidence,
  is: 'violated',
  found: null,
  expected: null,
  difference: null,
  slots: {},
  linear: null,
});

const heading = {
  indicator: null,
  group: null,
  label: null,
  quote: '一、总体情况',
  value: null,
  locator: locator({ line: 3 }),
};
const figure = { ...heading, indicator: 't3.new', group: 'np', quote: null };

const ofFamily = (family: Rule['family']): Rule => ({ family }) as Rule;

const MISSING = ofFamily('missing-field');
const SUM = ofFamily('broken-total');

const note = (code: string) => ({ code, message: '', locator: locator({}) });

describe('a report of which a part was not read', () => {
  const unread = unreadParts([note('unread-pages'), note('left-out'), note('doubtful-print')]);

  it('is known by the notes of its reader', () => {
    expect(unread).toBe('doubtful-print, unread-pages');
    expect(unreadParts([note('left-out'), note('recognised')])).toBeNull();
  });

  it('is not said to lack what may stand there', () => {
    expect(unlessUnread(violated([]), MISSING, unread)).toMatchObject({
      is: 'undecided',
      missing: [expect.stringContaining('unread-pages')],
    });
    expect(unlessUnread(violated([heading]), MISSING, unread).is).toBe('undecided');
  });

  it('is still said to break what its figures break', () => {
    expect(unlessUnread(violated([figure]), SUM, unread).is).toBe('violated');
    expect(unlessUnread(violated([heading]), SUM, unread).is).toBe('violated');
    expect(unlessUnread(violated([figure]), MISSING, unread).is).toBe('violated');
  });
});

it('A report that was read to its end may be said to lack something', () => {
  expect(unlessUnread(violated([]), MISSING, null).is).toBe('violated');
});
