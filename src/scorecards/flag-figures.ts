import { factKey } from '../model/fact.ts';
import type { Severity } from '../model/rule.ts';
import type { Language } from '../model/text.ts';
import { likelyRepairs, sayChange } from './likely-repairs.ts';
import { isOpen, type NumberedFinding, worstOf } from './order-findings.ts';
import type { Words } from './words.ts';

/** What is wrong with one figure: the worst severity, the numbers of its findings, a note, whether a change is proposed. */
export type Flag = {
  readonly severity: Severity;
  readonly numbers: readonly number[];
  readonly note: string;
  readonly suspect: boolean;
};

type Mention = { readonly entry: NumberedFinding; readonly proposals: readonly string[] };

const mentionsOf = (entry: NumberedFinding, words: Words): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly string[]>();
  for (const { indicator, group } of entry.finding.evidence)
    if (indicator !== null) found.set(factKey(indicator, group), []);
  for (const change of likelyRepairs(entry.finding).flatMap(({ changes }) => changes)) {
    const key = factKey(change.indicator, change.group);
    const proposal = sayChange(change, words);
    const known = found.get(key) ?? [];
    if (!known.includes(proposal)) found.set(key, [...known, proposal]);
  }
  return found;
};

const sayMention = ({ entry, proposals }: Mention, words: Words, language: Language): string => {
  const { finding, number } = entry;
  const head = words.figures.inFinding(number, words.severities[finding.severity]);
  const hint = proposals.map((proposal) => `${words.figures.suspect}: ${proposal}`);
  return [`${head} ${finding.message[language]}`, ...hint].join('\n');
};

/** The figures that open findings rest on or propose to change, by fact key. */
export const flagFigures = (
  findings: readonly NumberedFinding[],
  words: Words,
  language: Language,
): ReadonlyMap<string, Flag> => {
  const mentions = new Map<string, Mention[]>();
  for (const entry of findings.filter(isOpen)) {
    for (const [key, proposals] of mentionsOf(entry, words)) {
      mentions.set(key, [...(mentions.get(key) ?? []), { entry, proposals }]);
    }
  }
  const flags = new Map<string, Flag>();
  for (const [key, own] of mentions) {
    flags.set(key, {
      severity: worstOf(own.map(({ entry }) => entry.finding.severity)) ?? 'info',
      numbers: own.map(({ entry }) => entry.number),
      note: own.map((mention) => sayMention(mention, words, language)).join('\n'),
      suspect: own.some(({ proposals }) => proposals.length > 0),
    });
  }
  return flags;
};
