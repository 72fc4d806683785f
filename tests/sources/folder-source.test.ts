import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/platform/limits.ts';
import { writeFileSafely } from '../../src/platform/write-file-safely.ts';
import { folderSource } from '../../src/sources/folder-source.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gouji-source-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('a folder of reports', () => {
  test('gives each file to the office of its folder, and those at the top to none', async () => {
    await writeFileSafely(join(folder, 'ushen/2017.txt'), Buffer.from('报告'));
    await writeFileSafely(join(folder, 'ushen/old/2016.txt'), Buffer.from('报告'));
    await writeFileSafely(join(folder, 'top.txt'), Buffer.from('报告'));
    const { entries } = await folderSource(folder).list();
    expect(entries.map(({ source, folder: office }) => [source, office])).toEqual([
      ['top.txt', null],
      ['ushen/2017.txt', 'ushen'],
      ['ushen/old/2016.txt', 'ushen'],
    ]);
  });

  test('takes the bytes as they are, with their hash', async () => {
    await writeFile(join(folder, 'a.txt'), 'abc');
    const [entry] = (await folderSource(folder).list()).entries;
    expect(await folderSource(folder).take(entry!)).toEqual({
      snapshot: {
        source: 'a.txt',
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        bytes: new Uint8Array([0x61, 0x62, 0x63]),
        declaredType: null,
      },
    });
  });

  test('refuses what is too large, gone or a link, by name, and gives the rest', async () => {
    await writeFile(join(folder, 'good.txt'), 'x');
    await writeFile(join(folder, 'gone.txt'), 'x');
    await writeFile(join(folder, 'huge.txt'), '');
    await truncate(join(folder, 'huge.txt'), LIMITS.fileBytes + 1);
    await symlink('/etc/passwd', join(folder, 'link.txt'));
    const source = folderSource(folder);
    const { entries, failures } = await source.list();
    await rm(join(folder, 'gone.txt'));
    const taken = await Promise.all(entries.map(source.take));
    expect(failures.map(({ source: name, code }) => [name, code])).toEqual([['link.txt', 'unsupported']]);
    expect(taken.map((one) => ('failure' in one ? one.failure.code : one.snapshot.source))).toEqual([
      'unreadable',
      'good.txt',
      'too-large',
    ]);
  });

  test('that cannot be listed is an error that names it', async () => {
    await expect(folderSource(join(folder, 'nowhere')).list()).rejects.toThrow(
      /nowhere"; accepted: a folder of reports/,
    );
  });
});
