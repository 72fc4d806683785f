import { describe, expect, it } from 'vitest';
import { runRuleCases } from '../../src/audit/run-rule-cases.ts';
import { catalogueFiles, theKnowledge } from '../the-knowledge.ts';

describe('the rule catalogue', () => {
  const results = runRuleCases(theKnowledge(), catalogueFiles('.cases.yaml'));

  it('has rules', () => {
    expect(results.length).toBeGreaterThan(0);
  });

  it.each(results.map((r) => [r.rule, r.name, r] as const))('%s: %s', (_rule, _name, result) => {
    expect(result.fault).toBeNull();
  });
});
