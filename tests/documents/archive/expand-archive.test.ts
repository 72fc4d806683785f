import { gzipSync, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { archiveKind } from '../../../src/documents/archive/archive-kind.ts';
import { type Expanded, expandArchive } from '../../../src/documents/archive/expand-archive.ts';
import { encode } from '../snapshots.ts';

const MB = 1024 * 1024;

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

const REPORT = text('某旗人民政府2023年政府信息公开工作年度报告');

const PICTURE = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]);

const zip = (files: Zippable): Uint8Array => zipSync(files, { level: 6 });

const outcomeOf = async (bytes: Uint8Array) => expandArchive(bytes, archiveKind(bytes)!);

const expand = async (bytes: Uint8Array): Promise<Expanded> => {
  const outcome = await outcomeOf(bytes);
  if ('code' in outcome) throw new Error(outcome.message);
  return outcome;
};

const namesIn = async (bytes: Uint8Array): Promise<readonly string[]> =>
  (await expand(bytes)).members.map(({ name }) => name);

type Part = { readonly name?: string; readonly type: string; readonly body: string; readonly related?: boolean };

const partOf = ({ name, type, body }: Part): string =>
  [
    `Content-Type: ${type}`,
    ...(name ? [`Content-Disposition: attachment; filename="${name}"`] : []),
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(body).toString('base64'),
  ].join('\r\n');

const mail = (...parts: readonly Part[]): Uint8Array =>
  text(
    [
      'From: a@example.invalid',
      'To: b@example.invalid',
      'Subject: report',
      'MIME-Version: 1.0',
      'Content-Type: multipart/mixed; boundary=xx',
      '',
      ...parts.flatMap((part) => ['--xx', partOf(part)]),
      '--xx--',
      '',
    ].join('\r\n'),
  );

describe('an archive', () => {
  it('gives the files in it, byte for byte', async () => {
    const { members, failures, leftOut } = await expand(zip({ '甲旗/2023.txt': REPORT }));
    expect(members).toEqual([{ name: '甲旗/2023.txt', bytes: REPORT }]);
    expect([failures, leftOut]).toEqual([[], []]);
  });

  it('gives those of archives inside it, three deep and no deeper', async () => {
    const deep = zip({ 'c.zip': zip({ 'b.zip': zip({ 'report.txt': REPORT, 'a.zip': zip({ 'x.txt': REPORT }) }) }) });
    const { members, failures } = await expand(deep);
    expect(members.map(({ name }) => name)).toEqual(['c.zip!b.zip!report.txt']);
    expect(failures).toMatchObject([{ name: 'c.zip!b.zip!a.zip', failure: { code: 'too-large' } }]);
  });

  it('may be one packed file', async () => {
    expect(await expand(gzipSync(REPORT, { filename: '2023.txt' }))).toMatchObject({
      members: [{ name: '2023.txt', bytes: REPORT }],
    });
    expect(await namesIn(gzipSync(zip({ 'a.txt': REPORT })))).toEqual(['content!a.txt']);
  });

  it('leaves out what archivers, systems and web pages add, and says so', async () => {
    const { members, leftOut } = await expand(
      zip({
        '2023.html': REPORT,
        '__MACOSX/._2023.html': text('x'),
        'Thumbs.db': text('x'),
        '2023_files/style.css': text('x'),
        '2023_files/logo.png': PICTURE,
        '~$2023.docx': text('x'),
        'empty.txt': new Uint8Array(0),
      }),
    );
    expect(members.map(({ name }) => name)).toEqual(['2023.html']);
    expect(leftOut).toHaveLength(6);
  });

  it('of pictures alone is a scanned report', async () => {
    expect(await namesIn(zip({ '1.png': PICTURE, '2.png': PICTURE }))).toEqual(['1.png', '2.png']);
  });

  it('names a member that is damaged and gives the others', async () => {
    const bytes = zip({ 'a.txt': [REPORT, { level: 0 }], 'b.txt': [REPORT, { level: 0 }] });
    bytes[40] = bytes[40]! ^ 1;
    const { members, failures } = await expand(bytes);
    expect(members.map(({ name }) => name)).toEqual(['b.txt']);
    expect(failures).toMatchObject([{ name: 'a.txt', failure: { code: 'unreadable' } }]);
  });

  it('that is damaged as a whole is a failure', async () => {
    expect(await outcomeOf(zip({ 'a.txt': REPORT }).slice(0, 60))).toMatchObject({ code: 'unreadable' });
    expect(await outcomeOf(gzipSync(REPORT).slice(0, 20))).toMatchObject({ code: 'unreadable' });
  });

  it('is told from a document that is packed the same way', () => {
    expect(archiveKind(zip({ '[Content_Types].xml': text('x'), 'word/document.xml': text('x') }))).toBeNull();
    expect(archiveKind(zip({ 'OFD.xml': text('x') }))).toBeNull();
    expect(archiveKind(zip({ 'word/report.txt': REPORT }))).toBe('zip');
  });
});

