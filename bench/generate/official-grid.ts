import { print } from '../../src/model/decimal.ts';
import { factKey } from '../../src/model/fact.ts';
import type { Template, TemplateRow, TemplateTable } from '../../src/model/template.ts';
import type { CleanReport } from './clean-report.ts';
import { type Random, seededRandom } from './random.ts';

/** A cell where a row of an official table prints it; spans count rows and columns of the grid. */
export type GridCell = {
  readonly text: string;
  readonly rowSpan: number;
  readonly colSpan: number;
  /** A label or a column header, not a figure. */
  readonly label: boolean;
};

/** The rows of a printed table; a cell that spans several rows stands in the first of them only. */
export type Grid = readonly (readonly GridCell[])[];

/** How figures are printed where the form leaves a choice. */
export type Printing = { readonly plus: boolean; readonly serials: boolean };

const label = (text: string, colSpan = 1, rowSpan = 1): GridCell => ({ text, rowSpan, colSpan, label: true });
const value = (text: string): GridCell => ({ text, rowSpan: 1, colSpan: 1, label: false });

const printed = (report: CleanReport, printing: Printing, indicator: string, group: string | null): string => {
  const figure = report.figures.get(factKey(indicator, group))!;
  const kind = report.template.indicators.get(indicator)!;
  if (kind.kind === 'signed-count' && printing.plus && figure.units > 0n) return `+${print(figure)}`;
  return print(figure);
};

/** What the form prints behind or before some of its labels. */
const STATISTICS_NOTES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  'disc.total': ['', '（不同渠道和方式公开相同信息计1条）'],
  'disc.normdoc_disclosed': ['其中：', ''],
  'resp.topics': ['', '（不同方式回应同一热点或舆情计1次）'],
  'resp.press_lead': ['其中：', ''],
  'resp.interview_lead': ['其中：', ''],
  'app.d.state_secret': ['其中：', ''],
  'org.staff_full': ['', '（不包括政府公报及政府网站工作人员数）'],
  'org.budget': ['', '（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）'],
};

const statisticsGrid = (report: CleanReport, rows: readonly TemplateRow[], printing: Printing): Grid => {
  const header = ['统计指标', '单位', '统计数'].map((text) => label(text));
  const body = rows
    .filter((row) => (row.role === 'data' ? !row.optional : row.role === 'heading'))
    .filter((row) => !/^十/.test(row.labels[0]!))
    .map((row): readonly GridCell[] => {
      const [before, after] = STATISTICS_NOTES[row.code ?? ''] ?? ['', ''];
      const name = label(`${before}${row.labels[0]!}${after}`);
      if (row.role === 'heading') return [name, label('—'), value('')];
      const { indicator } = row.slots[0]!;
      return [
        name,
        label(report.template.indicators.get(indicator)!.unit!),
        value(printed(report, printing, indicator, null)),
      ];
    });
  if (!printing.serials) return [header, ...body];
  return [[label('序号'), ...header], ...body.map((cells, at) => [label(String(at + 1)), ...cells])];
};

/** Unit notes that the form prints in a column header. */
const headerText = (text: string): string => (text === '本年收费金额' ? '本年收费金额（单位：万元）' : text);

const blocksGrid = (report: CleanReport, rows: readonly TemplateRow[], printing: Printing): Grid => {
  const width = 4;
  const grid: GridCell[][] = [];
  let header: TemplateRow[] = [];
  const closeHeader = (): void => {
    const [title, ...columns] = header.map((row) => headerText(row.labels[0]!));
    if (title === undefined) return;
    grid.push(
      [label(title, width)],
      stretch(
        columns.map((text) => label(text)),
        width,
      ),
    );
    header = [];
  };
  for (const row of rows) {
    if (row.role === 'header') {
      header.push(row);
      continue;
    }
    closeHeader();
    const figures = row.slots.map((slot) => value(printed(report, printing, slot.indicator, slot.group)));
    grid.push(stretch([label(row.labels[0]!), ...figures], width));
  }
  return grid;
};

/** The last cell of a row reaches to the right edge of the table. */
const stretch = (cells: readonly GridCell[], width: number): GridCell[] => {
  const last = cells.at(-1)!;
  return [...cells.slice(0, -1), { ...last, colSpan: width - cells.length + 1 }];
};

const GROUP = /^（[三四五六]）/;
const PARTIAL_NOTE = '（区分处理的，只计这一情形，不计其他情形）';

/** The rows under a heading such as （三）不予公开: those with an Arabic number that follow it. */
const membersOf = (rows: readonly TemplateRow[], heading: TemplateRow): number => {
  const start = rows.indexOf(heading) + 1;
  const end = rows.slice(start).findIndex((row) => !/^\d/.test(row.labels[0]!));
  return end < 0 ? rows.length - start : end;
};

const MATRIX_HEADER: Grid = [
  [label('（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）', 3, 3), label('申请人情况', 7)],
  [label('自然人', 1, 2), label('法人或其他组织', 5), label('总计', 1, 2)],
  ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他'].map((text) => label(text)),
];

const matrixGrid = (report: CleanReport, rows: readonly TemplateRow[], printing: Printing): Grid => {
  const body = rows.filter((row) => row.role !== 'header');
  const results = body.filter((row) => row.role === 'data').length - 3;
  const grid: (readonly GridCell[])[] = [...MATRIX_HEADER];
  let waiting: GridCell[] = [];
  for (const row of body) {
    const text = row.labels[0]!;
    if (row.role === 'heading') {
      waiting.push(GROUP.test(text) ? label(text, 1, membersOf(body, row)) : label(text, 1, results));
      continue;
    }
    const width = /^[一二四]、/.test(text) ? 3 : /^（/.test(text) ? 2 : 1;
    const name = row.code === 'partial' ? `${text}${PARTIAL_NOTE}` : text;
    const figures = row.slots.map((slot) => value(printed(report, printing, slot.indicator, slot.group)));
    grid.push([...waiting, label(name, width), ...figures]);
    waiting = [];
  }
  return grid;
};

const OUTCOMES = ['结果维持', '结果纠正', '其他结果', '尚未审结', '总计'];

const lineGrid = (report: CleanReport, rows: readonly TemplateRow[], printing: Printing): Grid => {
  const data = rows.find((row) => row.role === 'data')!;
  return [
    [label('行政复议', 5), label('行政诉讼', 10)],
    [...OUTCOMES.map((text) => label(text, 1, 2)), label('未经复议直接起诉', 5), label('复议后起诉', 5)],
    [...OUTCOMES, ...OUTCOMES].map((text) => label(text)),
    data.slots.map((slot) => value(printed(report, printing, slot.indicator, slot.group))),
  ];
};

const GRIDS = { list: statisticsGrid, blocks: blocksGrid, matrix: matrixGrid, line: lineGrid } as const;

/** How this report prints its figures: the same for all its tables. */
export const printingOf = (report: CleanReport): Printing => {
  const random: Random = seededRandom(report.seed).branch('printing');
  return { plus: random.chance(40), serials: random.chance(40) };
};

/** An official table of the report as it is printed, headers and merged cells as the form has them. */
export const officialGrid = (report: CleanReport, id: string, printing = printingOf(report)): Grid => {
  const of = (template: Template): TemplateTable => template.tables.find((table) => table.id === id)!;
  const table = of(report.template);
  return GRIDS[table.layout](report, table.rows, printing);
};
