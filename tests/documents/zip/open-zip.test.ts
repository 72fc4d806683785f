import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ReadingFault } from '../../../src/documents/reading-fault.ts';
import { findPart, openZip, type ZipArchive } from '../../../src/documents/zip/open-zip.ts';
import { ARCHIVE_LIMITS, type ZipLimits } from '../../../src/documents/zip/zip-limits.ts';
import { encode } from '../snapshots.ts';
import { directoryRecords, withField, zipOf } from './zip-files.ts';

const open = (bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<ZipArchive> =>
  openZip(bytes, { ...ARCHIVE_LIMITS, ...limits });

const readFirst = async (bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<Uint8Array> => {
  const archive = await open(bytes, limits);
  return archive.read(archive.entries[0]!);
};

const faultOf = async (reading: Promise<unknown>): Promise<string> => {
  const fault = await reading.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(fault instanceof ReadingFault)) throw new Error(`no reading fault: ${fault}`);
  return `${fault.code}: ${fault.message}`;
};

const noughts = (size: number): Uint8Array => new Uint8Array(size);

describe('the zip gate', () => {
  it('gives back every member as it was put in', async () => {
    const members = fc.dictionary(
      fc.string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'b', '年', '报') }),
      fc.uint8Array({ maxLength: 3000 }),
      { minKeys: 1, maxKeys: 6 },
    );
    await fc.assert(
      fc.asyncProperty(members, fc.constantFrom(0 as const, 6 as const), async (put, level) => {
        const archive = await open(zipSync({ ...put }, { level }));
        const got = await Promise.all(
          archive.entries.map(async (entry) => [entry.name, await archive.read(entry)] as const),
        );
        expect(Object.fromEntries(got)).toEqual({ ...put });
      }),
      { numRuns: 60 },
    );
  });

  it('reads a damaged archive as it was, or refuses it with a reason', async () => {
    const zip = zipOf({ '报告.txt': '公开申请3744件', 'b.xml': '<a/>'.repeat(50) });
    const whole = await open(zip);
    const before = await Promise.all(whole.entries.map((entry) => whole.read(entry)));
    const damage = fc.array(fc.tuple(fc.nat(zip.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(damage, async (changes) => {
        const copy = zip.slice();
        for (const [at, value] of changes) copy[at] = value;
        try {
          const archive = await open(copy);
          for (const entry of archive.entries) expect(before).toContainEqual(await archive.read(entry));
        } catch (error) {
          expect(error).toBeInstanceOf(ReadingFault);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('refuses what is cut off anywhere', async () => {
    const zip = zipOf({ 'a.txt': '甲'.repeat(100) });
    for (let end = 0; end < zip.length; end += 7) {
      expect(await faultOf(readFirst(zip.slice(0, end)))).toMatch(/^unreadable: the zip archive is damaged/);
    }
  });

  it('reads an archive with bytes behind its end', async () => {
    const zip = zipOf({ 'a.txt': '甲' });
    const longer = new Uint8Array([...zip, 13, 10, 0, 0]);
    expect(new TextDecoder().decode(await readFirst(longer))).toBe('甲');
  });

  it.each([
    ['UTF-8', new TextEncoder().encode('年报/附件.docx')],
    ['GBK', encode('年报/附件.docx', 'gb18030')],
    ['GBK with the wrong slash', encode('年报\\附件.docx', 'gb18030')],
  ])('reads names in %s', async (_, name) => {
    const placeholder = 'x'.repeat(name.length);
    const zip = zipOf({ [placeholder]: '甲' });
    zip.set(name, directoryRecords(zip)[0]! + 46);
    expect((await open(zip)).entries[0]!.name).toBe('年报/附件.docx');
  });

  it('lists names that climb out of the archive as they are: they are only names', async () => {
    expect((await open(zipOf({ '../../etc/passwd': '' }))).entries[0]!.name).toBe('../../etc/passwd');
  });

  it('stops a bomb by the ratio, naming the member', async () => {
    expect(await faultOf(readFirst(zipOf({ 'bomb.xml': noughts(4_000_000) })))).toMatch(
      /^too-large: the member bomb\.xml inflates to more than 100 times its packed size of \d+ bytes$/,
    );
  });

  it('lets a small member be packed as tightly as it can', async () => {
    expect((await readFirst(zipOf({ 'small.xml': noughts(900_000) }))).length).toBe(900_000);
  });

  it('stops a member beyond its limit, and an archive beyond the limit of all', async () => {
    const zip = zipSync({ a: noughts(5000), b: noughts(5000) }, { level: 0 });
    expect(await faultOf(readFirst(zip, { memberBytes: 4000 }))).toBe('too-large: the member a inflates beyond 0 MB');
    const archive = await open(zip, { totalBytes: 8000 });
    await archive.read(archive.entries[0]!);
    expect(await faultOf(archive.read(archive.entries[1]!))).toMatch(/^too-large: the member b takes what is read/);
  });

  it('stops inflating when the declared size is a lie', async () => {
    const lie = withField(zipOf({ 'lie.xml': noughts(3_000_000) }), 0, 24, 4, 10);
    expect(await faultOf(readFirst(lie))).toMatch(/^unreadable: the member lie\.xml is damaged/);
  });

  it('refuses a member that claims two gigabytes without inflating it', async () => {
    const claim = withField(zipOf({ 'big.xml': '<a/>' }), 0, 24, 4, 2 ** 31);
    expect(await faultOf(readFirst(claim))).toMatch(/^too-large: the member big\.xml/);
  });

  it('refuses a member whose checksum does not fit', async () => {
    expect(await faultOf(readFirst(withField(zipOf({ a: '37' }), 0, 16, 4, 1)))).toBe(
      'unreadable: the member a is damaged: its checksum does not fit',
    );
  });

  it('refuses more members than are granted', async () => {
    const many = zipOf(Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`${i}`, ''])));
    expect(await faultOf(open(many, { members: 11 }))).toBe(
      'too-large: the archive lists 12 members; at most 11 are read',
    );
  });

  it('refuses members that share their bytes', async () => {
    const zip = zipOf({ 'a.xml': '甲', 'b.xml': '乙' });
    expect(await faultOf(open(withField(zip, 1, 42, 4, 0)))).toBe(
      'unreadable: the members a.xml and b.xml of the archive overlap',
    );
  });

  it('lists an encrypted member and a symbolic link, and reads neither', async () => {
    const zip = zipOf({ 'a.xml': '甲' });
    expect(await faultOf(readFirst(withField(zip, 0, 8, 2, 1)))).toBe('encrypted: the member a.xml is encrypted');
    const link = withField(withField(zip, 0, 4, 2, (3 << 8) | 20), 0, 38, 4, 0xa1ff0000);
    expect(await faultOf(readFirst(link))).toBe('unsupported: the member a.xml is a symbolic link');
  });

  it('finds a part without regard to case, and refuses a part that is there twice', async () => {
    const archive = await open(zipOf({ 'Word/Document.xml': '甲', '/rels': '' }));
    expect(findPart(archive, '/word/document.xml')?.index).toBe(0);
    expect(findPart(archive, 'rels')?.index).toBe(1);
    expect(findPart(archive, 'word')).toBeNull();
    const twice = await open(zipOf({ 'a.xml': '甲', 'A.XML': '乙' }));
    expect(() => findPart(twice, 'a.xml')).toThrow('the package has 2 parts named a.xml');
  });
});
