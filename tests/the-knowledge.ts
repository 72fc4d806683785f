import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Knowledge, parseKnowledge } from '../src/audit/knowledge.ts';
import { parseTemplate } from '../src/facts/parse-template.ts';
import type { Template } from '../src/model/template.ts';
import type { TextFile } from '../src/rules/parse-rule.ts';

const ROOT = join(import.meta.dirname, '..');

const filesIn = (folder: string, ending: string): readonly TextFile[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({ path: name.replaceAll('\\', '/'), text: readFileSync(join(ROOT, folder, name), 'utf8') }));

/** Files of the catalogue with the given ending: ".rule.yaml", ".cases.yaml". */
export const catalogueFiles = (ending: string): readonly TextFile[] => filesIn('src/rules/catalogue', ending);

/** The forms that ship with the program. */
export const theTemplates = (): readonly Template[] => filesIn('seeds/templates', '.yaml').map(parseTemplate);

let known: Knowledge | null = null;

/** The knowledge that ships with the program: its forms, its catalogue, its default profile. */
export const theKnowledge = (): Knowledge => {
  known ??= parseKnowledge(
    {
      rules: catalogueFiles('.rule.yaml'),
      templates: filesIn('seeds/templates', '.yaml'),
      profile: filesIn('seeds/profiles', 'default.yaml')[0]!,
    },
    (text) => createHash('sha256').update(text).digest('hex'),
  );
  return known;
};
