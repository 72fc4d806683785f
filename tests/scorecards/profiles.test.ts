import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { profileOf, withProfile } from '../../src/audit/knowledge.ts';
import { compareProfiles } from '../../src/scorecards/compare-profiles.ts';
import { pointsOf } from '../../src/scorecards/profile.ts';
import { scoreFindings } from '../../src/scorecards/score.ts';
import { theKnowledge } from '../the-knowledge.ts';
import { anAuditResult } from '../workbench/an-audit-result.ts';

const FOLDER = join(import.meta.dirname, '../../seeds/profiles');

const files = readdirSync(FOLDER).map((name) => ({ path: name, text: readFileSync(join(FOLDER, name), 'utf8') }));

const profile = (id: string) => profileOf(files.find(({ path }) => path === `${id}.yaml`)!, files);

const aProfile = (text: string) => profileOf({ path: 'own.yaml', text: `id: own\nbasedOn: default\n${text}` }, files);

const knowledge = theKnowledge();

describe('a profile based on another', () => {
  it('is that one where it says nothing', () => {
    const own = aProfile('name: { zh: 自, en: own }\n');
    expect({ ...own, id: 'default', name: '' }).toEqual({ ...profile('default'), name: '' });
  });

  it('weighs a finding of a rule as it says, and leaves the others alone', () => {
    const own = aProfile('rules: { a: 7.5 }\n');
    const { findings } = anAuditResult({ findings: ['a', 'b'], tenths: 0 });
    expect(scoreFindings(findings, own).tenths).toBe(1000 - 75 - own.deductions.error);
  });

  it('on a profile that does not exist is refused, saying which there are', () => {
    expect(() => profileOf({ path: 'own.yaml', text: 'id: own\nbasedOn: nobody\n' }, files)).toThrow(
      /there is no profile “nobody”; accepted: .*township/,
    );
  });

  it('with points that are none is refused', () => {
    expect(() => aProfile('rules: { a: many }\n')).toThrow(/rules\.a/);
  });
});

describe('offices of a profile', () => {
  it('are not asked a rule that is off', () => {
    const townships = withProfile(knowledge, profile('township'));
    const ids = new Set(townships.ruleset.rules.map(({ id }) => id));
    expect(ids.has('idle-powers')).toBe(false);
    expect(ids.has('applications-balance')).toBe(true);
    expect(knowledge.ruleset.rules.some(({ id }) => id === 'idle-powers')).toBe(true);
  });
});

describe('two profiles', () => {
  it('differ in the rules that they weigh otherwise, and in none from themselves', () => {
    const [banner, township] = [profile('banner'), profile('township')];
    const { differences, rules } = compareProfiles(banner, township, knowledge.catalogue);
    expect(rules).toBe(knowledge.catalogue.length);
    expect(differences).toContainEqual({ rule: 'idle-powers', first: 40 - 25, second: null });
    expect(compareProfiles(banner, banner, knowledge.catalogue).differences).toEqual([]);
  });
});

describe('the profiles that ship with the program', () => {
  const ids = new Set(knowledge.catalogue.map(({ id }) => id));

  it.each(files.map(({ path }) => path.replace('.yaml', '')))(
    '%s speaks of rules that exist, under its own name',
    (id) => {
      const own = profile(id);
      expect(own.id).toBe(id);
      expect([...(own.rules?.keys() ?? [])].filter((rule) => !ids.has(rule))).toEqual([]);
      expect(knowledge.catalogue.some((rule) => pointsOf(own, rule) !== null)).toBe(true);
    },
  );
});
