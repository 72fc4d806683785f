import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { decimal } from '../../src/model/decimal.ts';
import type { Scorecard } from '../../src/model/scorecard.ts';
import { buildWorkbook } from '../../src/scorecards/build-workbook.ts';
import {
  aClaim,
  aFact,
  aFinding,
  anEquation,
  anEvidence,
  aProseFigure,
  aResult,
  aScorecard,
  figure,
  listed,
  sumOf,
} from './builders.ts';

const open = async (scorecard: Scorecard): Promise<ExcelJS.Workbook> => {
  const workbook = new ExcelJS.Workbook();
  const bytes = await buildWorkbook(scorecard);
  await workbook.xlsx.load(Buffer.from(bytes) as unknown as ExcelJS.Buffer);
  return workbook;
};

type Shown = string | number | null;

const shown = (cell: ExcelJS.Cell): Shown => {
  const value = cell.type === ExcelJS.ValueType.Formula ? cell.result : cell.value;
  return typeof value === 'string' || typeof value === 'number' ? value : null;
};

const rowsOf = (workbook: ExcelJS.Workbook, name: string): readonly (readonly Shown[])[] => {
  const sheet = workbook.getWorksheet(name)!;
  return Array.from({ length: sheet.rowCount }, (_, row) =>
    Array.from({ length: sheet.columnCount }, (_, column) => {
      const cell = sheet.getCell(row + 1, column + 1);
      return cell.isMerged && cell.master !== cell ? null : shown(cell);
    }),
  );
};

const textOf = (workbook: ExcelJS.Workbook, name: string): string =>
  rowsOf(workbook, name)
    .map((row) => row.filter((value) => value !== null).join(' | '))
    .join('\n');

const cellWith = (workbook: ExcelJS.Workbook, name: string, label: string, column: number): ExcelJS.Cell => {
  const sheet = workbook.getWorksheet(name)!;
  for (let row = 1; row <= sheet.rowCount; row += 1) {
    if (sheet.getCell(row, 1).value === label) return sheet.getCell(row, column);
  }
  throw new Error(`no row ${label} on ${name}`);
};

const staffFinding = aFinding({
  fingerprint: 'staff',
  evidence: ['org.staff', 'org.full', 'org.part'].map((code) => anEvidence(code)),
  repairs: [
    {
      rank: 1,
      confidence: 0.5,
      kind: 'sum-from-parts',
      changes: [{ indicator: 'org.staff', group: null, label: '人员数', from: '4', to: '3' }],
      satisfies: ['staff'],
    },
    {
      rank: 2,
      confidence: 0.5,
      kind: 'digit',
      changes: [{ indicator: 'org.part', group: null, label: '兼职人员数', from: '2', to: '3' }],
      satisfies: ['staff'],
    },
    {
      rank: 3,
      confidence: 0.1,
      kind: 'digit',
      changes: [{ indicator: 'org.full', group: null, label: '专职人员数', from: '1', to: '2' }],
      satisfies: ['staff'],
    },
  ],
});

