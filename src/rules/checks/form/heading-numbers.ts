import type { Heading } from '../../../model/document.ts';
import { headingNumber } from '../../../text/heading-number.ts';
import { squeeze } from '../../../text/normalise.ts';
import { type CheckInput, type CheckVerdict, defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { noOptions } from '../read-options.ts';

type Numbered = { readonly heading: Heading; readonly number: number };

/** Pairs of chapter headings that follow each other in one series; "第一部分" begins a new series of "一、". */
const successions = (input: CheckInput): readonly (readonly [Numbered, Numbered])[] => {
  const pairs: [Numbered, Numbered][] = [];
  let last: { part: Numbered | null; plain: Numbered | null } = { part: null, plain: null };
  for (const block of input.document.blocks) {
    if (block.is !== 'heading' || block.level > 1) continue;
    const number = block.level === 1 && block.number !== null ? headingNumber(block.number) : null;
    if (number === null) {
      if (block.level === 0) last = { part: null, plain: null };
      continue;
    }
    const kind = block.number!.startsWith('第') ? 'part' : 'plain';
    const before = last[kind];
    const current = { heading: block, number };
    if (before) pairs.push([before, current]);
    last = kind === 'part' ? { part: current, plain: null } : { ...last, plain: current };
  }
  return pairs;
};

/** Numbers whose chapter is missing or has lost its heading: reported as such, so that the gap is no news. */
const explained = ({ factSet, template }: CheckInput): ReadonlySet<number> =>
  new Set(
    (template?.chapters ?? []).flatMap((chapter) => {
      const part = factSet.parts.find((p) => p.kind === 'chapter' && p.id === chapter.id);
      return chapter.number !== null && part && part.presence !== 'heading' ? [chapter.number] : [];
    }),
  );

const isGap = (before: number, after: number, known: ReadonlySet<number>): boolean => {
  if (after === 1) return false;
  if (after < before) return true;
  for (let n = before + 1; n < after; n += 1) if (!known.has(n)) return true;
  return false;
};

const repeatedText = (a: Numbered, b: Numbered): boolean => squeeze(a.heading.text) === squeeze(b.heading.text);

/** The numbering of the chapters: each once and in order. `repeated` and `order` are judged apart. */
export const headingNumbers = defineCheck({
  name: 'heading-numbers',
  parseOptions: noOptions,
  judge: (input) => {
    const pairs = successions(input);
    if (pairs.length === 0) return [undecided('numbered chapter headings')];
    const known = explained(input);
    const verdicts = pairs.flatMap(([before, after]): readonly CheckVerdict[] => {
      if (after.number !== before.number && !isGap(before.number, after.number, known)) return [];
      const same = after.number === before.number;
      return [
        violated({
          target: `${before.heading.number}-${after.heading.number}`,
          evidence: [before, after].map(({ heading }) => quoted(heading.text, heading.locator)),
          found: after.heading.number,
          slots: { before: before.heading.text, after: after.heading.text },
          message: !same
            ? undefined
            : repeatedText(before, after)
              ? { zh: '标题“{after}”连续出现两次。', en: 'The heading “{after}” is printed twice in a row.' }
              : {
                  zh: '“{before}”与“{after}”编号重复。',
                  en: '“{before}” and “{after}” have the same number.',
                },
        }),
      ];
    });
    return verdicts.length > 0 ? verdicts : [holds()];
  },
});
