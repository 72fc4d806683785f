import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Knowledge, parseKnowledge, profileOf, withProfile } from '../audit/knowledge.ts';
import { type Clock, localDate, systemClock } from '../platform/clock.ts';
import { ConfigurationError } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { readFolder, readPlainFile } from '../platform/read-folder.ts';
import { sha256 } from '../platform/sha256.ts';

type TextFile = { readonly path: string; readonly text: string };

/** What the nights know beforehand, for each scoring profile by its id. `version` changes with any of it and with the program. */
export type NightKnowledge = {
  readonly version: string;
  readonly byProfile: ReadonlyMap<string, Knowledge>;
};

export type KnowledgeFolders = { readonly rules: string; readonly templates: string; readonly profiles: string };

const inProject = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The project's own rules, forms and scoring. */
export const PROJECT_FOLDERS: KnowledgeFolders = {
  rules: inProject('src/rules/catalogue'),
  templates: inProject('seeds/templates'),
  profiles: inProject('seeds/profiles'),
};

const refuse = (cause: Error): never => {
  throw new ConfigurationError('rules, forms or scoring have faults:', cause.message.split('\n'), { cause });
};

/** The texts of a folder whose names end in `ending`, sorted by path. Throws a ConfigurationError when they cannot be read. */
export const readTexts = async (folder: string, ending: string): Promise<readonly TextFile[]> => {
  const { files } = await readFolder(folder).catch(refuse);
  const wanted = files.filter(({ path }) => path.endsWith(ending));
  return Promise.all(
    wanted.map(async ({ path }) => ({
      path: join(folder, path),
      text: new TextDecoder().decode(await readPlainFile(join(folder, path), LIMITS.fileBytes)),
    })),
  );
};

const programVersion = (): string => {
  const manifest: { version: string } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  return manifest.version;
};

/** Rules and forms are parsed once, with the first profile; the others only replace it. Faults of all files are told together. */
const parseAll = (
  rules: readonly TextFile[],
  templates: readonly TextFile[],
  profiles: readonly TextFile[],
  on: string,
) => {
  const faults: string[] = [];
  // the one that stands alone comes first: the others may be based on it
  const first = profiles.find(({ path }) => path.endsWith('default.yaml')) ?? profiles[0];
  const others = profiles.filter((file) => file !== first);
  if (!first) throw new Error('there is no scoring profile (*.yaml)');
  let knowledge: Knowledge | null = null;
  try {
    knowledge = parseKnowledge({ rules, templates, profile: first }, sha256, on);
  } catch (error) {
    faults.push((error as Error).message);
  }
  const more = others.flatMap((file) => {
    try {
      return [profileOf(file, profiles)];
    } catch (error) {
      faults.push((error as Error).message);
      return [];
    }
  });
  if (knowledge === null || faults.length > 0) throw new Error(faults.join('\n'));
  const base = knowledge;
  return new Map([base.profile, ...more].map((profile) => [profile.id, withProfile(base, profile)]));
};

/** Rules begin to count on a day of the calendar that the offices live by. */
const ZONE = 'Asia/Shanghai';

/**
 * Reads rules, forms and scoring profiles; of the rules those that count today by `clock`. Throws one ConfigurationError
 * with every fault of every file, with file and line.
 */
export const loadKnowledge = async (
  folders: KnowledgeFolders = PROJECT_FOLDERS,
  clock: Clock = systemClock,
): Promise<NightKnowledge> => {
  const [rules, templates, profiles] = await Promise.all([
    readTexts(folders.rules, '.rule.yaml'),
    readTexts(folders.templates, '.yaml'),
    readTexts(folders.profiles, '.yaml'),
  ]);
  const texts = [rules, templates, profiles].map((files) => files.map(({ text }) => text));
  const version = `${programVersion()}+${sha256(JSON.stringify(texts)).slice(0, 16)}`;
  try {
    return { version, byProfile: parseAll(rules, templates, profiles, localDate(clock.now(), ZONE)) };
  } catch (error) {
    return refuse(error as Error);
  }
};