const scorecard = aScorecard({
  findings: [
    listed(aFinding({ fingerprint: 'waived', status: 'waived', message: { zh: '已豁免的问题', en: 'waived' } })),
    listed(aFinding({ fingerprint: 'share', causedBy: 'staff', message: { zh: '占比随之不符', en: 'share' } })),
    listed(aFinding({ fingerprint: 'note', severity: 'info', message: { zh: '提示一条', en: 'note' } })),
    listed(staffFinding),
    listed(aFinding({ fingerprint: 'worst', severity: 'fatal', message: { zh: '最重的问题', en: 'worst' } })),
  ],
  result: aResult({
    facts: [
      aFact('org.staff', 4),
      aFact('org.full', 1),
      aFact('org.part', 2, { remarks: ['备注一则'] }),
      aFact('t3.new', 8, { group: 'np', locator: { ...aFact('x', 1).locator, line: 71 } }),
      aFact('t3.new', null, { group: 'biz' }),
      aFact('t3.new', 9, { group: 'total', locator: { ...aFact('x', 1).locator, line: 77 } }),
      aFact('local.extra', '2772661.517', { label: '地方增加的一行' }),
    ],
    equations: [
      anEquation({ verdict: 'violated' }),
      anEquation({
        title: { zh: '行合计', en: 'Row total' },
        left: figure('t3.new', 'total'),
        right: sumOf(figure('t3.new', 'np'), figure('t3.new', 'biz')),
        verdict: 'undecided',
      }),
      anEquation({
        title: { zh: '缺行', en: 'Missing row' },
        left: figure('t3.sum', 'total'),
        right: figure('t3.new', 'total'),
        verdict: 'undecided',
      }),
      anEquation({
        title: { zh: '允许误差', en: 'Tolerance' },
        left: figure('local.extra'),
        right: { is: 'number', value: decimal(2772662) },
        verdict: 'holds',
      }),
    ],
    claims: [
      aClaim({
        stated: aProseFigure('5'),
        operands: [{ role: 'cell', label: '', from: 'table', indicator: 'org.staff', group: null }],
      }),
      aClaim({ id: 'c2', quote: '上年情况', undecidable: 'last-year' }),
    ],
    claimVerdicts: [
      { claim: 'c1', verdict: 'violated', computed: '4' },
      { claim: 'c2', verdict: 'undecided', computed: null },
    ],
    notes: [{ code: 'unknown-row', message: '一行未能识别', locator: aFact('x', 1).locator }],
    faults: [{ rule: 'crashed-rule', error: 'it broke' }],
  }),
  resolved: [{ rule: 'x', message: { zh: '上次的问题已改', en: 'gone since last time' } }],
});

