import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

// Writes the generated pages; with --check it only tells which are out of date.

const root = fileURLToPath(new URL('..', import.meta.url));

const PAGES = [
  { file: 'docs/rules.md', command: ['rules', 'docs'] },
  { file: 'docs/schema/audit-1.schema.json', command: ['schema', 'audit'] },
  { file: 'docs/schema/rule-1.schema.json', command: ['schema', 'rule'] },
] as const;

const generate = (command: readonly string[]): string => {
  const result = spawnSync(process.execPath, [join(root, 'bin/gouji.js'), ...command], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (result.status !== 0) throw new Error(`gouji ${command.join(' ')} failed: ${result.stderr}`);
  return result.stdout;
};

const written = (file: string): string | null => {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
};

const checking = process.argv.includes('--check');
for (const page of PAGES) {
  const text = generate(page.command);
  if (written(page.file) === text) continue;
  if (checking) {
    console.error(`${page.file} is out of date: run "npm run docs"`);
    process.exitCode = 1;
    continue;
  }
  mkdirSync(dirname(join(root, page.file)), { recursive: true });
  writeFileSync(join(root, page.file), text);
  console.log(`wrote ${page.file}`);
}
