import type { Fact } from '../../model/fact.ts';
import type { Locator } from '../../model/locator.ts';
import type { Evidence } from '../../model/rule.ts';

const LONGEST_QUOTE = 60;

const cut = (text: string): string => (text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);

/** Words of the report at a place; a quote is cut to what a person reads at a glance. */
export const quoted = (quote: string | null, locator: Locator, value: string | null = null): Evidence => ({
  indicator: null,
  group: null,
  label: null,
  quote: quote === null ? null : cut(quote),
  value,
  locator,
});

/** A cell of the tables as printed. */
export const cellEvidence = (fact: Fact): Evidence => ({
  indicator: fact.indicator,
  group: fact.group,
  label: fact.label,
  quote: null,
  value: fact.raw.trim() === '' ? null : cut(fact.raw.trim()),
  locator: fact.locator,
});
