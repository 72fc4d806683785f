import type { Note } from '../model/note.ts';
import type { Rule, Verdict } from '../model/rule.ts';

/** Notes of readers that say: a part of the document that may hold text or tables was not read. */
const UNREAD: ReadonlySet<string> = new Set([
  'broken-page',
  'broken-part',
  'doubtful-print',
  'hidden-text',
  'page-too-large',
  'sheet-clipped',
  'table-too-large',
  'too-long',
  'too-many-characters',
  'too-many-pages',
  'unread-pages',
]);

/** What of the document was not read, as the codes of its notes; null when nothing is known to be missing. */
export const unreadParts = (notes: readonly Note[]): string | null => {
  const codes = new Set(notes.filter(({ code }) => UNREAD.has(code)).map(({ code }) => code));
  return codes.size === 0 ? null : [...codes].sort().join(', ');
};

/** Whether a verdict says that something is not in the report: it points at no place, or at a heading that lacks it. */
const saysMissing = ({ evidence }: Verdict, { family }: Rule): boolean =>
  evidence.length === 0 || (family === 'missing-field' && evidence.every(({ indicator }) => indicator === null));

/**
 * That something is not in a report can be said only when all of the report was read: such a violated verdict becomes
 * undecided where `unread` names what was not.
 */
export const unlessUnread = (verdict: Verdict, rule: Rule, unread: string | null): Verdict =>
  unread === null || verdict.is !== 'violated' || !saysMissing(verdict, rule)
    ? verdict
    : {
        rule: verdict.rule,
        target: verdict.target,
        evidence: [],
        is: 'undecided',
        missing: [`the parts that were not read (${unread})`],
      };
