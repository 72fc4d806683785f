import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFacts } from '../../src/facts/read-facts.ts';
import { printShort } from '../../src/model/decimal.ts';
import { type FactSet, factKey } from '../../src/model/fact.ts';
import type { Template } from '../../src/model/template.ts';
import { theTemplates } from '../the-knowledge.ts';
import { aDocument, aTable, dissolved, type Filling, formRows } from './a-form.ts';

const templates = theTemplates();

const formOf = (id: string): Template => templates.find((template) => template.id === id)!;

const slotsOf = (template: Template) =>
  template.tables.flatMap((table) =>
    table.rows.filter((row) => row.role === 'data' && !row.optional).flatMap((row) => row.slots),
  );

const read = (set: FactSet): Record<string, string> =>
  Object.fromEntries(
    set.facts.map((fact) => [
      factKey(fact.indicator, fact.group),
      fact.reading.is === 'stated' ? printShort(fact.reading.value) : fact.reading.is,
    ]),
  );

const filledWith = (template: Template): fc.Arbitrary<Record<string, string>> =>
  fc
    .array(fc.nat(99999), { minLength: slotsOf(template).length, maxLength: slotsOf(template).length })
    .map((figures) =>
      Object.fromEntries(slotsOf(template).map((slot, i) => [factKey(slot.indicator, slot.group), String(figures[i])])),
    );

const fillFrom =
  (figures: Record<string, string>): Filling =>
  (indicator, group) =>
    figures[factKey(indicator, group)];

describe.each(templates.map((template) => [template.id, template] as const))('the form %s', (_id, template) => {
  it('gives back every figure it was filled with, whatever the figures', () => {
    fc.assert(
      fc.property(filledWith(template), (figures) => {
        const tables = template.tables.map((table) => aTable(formRows(template, table, fillFrom(figures))));
        expect(read(readFacts(aDocument(tables), templates))).toEqual(figures);
      }),
      { numRuns: 25 },
    );
  });

  it('gives back every figure when only the order of its cells is known', () => {
    fc.assert(
      fc.property(filledWith(template), (figures) => {
        const tables = template.tables.map((table) => dissolved(formRows(template, table, fillFrom(figures))));
        expect(read(readFacts(aDocument(tables), templates))).toEqual(figures);
      }),
      { numRuns: 25 },
    );
  });

  it('is recognised by its tables even when the year says another form', () => {
    const tables = template.tables.map((table) => aTable(formRows(template, table, () => '1')));
    const title = '样例市2012年政府信息公开工作年度报告';
    const set = readFacts(aDocument(tables, [title]), templates);
    expect([set.template, set.recognisedBy]).toEqual([template.id, 'tables']);
  });
});

describe('an empty cell', () => {
  const template = formOf('annual-report-2014');

  it('is a blank, not a zero', () => {
    const tables = template.tables.map((table) => aTable(formRows(template, table, () => undefined)));
    const readings = new Set(Object.values(read(readFacts(aDocument(tables), templates))));
    expect(readings).toEqual(new Set(['blank']));
  });

  it('that has vanished in the statistics table does not take the next row’s figure', () => {
    const fill: Filling = (indicator) => (indicator === 'g14.disc.ch.gazette' ? undefined : '7');
    const tables = template.tables.map((table) => dissolved(formRows(template, table, fill)));
    const figures = read(readFacts(aDocument(tables), templates));
    expect([figures['g14.disc.ch.gazette'], figures['g14.disc.ch.website']]).toEqual(['blank', '7']);
  });

  it('that has vanished in table 3 leaves its row unreadable, never shifted', () => {
    const form = formOf('annual-report-2021');
    const fill: Filling = (indicator, group) => (indicator === 't3.granted' && group === 'sci' ? undefined : '4');
    const tables = form.tables.map((table) => dissolved(formRows(form, table, fill)));
    const figures = read(readFacts(aDocument(tables), templates));
    expect([figures['t3.granted[np]'], figures['t3.partial[np]']]).toEqual(['unreadable', '4']);
  });
});

describe('a row of the form', () => {
  const form = formOf('annual-report-2021');

  it('that is missing is absent', () => {
    const tables = form.tables.map((table) =>
      aTable(formRows(form, table, () => '3').filter((row) => !row[0]?.includes('重复申请'))),
    );
    const figures = read(readFacts(aDocument(tables), templates));
    expect([figures['t3.reject.repeat[np]'], figures['t3.reject.petition[np]']]).toEqual(['absent', '3']);
  });

  it('that the form does not know is kept under a code of its own', () => {
    const tables = form.tables.map((table) => {
      const rows = formRows(form, table, () => '3');
      return aTable(table.id === 't2' ? [...rows, ['其他主动公开文件', '12']] : rows);
    });
    const set = readFacts(aDocument(tables), templates);
    const local = set.facts.filter((fact) => fact.indicator.startsWith('local.'));
    expect(local.map((fact) => [fact.label, fact.raw])).toEqual([['其他主动公开文件', '12']]);
    expect(set.notes.map((note) => note.code)).toContain('unknown-row');
  });

  it('is found although its label is spelt in another way', () => {
    const tables = form.tables.map((table) =>
      aTable(
        formRows(form, table, () => '5').map((row) =>
          row.map((text) => (text === '5.属于三类内部事务信息' ? '５．属于三类内容事务信息' : text)),
        ),
      ),
    );
    expect(read(readFacts(aDocument(tables), templates))['t3.deny.internal[np]']).toBe('5');
  });
});