describe('the workbook in Chinese', () => {
  let book: ExcelJS.Workbook;
  beforeAll(async () => {
    book = await open(scorecard);
  });

  it('has seven sheets', () => {
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      '封面',
      '问题清单',
      '疑似错填',
      '填报数据',
      '勾稽验算',
      '文表比对',
      '说明',
    ]);
  });

  it('opens with whose report it is, the score, the deadline and what was resolved', () => {
    const cover = textOf(book, '封面');
    for (const part of ['某旗人民政府', '2017年度', '83.5 分', '良', '2018年4月2日', '上次的问题已改']) {
      expect(cover).toContain(part);
    }
    expect(cover).toContain('适用的规则 4 条，其中已判定 3 条，因缺数未能判定 1 条；另有 1 条不适用');
    expect(cover).toContain('表式应填 9 格，读到 6 格，其中空白 1 格');
  });

  it('counts open findings by severity, waived ones apart', () => {
    const line = rowsOf(book, '封面').find(([label]) => label === '错误')!;
    expect(line.slice(1, 5)).toEqual([2, 1, 1, 1]);
  });

  it('lists root causes by severity, each consequence directly below, waived last', () => {
    const messages = rowsOf(book, '问题清单')
      .slice(2)
      .map(([number, , , , message]) => `${number} ${message}`);
    expect(messages).toEqual([
      '1 最重的问题',
      '2 人员数与分项合计不符',
      '3 【由第2条引起】占比随之不符',
      '4 提示一条',
      '5 已豁免的问题',
    ]);
  });

  it('names every equally good correction and no lesser one', () => {
    const repairs = String(rowsOf(book, '问题清单')[3]![11]);
    expect(repairs).toContain('1) 人员数 4 → 3\n2) 兼职人员数 2 → 3');
    expect(repairs).not.toContain('专职人员数');
  });

  it('can be filtered and printed: head frozen and repeated, one page wide', () => {
    const sheet = book.getWorksheet('问题清单')!;
    expect(sheet.autoFilter).toBe('A2:O7');
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 });
    expect(sheet.pageSetup).toMatchObject({ orientation: 'landscape', fitToWidth: 1, fitToHeight: 0 });
    expect(sheet.pageSetup.printTitlesRow).toBe('1:2');
  });

  it('shows figures as numbers, marks those of a finding and says why in a note', () => {
    const staff = cellWith(book, '填报数据', '（三）从事公开工作人员数', 2);
    expect(staff.value).toBe(4);
    expect(staff.numFmt).toContain('◆');
    expect(staff.fill).toMatchObject({ pattern: 'solid' });
    const note = (staff.note as ExcelJS.Comment).texts!.map(({ text }) => text).join('');
    expect(note).toContain('第2条（错误） 人员数与分项合计不符');
    expect(note).toContain('4 → 3');
    expect(cellWith(book, '填报数据', '1.专职人员数', 2).numFmt).toContain('▲');
  });

  it('lays out the applicant table as a matrix with blanks and missing cells told apart', () => {
    const rows = rowsOf(book, '填报数据');
    expect(rows.find(([label]) => label === '一、本年新收')!.slice(1, 5)).toEqual([8, '(空白)', 9, '第7–77行']);
    expect(rows.find(([label]) => label === '（七）总计')!.slice(1, 4)).toEqual(['(无此项)', '(无此项)', '(无此项)']);
  });

  it('keeps local rows', () => {
    expect(rowsOf(book, '填报数据').find(([label]) => label === '地方增加的一行')![1]).toBe(2772661.517);
  });

  it('recomputes equations with live formulas and stored results', () => {
    const rows = rowsOf(book, '勾稽验算').slice(3);
    expect(rows[0]).toEqual([
      '人员数等于专职加兼职',
      '从事公开工作人员数 ＝ 专职人员数 + 兼职人员数',
      4,
      '＝',
      3,
      1,
      '不符',
      null,
    ]);
    const sheet = book.getWorksheet('勾稽验算')!;
    expect(sheet.getCell('C4').formula).toMatch(/^N\('填报数据'!B\d+\)$/);
    expect(sheet.getCell('F4').formula).toBe('ROUND(C4-E4,2)');
    expect(sheet.getCell('G4').formula).toMatch(
      /^IF\(COUNT\('填报数据'!B\d+:B\d+\)<3,"未判定",IF\(F4=0,"相符","不符"\)\)$/,
    );
  });

  it('leaves an equation open while a figure is blank, and writes none for a figure that is missing', () => {
    const [, blank, missing] = rowsOf(book, '勾稽验算').slice(3);
    expect(blank).toEqual([
      '行合计（本年新收）',
      '总计 ＝ 自然人 + 商业企业',
      9,
      '＝',
      8,
      1,
      '未判定',
      '有空白，不作结论',
    ]);
    expect(missing!.slice(2)).toEqual(['—', '＝', '—', '—', '未判定', '所需的数缺失或无法辨认，不能写成公式']);
  });

  it('says so where the rule allows what the bare difference does not', () => {
    const last = rowsOf(book, '勾稽验算').at(-1)!;
    expect(last.slice(5)).toEqual([-0.483, '相符', '按规则规定的条件和允许误差判定']);
    expect(book.getWorksheet('勾稽验算')!.getCell('G7').type).toBe(ExcelJS.ValueType.String);
  });

  it('compares the text with the tables, the broken claims first', () => {
    const [broken, open] = rowsOf(book, '文表比对').slice(3);
    expect(broken!.slice(0, 5)).toEqual(['工作人员3人', '第5行', '数量', 5, 4]);
    expect(broken![5]).toMatch(/^从事公开工作人员数 4（填报数据!B\d+）$/);
    expect(broken![6]).toBe('不符');
    expect(open!.slice(6)).toEqual(['无法判定', '需要上年度报告的数']);
  });

  it('keeps notes about the reading and faults of rules apart from findings', () => {
    const notes = textOf(book, '说明');
    for (const part of ['unknown-row | 一行未能识别 | 第7行', 'crashed-rule | it broke', 'sha256:0123456789abcdef']) {
      expect(notes).toContain(part);
    }
    expect(textOf(book, '问题清单')).not.toContain('一行未能识别');
  });
});

