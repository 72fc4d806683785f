import { readTexts } from '../../jobs/load-knowledge.ts';
import { type Outcome, printed } from '../command.ts';
import { rulesFolder } from '../knowledge-files.ts';
import { unknownRules } from '../only-rules.ts';
import type { RulesOptions } from './rules-options.ts';

const idOf = (path: string): string =>
  path
    .split(/[/\\]/)
    .pop()!
    .replace(/\.rule\.yaml$/, '');

/** `gouji rules show <id>`: the rule file as it stands, then the page that explains it, where there is one. */
export const showRule = async (id: string, options: RulesOptions): Promise<Outcome> => {
  const folder = rulesFolder(options);
  const files = await readTexts(folder, '.rule.yaml');
  const file = files.find(({ path }) => idOf(path) === id);
  if (file === undefined) {
    throw unknownRules(
      [id],
      files.map(({ path }) => idOf(path)),
    );
  }
  const page = (await readTexts(folder, '.md')).find(({ path }) => path === file.path.replace(/\.rule\.yaml$/, '.md'));
  return printed(file.text.trimEnd(), '\n', ...(page === undefined ? [] : ['\n', page.text.trimEnd(), '\n']));
};
