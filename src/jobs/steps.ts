import type { AuditFailure, AuditResult } from '../model/audit-result.ts';
import type { Office, Snapshot } from '../model/report.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { Template } from '../model/template.ts';
import { loadIntegerSolver } from '../platform/integer-solver.ts';

type Audited = { readonly result: AuditResult } | { readonly failure: AuditFailure };

/** The pure steps of a night with what they know, so that a test can put others in their place. */
export type Steps = {
  /** Changes whenever the same bytes might give another result. */
  readonly version: string;
  readonly ruleset: { readonly name: string; readonly version: string; readonly hash: string };
  readonly templates: readonly Template[];
  /** Names that an office's `profile` may have. */
  readonly profiles: readonly string[];
  readonly audit: (snapshot: Snapshot, office: Office | null) => Audited | Promise<Audited>;
  readonly buildWorkbook: (scorecard: Scorecard) => Promise<Uint8Array>;
};

/** The program's own steps, loaded when first asked for. Throws a ConfigurationError for faulty rules, forms or scoring. */
export const loadSteps = async (): Promise<Steps> => {
  const [{ loadKnowledge }, { auditThoroughly }, { buildWorkbook }] = await Promise.all([
    import('./load-knowledge.ts'),
    import('../audit/audit-thoroughly.ts'),
    import('../scorecards/build-workbook.ts'),
  ]);
  const { version, byProfile } = await loadKnowledge();
  const common = byProfile.get('default') ?? [...byProfile.values()][0]!;
  return {
    version,
    ruleset: common.ruleset,
    templates: common.templates,
    profiles: [...byProfile.keys()],
    audit: (snapshot, office) =>
      auditThoroughly(snapshot, byProfile.get(office?.profile ?? '') ?? common, office, loadIntegerSolver),
    buildWorkbook,
  };
};