describe('the workbook in English', () => {
  it('has no Chinese words but those of the report, the form and the law', async () => {
    const plain = aScorecard({
      language: 'en',
      template: null,
      findings: [listed(aFinding({ basis: null }))],
      result: aResult({ facts: [aFact('org.staff', 1, { label: 'Staff', unit: null })], equations: [] }),
    });
    const book = await open({ ...plain, office: { ...plain.office, name: 'Some Banner' } });
    for (const sheet of book.worksheets) {
      expect(`${sheet.name}\n${textOf(book, sheet.name)}`).not.toMatch(/[\u4e00-\u9fff]/);
    }
    expect(textOf(book, 'Findings')).toContain('Staff does not equal its parts');
    expect(textOf(book, 'Cover')).toContain('Good');
  });
});

describe('a report of which little is known', () => {
  it('still gives a whole workbook', async () => {
    const bare = aScorecard({
      template: null,
      year: null,
      deadline: null,
      result: aResult({ template: null, facts: [], equations: [] }),
    });
    const book = await open(bare);
    expect(textOf(book, '封面')).toContain('未能识别表式');
    expect(textOf(book, '问题清单')).toContain('本次核查未发现问题');
    expect(textOf(book, '填报数据')).toContain('没有从报告中读到表格数据');
    expect(textOf(book, '勾稽验算')).toContain('没有可以验算的等式');
  });
});

describe('the sheet of suspect figures', () => {
  const located = { is: 'one-of', of: 2, atLeast: false } as const;
  const suspects = async (more: Partial<Scorecard>): Promise<string> =>
    textOf(
      await open(aScorecard({ result: scorecard.result, ...more })),
      more.language === 'en' ? 'Suspect figures' : '疑似错填',
    );

  it('names the figure, what stands there, what it may have to be, and which findings turn right', async () => {
    const text = await suspects({ findings: [listed({ ...staffFinding, located })] });
    expect(text).toContain('第1处（涉及问题 1）：有2种改法同样说得通');
    expect(text).toContain('改法1 | 人员数 | — | 第7行 | 4 | 3 | 合计数未按分项加总 | 问题1：人员数 | 同样可能');
    expect(text).toContain(
      '改法3 | 专职人员数 | — | 第7行 | 1 | 2 | 一位数字录错、多录或漏录，或相差1 | 问题1：人员数 | 较小',
    );
  });

  it('tells applicants apart, and counts what is not listed', async () => {
    const change = (group: string) => ({ indicator: 't3.new', group, label: '本年新收', from: '', to: '8' });
    const repair = { rank: 1, confidence: 0.5, kind: 'moved', changes: [change('np'), change('biz')], satisfies: [] };
    const finding = aFinding({ repairs: [repair], located: { is: 'one-of', of: 12, atLeast: true } });
    const text = await suspects({ findings: [listed(finding)] });
    expect(text).toContain('改法1 | 本年新收 | 自然人 | 第71行 | (空白) | 8 | 同一数量记到了别的行或列');
    expect(text).toContain('同时 | 本年新收 | 商业企业');
    expect(text).toContain('同样说得通的改法至少还有11种，未列出。');
  });

  it('shows findings with one cause once, and those without a culprit as not located', async () => {
    const share = aFinding({
      fingerprint: 'share',
      causedBy: 'staff',
      repairs: staffFinding.repairs.slice(0, 1),
      located,
    });
    const lost = aFinding({ fingerprint: 'lost', located: { is: 'not-located' } });
    const text = await suspects({
      findings: [staffFinding, share, lost].map((f) => listed({ ...f, located: f.located ?? located })),
    });
    expect(text).toContain('第1处（涉及问题 1、2）');
    expect(text).toContain('第2处（涉及问题 3）：未能定位');
    expect(text.match(/改法1/g)).toHaveLength(1);
  });

  it('says so when there is none, and leaves out what is waived', async () => {
    const waived = listed({ ...staffFinding, located, status: 'waived' });
    expect(await suspects({ findings: [waived], language: 'en' })).toContain('No figure is suspect.');
  });
});
