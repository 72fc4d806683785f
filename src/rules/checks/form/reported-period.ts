import type { Claim } from '../../../model/claim.ts';
import type { Document } from '../../../model/document.ts';
import type { Evidence } from '../../../model/rule.ts';
import { defineCheck } from '../check.ts';
import { quoted } from '../evidence.ts';
import { holds, undecided, violated } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';
import { noOptions } from '../read-options.ts';

const shown = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

/** The line that states the period: it names the day on which the period ends. */
const placeOf = (document: Document, end: string): readonly Evidence[] => {
  const [, month, day] = end.split('-').map(Number);
  const words = `${month}月${day}日`;
  const line = proseLines(document).find(({ text }) => text.includes(words) && /统计|期限|数据|所列/.test(text));
  if (!line) return [];
  const at = line.text.indexOf(words);
  return [quoted(line.text.slice(Math.max(0, at - 30), at + words.length + 4), line.locator, end)];
};

/** The claims of the prose that state the period, so that the verdict is also theirs; '' where none was read. */
const targetsIn = (claims: readonly Claim[]): readonly [string, ...string[]] => {
  const [first = '', ...others] = claims
    .filter(({ kind, undecidable }) => kind === 'period' && undecidable === null)
    .map(({ id }) => id);
  return [first, ...others];
};

/** The period that the report states must be the whole calendar year. */
export const reportedPeriod = defineCheck({
  name: 'reported-period',
  parseOptions: noOptions,
  judge: ({ factSet, document, claims }) => {
    const { start, end } = factSet.identity.period;
    if (start === null || end === null) return [undecided('period')];
    const own = start.slice(0, 4);
    if (start === `${own}-01-01` && end === `${own}-12-31`) return targetsIn(claims).map((target) => holds(target));
    const year = String(factSet.identity.period.year ?? own);
    return [
      violated({
        target: targetsIn(claims)[0],
        evidence: placeOf(document, end),
        found: `${start}/${end}`,
        expected: `${year}-01-01/${year}-12-31`,
        slots: { start: shown(start), end: shown(end), year },
      }),
    ];
  },
});
