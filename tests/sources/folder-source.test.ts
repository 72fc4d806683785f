import { appendFileSync } from 'node:fs';
import { mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../src/platform/limits.ts';
import { writeFileSafely } from '../../src/platform/write-file-safely.ts';
import { folderSource } from '../../src/sources/folder-source.ts';
import { aTaking } from './a-taking.ts';

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
    const taking = aTaking();
    await folderSource(folder).take(entry!, taking.context);
    expect(taking.reports).toEqual([
      {
        source: 'a.txt',
        sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
        bytes: new Uint8Array([0x61, 0x62, 0x63]),
        declaredType: null,
        folder: null,
      },
    ]);
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
    const taking = aTaking();
    const wrong = await Promise.all(entries.map((entry) => source.take(entry, taking.context)));
    expect(failures.map(({ source: name, code }) => [name, code])).toEqual([['link.txt', 'unsupported']]);
    expect(wrong.flat().map(({ source: name, code }) => [name, code])).toEqual([
      ['gone.txt', 'unreadable'],
      ['huge.txt', 'too-large'],
    ]);
    expect(taking.reports.map((one) => one.source)).toEqual(['good.txt']);
  });

  test('leaves what is still being written for the next night, and says so', async () => {
    await writeFile(join(folder, 'done.txt'), 'x');
    await writeFile(join(folder, 'growing.txt'), 'x');
    await writeFile(join(folder, 'loading.pdf.part'), 'x');
    const source = folderSource(folder);
    const listing = source.list();
    const writing = setInterval(() => appendFileSync(join(folder, 'growing.txt'), 'x'), 10);
    const { entries, failures } = await listing;
    clearInterval(writing);
    expect(entries.map((entry) => entry.source)).toEqual(['done.txt']);
    expect(failures.map(({ source: name, code }) => [name, code])).toEqual([
      ['growing.txt', 'being-written'],
      ['loading.pdf.part', 'being-written'],
    ]);
  });

  test('does not take a file that changed since it was listed', async () => {
    await writeFile(join(folder, 'a.txt'), 'abc');
    const source = folderSource(folder);
    const [entry] = (await source.list()).entries;
    await writeFile(join(folder, 'a.txt'), 'abcdef');
    const wrong = await source.take(entry!, aTaking().context);
    expect(wrong.map(({ code }) => code)).toEqual(['being-written']);
  });

  test('that cannot be listed is an error that names it', async () => {
    await expect(folderSource(join(folder, 'nowhere')).list()).rejects.toThrow(
      /nowhere"; accepted: a folder of reports/,
    );
  });
});
