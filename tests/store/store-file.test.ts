import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations/registry.ts';
import { openStore } from '../../src/store/open-store.ts';
import type { Store } from '../../src/store/store.ts';

let folder = '';
let store: Store;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-file-'));
  store = await openStore(folder);
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('a store file that cannot be used says why', () => {
  const path = () => join(folder, 'gouji.db');

  const reopen = async () => {
    store = await openStore(folder);
  };

  /** Closes the store, lets its file be changed, and leaves an unusable one; the caller asserts, then it is removed. */
  const spoil = async (change: () => Promise<void> | void) => {
    await store.close();
    await change();
  };

  afterEach(async () => {
    await rm(path(), { force: true });
    await reopen();
  });

  test('when a newer program wrote it', async () => {
    await spoil(() => {
      const db = new DatabaseSync(path());
      db.exec('PRAGMA user_version = 99');
      db.close();
    });
    await expect(reopen()).rejects.toThrow(
      `gouji.db was written by a newer Gouji (schema 99; this one knows up to ${MIGRATIONS.length})`,
    );
  });

  test('when it is no database', async () => {
    await spoil(() => writeFile(path(), 'not a database '.repeat(100)));
    await expect(reopen()).rejects.toThrow(/gouji\.db: it is not a database, or damaged; restore a copy/);
  });

  test('when it belongs to another program', async () => {
    await spoil(async () => {
      await rm(path());
      const db = new DatabaseSync(path());
      db.exec('CREATE TABLE theirs (x)');
      db.close();
    });
    await expect(reopen()).rejects.toThrow('is a database of another program');
  });

  test('when pages of it are overwritten', async () => {
    await spoil(async () => {
      const size = (await readFile(path())).length;
      const file = await open(path(), 'r+');
      for (let at = 4096; at < size; at += 4096) await file.write(Buffer.alloc(512, 0xab), 0, 512, at);
      await file.close();
    });
    await expect(reopen()).rejects.toThrow(/damaged/);
  });
});
