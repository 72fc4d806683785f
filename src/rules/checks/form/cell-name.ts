import type { Fact } from '../../../model/fact.ts';
import type { Template } from '../../../model/template.ts';
import { squeeze } from '../../../text/normalise.ts';

/** A cell for people: its row as the form calls it, and its applicant column where it has one. */
export const cellName = (fact: Fact, template: Template | null): string => {
  const indicator = template?.indicators.get(fact.indicator);
  const label = squeeze(indicator?.name ?? fact.label).slice(0, 40);
  const group = fact.group === null ? null : (template?.groups.get(fact.group)?.zh ?? fact.group);
  return group === null ? label : `${label}·${group}`;
};
