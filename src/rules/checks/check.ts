import type { Claim } from '../../model/claim.ts';
import type { AuditContext } from '../../model/context.ts';
import type { Document } from '../../model/document.ts';
import type { Fact, FactSet } from '../../model/fact.ts';
import type { Verdict } from '../../model/rule.ts';
import type { Template } from '../../model/template.ts';

/**
 * What a check may look at: one report, read, and the related reports that are known. Nothing else, so that the same
 * report in the same context always gives the same verdicts.
 */
export type CheckInput = {
  readonly document: Document;
  readonly factSet: FactSet;
  /** Facts by `factKey`. */
  readonly facts: ReadonlyMap<string, Fact>;
  readonly claims: readonly Claim[];
  readonly template: Template | null;
  /** Left out: nothing is known beside the report. */
  readonly context?: AuditContext;
};

/** A verdict without its rule id, which the engine adds. */
export type CheckVerdict = Verdict extends infer V ? (V extends Verdict ? Omit<V, 'rule'> : never) : never;

/**
 * The TypeScript way out for what an expression cannot say. Pure: no clock, no files, no network. `options` is the
 * rule's `with:` block, already validated by `parseOptions`, which throws an Error naming the option and what would be
 * accepted.
 */
export type Check<Options = Readonly<Record<string, unknown>>> = {
  readonly name: string;
  readonly parseOptions: (raw: Readonly<Record<string, unknown>>) => Options;
  readonly judge: (input: CheckInput, options: Options) => readonly CheckVerdict[];
};

/** Registers a check under its name with its options type hidden. */
export const defineCheck = <Options>(check: Check<Options>): Check => ({
  name: check.name,
  parseOptions: (raw: Readonly<Record<string, unknown>>) =>
    check.parseOptions(raw) as Readonly<Record<string, unknown>>,
  judge: (input: CheckInput, options: Readonly<Record<string, unknown>>) => check.judge(input, options as Options),
});
