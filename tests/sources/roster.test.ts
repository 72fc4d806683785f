import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { officesByName, parseRoster, readRoster } from '../../src/sources/roster.ts';

const HEADER = 'id,name,level,parent,profile,report_page,mail,aliases';

const parse = (...lines: readonly string[]) => parseRoster(Buffer.from([HEADER, ...lines].join('\n')));

const faultsOf = (...lines: readonly string[]) => {
  const parsed = parse(...lines);
  return 'faults' in parsed ? parsed.faults.map(({ line, column, value }) => ({ line, column, value })) : [];
};

/** "乌审旗" and two columns more in GBK, as a Chinese spreadsheet saves it. */
const GBK = Buffer.concat([
  Buffer.from(`${HEADER}\r\nushen,`),
  Buffer.from([0xce, 0xda, 0xc9, 0xf3, 0xc6, 0xec]),
  Buffer.from(',banner,,,,a@example.invalid,\r\n'),
]);

describe('the roster', () => {
  test('gives each office with its parent, its profile and its other names', () => {
    const parsed = parse(
      'nmg,甲区,province,,,,,',
      'ushen,乌审旗,banner,nmg,small,https://x.example/p,a@b.example,旗政府| 办公室 ',
    );
    expect(parsed).toMatchObject({
      offices: [
        { id: 'nmg', parent: null, profile: 'default', reportPage: null, mail: null, aliases: [] },
        {
          id: 'ushen',
          name: '乌审旗',
          level: 'banner',
          parent: 'nmg',
          profile: 'small',
          reportPage: 'https://x.example/p',
          mail: 'a@b.example',
          aliases: ['旗政府', '办公室'],
        },
      ],
    });
  });

  test.each([
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${HEADER}\nushen,乌审旗,banner,,,,,`)],
    ['GBK', GBK],
    ['UTF-16', Buffer.from(`\ufeff${HEADER}\nushen,乌审旗,banner,,,,,`, 'utf16le')],
  ])('is read in %s', (_charset, bytes) => {
    const parsed = parseRoster(bytes);
    expect('offices' in parsed && parsed.offices[0]?.name).toBe('乌审旗');
  });

  test('tells every fault with line, column and value, not only the first', () => {
    expect(
      faultsOf(
        'a/b,甲,province,,,,,',
        'con,,village,,,,,',
        'x,丙,city,nowhere,,ftp://x,"a@b.example, c@d.example",',
        'X,丁,city,,,,,',
        'p,戊,city,q,,,,',
        'q,己,city,p,,,,',
        'z,庚,city,,,',
      ),
    ).toEqual([
      { line: 2, column: 'id', value: 'a/b' },
      { line: 3, column: 'id', value: 'con' },
      { line: 3, column: 'name', value: '' },
      { line: 3, column: 'level', value: 'village' },
      { line: 4, column: 'report_page', value: 'ftp://x' },
      { line: 4, column: 'mail', value: 'a@b.example, c@d.example' },
      { line: 4, column: 'parent', value: 'nowhere' },
      { line: 5, column: 'id', value: 'X' },
      { line: 6, column: 'parent', value: 'q' },
      { line: 8, column: null, value: '6 cells' },
    ]);
  });

  test('names the circle of parents once, also when an office is its own parent', () => {
    const parsed = parse('a,甲,city,b,,,,', 'b,乙,city,c,,,,', 'c,丙,city,b,,,,', 'd,丁,city,d,,,,');
    expect('faults' in parsed && parsed.faults.map(({ line, accepted }) => [line, accepted])).toEqual([
      [2, 'a parent outside the circle b → c → b'],
      [5, 'a parent outside the circle d → d'],
    ]);
  });

  test('finds exactly the chains that do not end at the top', () => {
    const parents = fc.array(fc.nat(7), { minLength: 1, maxLength: 7 });
    fc.assert(
      fc.property(parents, (up) => {
        const lines = up.map((to, own) => `o${own},名${own},city,${to < up.length ? `o${to}` : ''},,,,`);
        const endsAtTop = (start: number): boolean => {
          let at = start;
          for (let step = 0; step <= up.length && at < up.length; step += 1) at = up[at]!;
          return at >= up.length;
        };
        expect('offices' in parse(...lines)).toBe(up.every((_to, own) => endsAtTop(own)));
      }),
    );
  });

  test.each([
    ['an unknown column', 'id,name,level,email'],
    ['a column twice', 'id,name,level,name'],
    ['a missing column', 'id,name'],
  ])('is refused with %s', (_what, header) => {
    const parsed = parseRoster(Buffer.from(`${header}\na,b,city,d`));
    expect('faults' in parsed && parsed.faults.length).toBe(1);
  });

  test('says on which line a quotation mark is not closed', () => {
    const parsed = parse('a,甲,city,,,,,', 'b,"乙,city,,,,,');
    expect('faults' in parsed && parsed.faults[0]).toMatchObject({ value: 'CSV_QUOTE_NOT_CLOSED' });
  });

  test('is refused when it is no text at all', () => {
    expect(parseRoster(Buffer.from([0x50, 0x4b, 0x03, 0x04, 0, 0, 0xff]))).toMatchObject({
      faults: [{ accepted: 'a text in UTF-8, UTF-16 or GBK' }],
    });
  });

  test('that is missing is named', async () => {
    await expect(readRoster('/nowhere/offices.csv')).rejects.toThrow('the roster /nowhere/offices.csv cannot be read');
  });

  test('of the samples has no fault', async () => {
    const parsed = parseRoster(await readFile(new URL('../../seeds/offices.csv', import.meta.url)));
    expect('offices' in parsed).toBe(true);
  });
});

describe('finding an office by the name in a report', () => {
  const parsed = parse('a,甲旗人民政府,banner,,,,,甲旗|共用名', 'b,乙旗人民政府,banner,,,,,共用名');
  const find = officesByName('offices' in parsed ? parsed.offices : []);

  test('looks past spaces and full-width characters, and knows other names', () => {
    expect(find('甲旗 人民政府')?.id).toBe('a');
    expect(find('甲旗')?.id).toBe('a');
  });

  test('gives no office for a name of none, or of two', () => {
    expect(find('丙旗')).toBeNull();
    expect(find('共用名')).toBeNull();
  });
});
