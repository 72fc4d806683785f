import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

type Cruise = {
  readonly modules: readonly { readonly source: string }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
};

/** Runs the project's own check over the sources below `folder`. */
const cruise = (folder: string): Cruise => {
  const command = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const args = [command, '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src'];
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 } as const;
  try {
    return JSON.parse(execFileSync(process.execPath, args, options)) as Cruise;
  } catch (error) {
    // Violations are an exit code other than 0; the report is on standard output all the same.
    return JSON.parse((error as { stdout: string }).stdout) as Cruise;
  }
};

// The table of the architecture, written down a second time so that a slip in the configuration shows.
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ['model'],
  platform: [],
  documents: ['model', 'text'],
  facts: ['model', 'text'],
  claims: ['model', 'text'],
  rules: ['model', 'text', 'rules/expression'],
  findings: ['model', 'text'],
  scorecards: ['model', 'text', 'rules/expression'],
  localisation: ['model', 'text', 'rules/expression'],
  audit: [
    'model',
    'documents',
    'facts',
    'claims',
    'rules',
    'rules/expression',
    'findings',
    'scorecards',
    'localisation',
  ],
  sources: ['model', 'text', 'platform'],
  delivery: ['model', 'text', 'platform'],
  store: ['model', 'text', 'platform'],
  jobs: ['model', 'text', 'platform', 'sources', 'audit', 'scorecards', 'delivery', 'store'],
};

const FOLDERS = Object.keys(MAY_IMPORT);
const TARGETS = [...FOLDERS, 'rules/expression', 'cli'];

const NODE_AT = ['platform', 'sources', 'store', 'jobs', 'delivery/transport', 'cli'];
const NETWORK_AT = ['sources', 'delivery/transport'];

let folder = '';
let found: Cruise;

const put = (path: string, text: string): void => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};

const violated = (from: string, to: string): boolean =>
  found.summary.violations.some((violation) => violation.from === from && violation.to === to);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gouji-imports-'));
  cpSync(join(root, '.dependency-cruiser.mjs'), join(folder, '.dependency-cruiser.mjs'));
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const to of TARGETS) put(`src/${to}/to.ts`, 'export type To = 1;\n');
  for (const from of FOLDERS) {
    const up = '../'.repeat(from.split('/').length);
    for (const to of TARGETS) {
      if (to === from) continue;
      put(`src/${from}/of-${to.replace('/', '-')}.ts`, `export type { To } from '${up}${to}/to.ts';\n`);
    }
  }
  for (const from of [...FOLDERS, 'delivery/transport', 'cli']) {
    put(`src/${from}/node.ts`, `export { readFile } from 'node:fs';\n`);
    put(`src/${from}/network.ts`, `export { connect } from 'node:net';\n`);
    put(`src/${from}/database.ts`, `export { DatabaseSync } from 'node:sqlite';\n`);
  }
  found = cruise(folder);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the check of import directions', () => {
  it.each(FOLDERS)('lets %s import what the table says and reports everything else, even of types', (from) => {
    const reported = TARGETS.filter((to) => violated(`src/${from}/of-${to.replace('/', '-')}.ts`, `src/${to}/to.ts`));
    const expected = TARGETS.filter((to) => to !== from && !MAY_IMPORT[from]!.includes(to));
    expect(reported).toEqual(expected);
  });

  it('reports the world (files, clock, environment) everywhere but at the edges', () => {
    const all = [...FOLDERS, 'delivery/transport', 'cli'];
    expect(all.filter((from) => !violated(`src/${from}/node.ts`, 'fs')).sort()).toEqual([...NODE_AT].sort());
  });

  it('reports a network module everywhere but where reports come from and mails go', () => {
    const all = [...FOLDERS, 'delivery/transport', 'cli'];
    expect(all.filter((from) => !violated(`src/${from}/network.ts`, 'net')).sort()).toEqual([...NETWORK_AT].sort());
  });

  it('reports a database anywhere but in the store', () => {
    const all = [...FOLDERS, 'delivery/transport', 'cli'];
    expect(all.filter((from) => !violated(`src/${from}/database.ts`, 'node:sqlite'))).toEqual(['store']);
  });

  it('sees every source file of the project', () => {
    const files = globSync('src/**/*.ts', { cwd: root }).sort();
    const seen = cruise(root)
      .modules.map((module) => module.source)
      .filter((source) => source.startsWith('src/'));
    expect(files.length).toBeGreaterThan(20);
    expect(seen.sort()).toEqual(files);
  });
});
