import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FileTooLarge, readFolder, readPlainFile } from '../../src/platform/read-folder.ts';
import { writeFileSafely } from '../../src/platform/write-file-safely.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-files-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('writing a file', () => {
  test('makes the folders it needs and leaves nothing else behind', async () => {
    await writeFileSafely(join(folder, 'a/b/c.txt'), Buffer.from('one'));
    await writeFileSafely(join(folder, 'a/b/c.txt'), Buffer.from('two'));
    expect(await readFile(join(folder, 'a/b/c.txt'), 'utf8')).toBe('two');
    expect(await readdir(join(folder, 'a/b'))).toEqual(['c.txt']);
  });

  test('that fails names the path, keeps the old one and leaves no draft', async () => {
    await mkdir(join(folder, 'taken'));
    await expect(writeFileSafely(join(folder, 'taken'), Buffer.from('x'))).rejects.toThrow(
      `cannot write ${join(folder, 'taken')} (1 bytes)`,
    );
    expect(await readdir(folder)).toEqual(['taken']);
  });
});

describe('reading a folder', () => {
  test('lists plain files by path, with slashes, and passes over hidden ones', async () => {
    await writeFileSafely(join(folder, 'b/2.txt'), Buffer.from('22'));
    await writeFileSafely(join(folder, 'a.txt'), Buffer.from('1'));
    await writeFileSafely(join(folder, '.DS_Store'), Buffer.from(''));
    await writeFileSafely(join(folder, 'b/~$2.docx'), Buffer.from(''));
    expect(await readFolder(folder)).toEqual({
      files: [
        { path: 'a.txt', size: 1 },
        { path: 'b/2.txt', size: 2 },
      ],
      refused: [],
    });
  });

  test('does not follow links, to files or to folders, and says so', async () => {
    await writeFile(join(folder, 'real.txt'), 'x');
    await symlink('/etc', join(folder, 'etc'));
    await symlink('real.txt', join(folder, 'alias.txt'));
    const { files, refused } = await readFolder(folder);
    expect(files.map(({ path }) => path)).toEqual(['real.txt']);
    expect(refused.map(({ path }) => path)).toEqual(['alias.txt', 'etc']);
    await expect(readPlainFile(join(folder, 'alias.txt'), 10)).rejects.toThrow(/ELOOP|symbolic/);
  });

  test('refuses a file above the limit unread', async () => {
    await writeFile(join(folder, 'big'), 'x'.repeat(11));
    await expect(readPlainFile(join(folder, 'big'), 10)).rejects.toThrow(FileTooLarge);
    expect(await readPlainFile(join(folder, 'big'), 11)).toHaveLength(11);
  });
});
