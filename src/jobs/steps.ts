import type { AuditFailure, AuditResult, Score } from '../model/audit-result.ts';
import type { AuditContext } from '../model/context.ts';
import type { Finding } from '../model/finding.ts';
import type { Office, Snapshot } from '../model/report.ts';
import type { Scorecard } from '../model/scorecard.ts';
import type { Template } from '../model/template.ts';
import type { ExpandedArchive } from '../reading/tasks.ts';

type Audited = { readonly result: AuditResult } | { readonly failure: AuditFailure };

/** The pure steps of a night with what they know, so that a test can put others in their place. */
export type Steps = {
  /** Changes whenever the same bytes might give another result. */
  readonly version: string;
  readonly ruleset: { readonly name: string; readonly version: string; readonly hash: string };
  readonly templates: readonly Template[];
  /** Names that an office's `profile` may have. */
  readonly profiles: readonly string[];
  /** Whether a rule compares a report with those of its peers: only then are they looked up. */
  readonly asksPeers?: boolean;
  readonly audit: (snapshot: Snapshot, office: Office | null, context: AuditContext) => Audited | Promise<Audited>;
  /** The score of a report with these findings, of which some may be waived by now. */
  readonly score: (findings: readonly Finding[], office: Office | null) => Score;
  readonly buildWorkbook: (scorecard: Scorecard) => Promise<Uint8Array>;
  /** Takes an archive apart into the files in it; null for what is none. Without it archives are not read. */
  readonly expand?: (snapshot: Snapshot) => Promise<ExpandedArchive | null>;
  /** Ends what the steps have started; they are not to be called afterwards. */
  readonly close?: () => Promise<void>;
};

/**
 * The program's own steps, loaded when first asked for: `size` reports at once are read and judged, each in a process
 * of its own. Rejects with a ConfigurationError for faulty rules, forms or scoring.
 */
export const loadSteps = async (size = 1): Promise<Steps> => {
  const [{ loadKnowledge }, { openReaders }, { scoreFindings }] = await Promise.all([
    import('./load-knowledge.ts'),
    import('../reading/open-readers.ts'),
    import('../scorecards/score.ts'),
  ]);
  const loading = loadKnowledge().then(({ version, byProfile }) => {
    const common = byProfile.get('default') ?? [...byProfile.values()][0]!;
    return { version, byProfile, common };
  });
  // A child takes as long to start as the rules take to be read.
  const readers = openReaders(loading, { size, warm: true });
  try {
    const { version, byProfile, common } = await loading;
    return {
      version,
      ruleset: common.ruleset,
      templates: common.templates,
      profiles: [...byProfile.keys()],
      audit: readers.audit,
      expand: readers.expand,
      score: (findings, office) => scoreFindings(findings, (byProfile.get(office?.profile ?? '') ?? common).profile),
      buildWorkbook: readers.buildWorkbook,
      close: readers.close,
    };
  } catch (error) {
    await readers.close();
    throw error;
  }
};
