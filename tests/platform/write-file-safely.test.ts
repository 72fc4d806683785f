import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { removeDrafts, writeFileSafely } from '../../src/platform/write-file-safely.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-write-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('a file that was written leaves nothing but itself', async () => {
  await writeFileSafely(join(folder, 'out', 'a.xlsx'), Buffer.from('x'));
  expect(await readdir(join(folder, 'out'))).toEqual(['a.xlsx']);
});

test('what a killed process left unfinished is removed, also in folders below, and nothing else is', async () => {
  const draft = '.a.xlsx.629f68de-15a8-49d2-bdb2-8151796c399c.tmp';
  await mkdir(join(folder, 'outbox'));
  for (const name of [draft, join('outbox', draft), '.hidden.tmp', 'notes.tmp', 'a.xlsx']) {
    await writeFile(join(folder, name), 'x');
  }
  await removeDrafts(folder);
  const left = await readdir(folder, { recursive: true });
  expect(left.sort()).toEqual(['.hidden.tmp', 'a.xlsx', 'notes.tmp', 'outbox']);
});

test('a folder that is not there has no drafts', async () => {
  await expect(removeDrafts(join(folder, 'none'))).resolves.toBeUndefined();
});
