import type { Knowledge } from '../../audit/knowledge.ts';
import { loadKnowledge, PROJECT_FOLDERS } from '../../jobs/load-knowledge.ts';
import { ConfigurationError, quoteValue } from '../../platform/faults.ts';
import { compareProfiles } from '../../scorecards/compare-profiles.ts';
import type { Profile } from '../../scorecards/profile.ts';
import { type CommandContext, type Outcome, printed } from '../command.ts';
import { grid } from '../format/grid.ts';
import { terminalText } from '../format/terminal-text.ts';
import { rulesFolder } from '../knowledge-files.ts';
import type { RulesListOptions } from './rules-options.ts';

const WORDS = {
  zh: {
    off: '不适用',
    rule: '规则',
    share: (different: number, rules: number, percent: string) =>
      `${rules}条规则中有${different}条权重或适用范围不同：差异率${percent}%\n`,
  },
  en: {
    off: 'not asked',
    rule: 'rule',
    share: (different: number, rules: number, percent: string) =>
      `${different} of ${rules} rules are weighed otherwise: ${percent} %\n`,
  },
} as const;

const percentOf = (part: number, whole: number): string => {
  const tenths = whole === 0 ? 0 : Math.round((1000 * part) / whole);
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
};

const points = (tenths: number | null, off: string): string => (tenths === null ? off : String(tenths / 10));

const find = (all: ReadonlyMap<string, Knowledge>, id: string): Profile => {
  const known = all.get(id);
  if (known) return known.profile;
  throw new ConfigurationError('没有此评分办法 · no such profile:', [
    `${quoteValue(id)}; accepted: ${[...all.keys()].sort().join(', ')}`,
  ]);
};

/** Rules that a profile names and that do not exist weigh nothing; lint tells of them. */
export const strayRules = (profile: Profile, ids: ReadonlySet<string>): readonly string[] =>
  [...(profile.rules?.keys() ?? [])].filter((id) => !ids.has(id));

/**
 * `gouji rules profiles [a b]`: the share of rules that differ, between every two profiles, or between two of them with
 * the rules and what a finding takes off under each.
 */
export const showProfiles = async (
  ids: readonly string[],
  options: RulesListOptions,
  _context: CommandContext,
): Promise<Outcome> => {
  const folders = { ...PROJECT_FOLDERS, rules: rulesFolder(options) };
  const { byProfile } = await loadKnowledge(options.templates ? { ...folders, templates: options.templates } : folders);
  const words = WORDS[options.lang];
  const rules = [...byProfile.values()][0]!.catalogue.filter(({ life }) => life?.status !== 'retired');
  const name = ({ id, name: own }: Profile): string => `${id} ${terminalText(own[options.lang])}`;
  if (ids.length === 2) {
    const [first, second] = [find(byProfile, ids[0]!), find(byProfile, ids[1]!)];
    const { differences } = compareProfiles(first, second, rules);
    const rows = differences.map((one) => [one.rule, points(one.first, words.off), points(one.second, words.off)]);
    const share = words.share(differences.length, rules.length, percentOf(differences.length, rules.length));
    return printed(`${grid([words.rule, name(first), name(second)], rows)}\n`, share);
  }
  const profiles = [...byProfile.values()].map(({ profile }) => profile).sort((a, b) => (a.id < b.id ? -1 : 1));
  const rows = profiles.map((a) => [
    name(a),
    ...profiles.map((b) => `${percentOf(compareProfiles(a, b, rules).differences.length, rules.length)}%`),
  ]);
  return printed(`${grid(['', ...profiles.map(({ id }) => id)], rows)}\n`);
};