describe('a row of table 3 that does not fit the form', () => {
  const form = formOf('annual-report-2021');
  const GROUPS = ['np', 'biz', 'sci', 'ngo', 'law', 'oth', 'total'];
  const rowsWith = (cells: readonly string[], layout: 'grid' | 'rows', header?: readonly string[]) => {
    const names = header ?? ['自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const body = formRows(form, form.tables.find((table) => table.id === 't3')!, () => '0');
    const rows = body.map((row) => (row[0] === '（一）予以公开' ? ['（一）予以公开', ...cells] : row));
    return read(readFacts(aDocument([aTable([['申请人情况', ...names], ...rows], layout)]), templates));
  };
  const granted = (figures: Record<string, string>): readonly (string | undefined)[] =>
    GROUPS.map((group) => figures[`t3.granted[${group}]`]);

  it.each(['grid', 'rows'] as const)('is unreadable when a cell is missing (%s)', (layout) => {
    expect(new Set(granted(rowsWith(['1', '0', '0', '0', '0', '1'], layout)))).toEqual(new Set(['unreadable']));
  });

  it('is read by position when all its figures stand beside the columns of the header', () => {
    const header = ['', '', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
    const figures = rowsWith(['5', '1', '0', '0', '2', '0', '8'], 'grid', header);
    expect(granted(figures)).toEqual(['5', '1', '0', '0', '2', '0', '8']);
  });

  it('is read by column where the header has the groups in another order', () => {
    const header = ['自然人', '法律服务机构', '科研机构', '社会公益组织', '商业企业', '其他', '总计'];
    const figures = rowsWith(['5', '1', '0', '0', '2', '0', '8'], 'grid', header);
    expect(granted(figures)).toEqual(['5', '2', '0', '0', '1', '0', '8']);
  });

  it('is unreadable where the header has another order and only the order of cells is known', () => {
    const names = ['自然人', '法律服务机构', '科研机构', '社会公益组织', '商业企业', '其他', '总计'];
    const t3 = formRows(form, form.tables.find((table) => table.id === 't3')!, () => '4');
    const table = dissolved([names, ...t3.filter((row) => row.length > 7)]);
    expect(read(readFacts(aDocument([table]), templates))['t3.granted[biz]']).toBe('unreadable');
  });

  it('leaves out a group that the header leaves out', () => {
    const header = ['自然人', '商业企业', '社会公益组织', '法律服务机构', '其他', '总计'];
    const figures = rowsWith(['5', '1', '0', '2', '0', '8'], 'grid', header);
    expect(granted(figures)).toEqual(['5', '1', 'absent', '0', '2', '0', '8']);
  });
});

describe('placeholders of merged cells in front of the figures of a row', () => {
  it('are not figures', () => {
    const form = formOf('annual-report-2021');
    const tables = form.tables.map((table) =>
      aTable(
        formRows(form, table, () => '6').map((row) =>
          row.length > 7 && table.id === 't3' ? [row[0]!, '', '', ...row.slice(1)] : row,
        ),
      ),
    );
    expect(read(readFacts(aDocument(tables), templates))['t3.granted[np]']).toBe('6');
  });
});

describe('labels of two columns run together', () => {
  it.each(['（三）不予公开1.属于国家秘密', '（三）不予公开 1.属于国家秘密', '（三）不予公开：1、属于国家秘密'])(
    'mean the last of them: %s',
    (label) => {
      const form = formOf('annual-report-2021');
      const tables = form.tables.map((table) =>
        aTable(
          formRows(form, table, () => '5').map((row) => row.map((text) => (text === '1.属于国家秘密' ? label : text))),
        ),
      );
      expect(read(readFacts(aDocument(tables), templates))['t3.deny.secret[np]']).toBe('5');
    },
  );
});

describe('an amount', () => {
  const form = formOf('annual-report-2019');

  it.each([
    ['5.19亿元', '519000000', '元'],
    ['251000元', '251000', '元'],
    ['51900万元', '519000000', '元'],
    ['51900', '51900', null],
  ])('printed as %s is %s %s', (raw, value, unit) => {
    const fill: Filling = (indicator) => (indicator === 'g19.t2.procurement.amount' ? raw : '0');
    const tables = form.tables.map((table) => aTable(formRows(form, table, fill)));
    const fact = readFacts(aDocument(tables), templates).facts.find(
      (f) => f.indicator === 'g19.t2.procurement.amount',
    )!;
    expect([fact.reading.is === 'stated' ? printShort(fact.reading.value) : fact.reading.is, fact.unit]).toEqual([
      value,
      unit,
    ]);
  });
});
