import { type AuditContext, NO_CONTEXT, type OtherVersion, type RelatedReport } from '../model/context.ts';
import { type Store, StoreError } from '../store/store.ts';
import type { ContextRefs, RelatedRef } from './plan-contexts.ts';

const load = async ({ office, year, audit }: RelatedRef, { audits }: Store): Promise<RelatedReport> => {
  const result = await audits.result(audit);
  if (!result?.template) throw new StoreError(`the store has lost audit ${audit} of office ${office}; run again`);
  return { office, year, template: result.template, facts: result.facts, claims: result.claims };
};

const loadAll = async (refs: readonly RelatedRef[], store: Store): Promise<readonly RelatedReport[]> => {
  const reports: RelatedReport[] = [];
  for (const ref of refs) reports.push(await load(ref, store));
  return reports;
};

/** Reads the reports beside which one is judged out of the store. Rejects with a StoreError when one is lost. */
export const loadContext = async (refs: ContextRefs | null, store: Store): Promise<AuditContext> => {
  if (refs === null) return NO_CONTEXT;
  const { prior, children, peers, versions = [] } = refs;
  const others: OtherVersion[] = [];
  for (const ref of versions) others.push({ ...(await load(ref, store)), source: ref.source });
  return {
    ...(others.length > 0 ? { versions: others } : {}),
    prior: prior && (await load(prior, store)),
    children: children && { expected: children.expected, reports: await loadAll(children.reports, store) },
    peers: peers && { level: peers.level, reports: await loadAll(peers.reports, store) },
  };
};