describe('the names in an archive', () => {
  it.each([
    ['../../../etc/passwd', 'etc/passwd'],
    ['/etc/passwd', 'etc/passwd'],
    ['C:\\Windows\\a.txt', 'C:/Windows/a.txt'],
    ['a\u202etxt.exe', 'atxt.exe'],
    ['a\u0007\nb.txt', 'ab.txt'],
    ['..', 'unnamed'],
    [`${'长'.repeat(200)}.txt`, `…${'长'.repeat(156)}.txt`],
  ])('are cleaned for showing: %j', async (name, label) => {
    expect(await namesIn(zip({ [name]: REPORT }))).toEqual([label]);
  });

  it('are read as GB18030 when they are no UTF-8', async () => {
    const raw = encode('年报.txt', 'gb18030');
    const bytes = zip({ ['x'.repeat(raw.length)]: REPORT });
    const patched = Buffer.from(bytes);
    for (let at = patched.indexOf('x'.repeat(raw.length)); at >= 0; at = patched.indexOf('x'.repeat(raw.length))) {
      patched.set(raw, at);
    }
    expect(await namesIn(patched)).toEqual(['年报.txt']);
  });

  it('are told apart when two members have the same', async () => {
    expect(await namesIn(zip({ 'a/b.txt': REPORT, 'a//b.txt': REPORT }))).toEqual(['a/b.txt', 'a/b.txt (2)']);
  });
});

describe('a mail message', () => {
  const letter: Part = { type: 'text/plain; charset=utf-8', body: '附件为我单位年度报告，请查收。' };

  it('gives its attachments, and not its covering letter', async () => {
    const bytes = mail(letter, { name: '2023.txt', type: 'text/plain', body: 'REPORT' });
    const { members, leftOut } = await expand(bytes);
    expect(members).toEqual([{ name: '2023.txt', bytes: text('REPORT') }]);
    expect(leftOut).toMatchObject([{ name: 'message.txt' }]);
  });

  it('is itself the report when nothing is attached', async () => {
    expect(await namesIn(mail({ type: 'text/html; charset=utf-8', body: '<p>年度报告</p>' }))).toEqual([
      'message.html',
    ]);
  });

  it('gives what is in attached archives and forwarded messages', async () => {
    const inner = Buffer.from(mail(letter, { name: 'a.txt', type: 'text/plain', body: 'A' })).toString('latin1');
    const bytes = mail(letter, { name: 'forwarded.eml', type: 'application/octet-stream', body: inner });
    expect(await namesIn(bytes)).toEqual(['forwarded.eml!a.txt']);
  });

  it("names Outlook's own packing, and what would be accepted", async () => {
    const { failures } = await expand(mail(letter, { name: 'winmail.dat', type: 'application/ms-tnef', body: 'x' }));
    expect(failures).toMatchObject([{ name: 'winmail.dat', failure: { code: 'unsupported' } }]);
    expect(failures[0]?.failure.message).toContain('plain files');
  });
});

describe('a bomb is stopped while it inflates', () => {
  const seconds = async (bytes: Uint8Array): Promise<{ readonly took: number; readonly outcome: unknown }> => {
    const start = performance.now();
    const outcome = await outcomeOf(bytes);
    return { took: (performance.now() - start) / 1000, outcome };
  };

  it.each([
    ['a member that grows a thousand times', () => zip({ 'a.txt': new Uint8Array(64 * MB) })],
    ['a packed file that does', () => gzipSync(new Uint8Array(64 * MB))],
    [
      'many of them',
      () => zip(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}`, new Uint8Array(2 * MB)]))),
    ],
    ['a bomb in a bomb', () => zip({ 'a.zip': zip({ 'b.zip': zip({ 'c.txt': new Uint8Array(64 * MB) }) }) })],
  ])('%s', async (_, make) => {
    const { took, outcome } = await seconds(make());
    const failures =
      'code' in (outcome as object) ? [outcome] : (outcome as Expanded).failures.map((one) => one.failure);
    expect(failures[0]).toMatchObject({ code: 'too-large' });
    expect('members' in (outcome as object) ? (outcome as Expanded).members : []).toEqual([]);
    expect(took).toBeLessThan(5);
  });

  it('more files than anybody has', async () => {
    const many = zip(Object.fromEntries(Array.from({ length: 2100 }, (_, i) => [`${i}.txt`, text('x')])));
    expect(await outcomeOf(many)).toMatchObject({ code: 'too-large' });
  });
});
