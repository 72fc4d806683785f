import fc from 'fast-check';
import { parse } from 'parse5';
import { aFinding, aScorecard, listed } from '../scorecards/builders.ts';
import { aContent } from './a-mail.ts';

/** The headers of every mail, whatever it says. */
export const HEADERS = [
  'from',
  'to',
  'subject',
  'message-id',
  'date',
  'mime-version',
  'content-type',
  'auto-submitted',
];

const HOSTILE = [
  '\r\nBcc: x@evil.example',
  '\nTo: x@evil.example',
  '\u2028Bcc: x@evil.example',
  '\u0085Cc: x@evil.example',
  '\0',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='x",
  '&lt;b&gt;',
  '</td></table><a href=//evil.example>',
  'x@evil.example, y@evil.example',
  '=?utf-8?q?a=0D=0ABcc:x@evil.example?=',
  '\ud800',
  '\u202emoc.live',
  '--_NmP-Part_1--',
  '.\r\n.\r\n',
];

/** Words as an attacker may write them into a report or a roster. */
export const hostileText = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 20 })), { maxLength: 4 })
  .map((pieces) => pieces.join(''));

type Element = {
  readonly nodeName: string;
  readonly attrs?: readonly { name: string }[];
  readonly childNodes?: readonly Element[];
};

/** "td", "td@style" for every element and attribute of a page. */
const markupOf = (node: Element): readonly string[] => [
  node.nodeName,
  ...(node.attrs ?? []).map(({ name }) => `${node.nodeName}@${name}`),
  ...(node.childNodes ?? []).flatMap(markupOf),
];

/** Every kind of element and attribute of a page. */
export const markup = (html: string): ReadonlySet<string> => new Set(markupOf(parse(html) as unknown as Element));

/** A mail with this text in every field that comes from a report or the roster. */
export const hostileContent = (text: string) => {
  const finding = aFinding({
    message: { zh: text, en: text },
    place: { zh: text, en: text },
    repairs: [
      {
        rank: 1,
        confidence: 0.9,
        kind: 'digit',
        changes: [{ indicator: 'a', group: null, label: text, from: text, to: text }],
        satisfies: [],
      },
    ],
  });
  const scorecard = aScorecard({
    office: { ...aScorecard().office, name: text },
    findings: [listed(finding)],
    resolved: [{ rule: 'r', message: { zh: text, en: text } }],
  });
  return aContent({
    office: scorecard.office,
    parts: [{ scorecard, workbook: { fileName: 'office-2017.xlsx', bytes: Buffer.from('x') } }],
  });
};
