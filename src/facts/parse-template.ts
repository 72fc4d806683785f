import { parseDocument } from 'yaml';
import { z } from 'zod';
import type {
  Aspect,
  Chapter,
  Indicator,
  Template,
  TemplateColumn,
  TemplateRow,
  TemplateTable,
} from '../model/template.ts';
import type { Bilingual } from '../model/text.ts';

const bilingual = z.strictObject({ zh: z.string(), en: z.string() });
const labels = z.array(z.string()).min(1);
const oneOrMore = z.union([z.string(), labels]).transform((v) => (typeof v === 'string' ? [v] : v));
const kind = z.enum(['count', 'signed-count', 'amount', 'boolean', 'text']);

const dataRow = z.strictObject({
  code: z.string(),
  labels,
  unit: z.string().optional(),
  kind: kind.optional(),
  optional: z.boolean().optional(),
});
const headingRow = z.strictObject({
  heading: oneOrMore,
  code: z.string().optional(),
  optional: z.boolean().optional(),
});
const column = z.strictObject({
  code: z.string(),
  labels,
  unit: z.string().optional(),
  kind: kind.optional(),
  unitPrescribed: z.boolean().optional(),
});

const tableBase = {
  id: z.string(),
  prefix: z.string(),
  title: bilingual,
  chapter: z.string().optional(),
  signature: labels,
  header: z.array(oneOrMore).default([]),
};
const table = z.discriminatedUnion('layout', [
  z.strictObject({ ...tableBase, layout: z.literal('list'), rows: z.array(z.union([headingRow, dataRow])) }),
  z.strictObject({
    ...tableBase,
    layout: z.literal('blocks'),
    blocks: z.array(z.strictObject({ heading: oneOrMore, columns: z.array(column), rows: z.array(dataRow) })),
  }),
  z.strictObject({
    ...tableBase,
    layout: z.literal('matrix'),
    columns: z.array(column),
    unit: z.string(),
    rows: z.array(z.union([headingRow, dataRow])),
  }),
  z.strictObject({
    ...tableBase,
    layout: z.literal('line'),
    blocks: z.array(z.strictObject({ code: z.string(), label: z.string() })),
    columns: z.array(column),
    unit: z.string(),
  }),
]);

const template = z.strictObject({
  id: z.string(),
  name: bilingual,
  years: z.strictObject({ from: z.number().int(), to: z.number().int().optional() }),
  basis: z.string(),
  tables: z.array(table).min(1),
  chapters: z.array(
    z.strictObject({
      id: z.string(),
      number: z.number().int().optional(),
      title: z.string(),
      aliases: z.array(z.string()).default([]),
      tables: z.array(z.string()).default([]),
      sections: z.array(z.string()).default([]),
      words: z.array(z.string()).default([]),
    }),
  ),
  aspects: z
    .array(
      z.strictObject({
        id: z.string(),
        chapter: z.string(),
        title: z.string(),
        aliases: z.array(z.string()).default([]),
      }),
    )
    .default([]),
});

type TableData = z.infer<typeof table>;
/** An indicator before it is known whether its label is the only one of its kind. */
type Entry = Omit<Indicator, 'name'>;

type Built = {
  readonly table: TemplateTable;
  readonly indicators: readonly Entry[];
  readonly groups: readonly [string, Bilingual][];
};

const headerRow = (texts: readonly string[]): TemplateRow => ({
  labels: texts,
  role: 'header',
  slots: [],
  code: null,
  optional: true,
});

const GROUP_NAMES: Readonly<Record<string, string>> = {
  np: 'natural persons',
  biz: 'businesses',
  sci: 'research institutes',
  ngo: 'public-interest organisations',
  law: 'legal service bodies',
  oth: 'others',
  total: 'total',
};

/** A row numbered as a chapter: 一、, 十一、. */
const CHAPTER_ROW = /^[一二三四五六七八九十]{1,3}、/;

const buildList = (data: Extract<TableData, { layout: 'list' }>): Built => {
  const indicators: Entry[] = [];
  let under: string | null = null;
  const rows = data.rows.map((row, index): TemplateRow => {
    const isHeading = 'heading' in row;
    const names = isHeading ? row.heading : row.labels;
    const code = isHeading ? (row.code ?? `head.${index + 1}`) : row.code;
    // "四、行政复议数量" is a figure and heads the rows below it
    const heads = isHeading || CHAPTER_ROW.test(names[0]!);
    indicators.push({
      code: `${data.prefix}.${code}`,
      label: names[0]!,
      unit: isHeading ? null : (row.unit ?? null),
      kind: isHeading ? 'heading' : (row.kind ?? 'count'),
      table: data.id,
      under: heads ? null : under,
      unitPrescribed: true,
      optional: isHeading || (row.optional ?? false),
    });
    if (heads) under = names[0]!;
    return {
      labels: names,
      role: isHeading ? 'heading' : 'data',
      slots: [{ indicator: `${data.prefix}.${code}`, group: null, column: null }],
      code,
      optional: isHeading || (row.optional ?? false),
    };
  });
  return { table: finish(data, [...data.header.map(headerRow), ...rows], []), indicators, groups: [] };
};

const buildBlocks = (data: Extract<TableData, { layout: 'blocks' }>): Built => {
  const indicators: Entry[] = [];
  const rows: TemplateRow[] = [];
  for (const block of data.blocks) {
    rows.push(headerRow(block.heading), headerRow(['信息内容']), ...block.columns.map((c) => headerRow(c.labels)));
    for (const row of block.rows) {
      const slots = block.columns.map((c) => ({
        indicator: `${data.prefix}.${row.code}.${c.code}`,
        group: null,
        column: c.labels[0]!,
      }));
      rows.push({ labels: row.labels, role: 'data', slots, code: row.code, optional: row.optional ?? false });
      block.columns.forEach((c, i) => {
        indicators.push({
          code: slots[i]!.indicator,
          label: `${row.labels[0]}·${c.labels[0]}`,
          unit: c.unit ?? null,
          kind: c.kind ?? 'count',
          table: data.id,
          under: block.heading[0]!,
          unitPrescribed: c.unitPrescribed ?? true,
          optional: row.optional ?? false,
        });
      });
    }
  }
  return { table: finish(data, [...data.header.map(headerRow), ...rows], []), indicators, groups: [] };
};

const buildMatrix = (data: Extract<TableData, { layout: 'matrix' }>): Built => {
  const indicators: Entry[] = [];
  let under: string | null = null;
  const rows = data.rows.map((row): TemplateRow => {
    const isHeading = 'heading' in row;
    const names = isHeading ? row.heading : row.labels;
    if (isHeading) under = names[0]!;
    else if (/^[一二三四五六七八九十]+、|^（七）/.test(names[0]!)) under = null;
    const code = row.code ?? null;
    const optional = isHeading || (row.optional ?? false);
    if (code !== null) {
      indicators.push({
        code: `${data.prefix}.${code}`,
        label: names[0]!,
        unit: data.unit,
        kind: isHeading ? 'heading' : 'count',
        table: data.id,
        under: isHeading ? null : under,
        unitPrescribed: true,
        optional,
      });
    }
    const slots =
      code === null
        ? []
        : data.columns.map((c) => ({ indicator: `${data.prefix}.${code}`, group: c.code, column: c.labels[0]! }));
    return { labels: names, role: isHeading ? 'heading' : 'data', slots, code, optional };
  });
  const groups = data.columns.map((c): [string, Bilingual] => [
    c.code,
    { zh: c.labels[0]!, en: GROUP_NAMES[c.code] ?? c.code },
  ]);
  return { table: finish(data, [...data.header.map(headerRow), ...rows], data.columns), indicators, groups };
};

const buildLine = (data: Extract<TableData, { layout: 'line' }>): Built => {
  const slots = data.blocks.flatMap((b) =>
    data.columns.map((c) => ({ indicator: `${data.prefix}.${b.code}.${c.code}`, group: null, column: c.labels[0]! })),
  );
  const indicators = data.blocks.flatMap((b) =>
    data.columns.map(
      (c): Entry => ({
        code: `${data.prefix}.${b.code}.${c.code}`,
        label: `${b.label}·${c.labels[0]}`,
        unit: data.unit,
        kind: 'count',
        table: data.id,
        under: b.label,
        unitPrescribed: true,
        optional: false,
      }),
    ),
  );
  const columns = data.columns.map((c) => headerRow(c.labels));
  const [first, second, ...forums] = data.header.map(headerRow);
  const header = [first, second, ...columns, ...forums, ...columns, ...columns].filter((r) => r !== undefined);
  const row: TemplateRow = { labels: [], role: 'data', slots, code: null, optional: false };
  return { table: finish(data, [...header, row], data.columns), indicators, groups: [] };
};

const finish = (data: TableData, rows: readonly TemplateRow[], columns: readonly TemplateColumn[]): TemplateTable => ({
  id: data.id,
  layout: data.layout,
  title: data.title,
  chapter: data.chapter ?? null,
  signature: data.signature,
  rows,
  columns: columns.map((c) => ({ code: c.code, labels: c.labels })),
});

const build = (data: TableData): Built => {
  switch (data.layout) {
    case 'list':
      return buildList(data);
    case 'blocks':
      return buildBlocks(data);
    case 'matrix':
      return buildMatrix(data);
    case 'line':
      return buildLine(data);
  }
};

const named = (entries: readonly Entry[]): readonly Indicator[] => {
  const byLabel = Map.groupBy(entries, (entry) => entry.label);
  return entries.map((entry) => {
    const alone = byLabel.get(entry.label)!.length === 1 || entry.under === null;
    return { ...entry, name: alone ? entry.label : `${entry.under}${entry.label}` };
  });
};

/**
 * Parses one template file (YAML). Throws one Error that lists every fault with the file and the place in it.
 */
export const parseTemplate = (file: { readonly path: string; readonly text: string }): Template => {
  const yaml = parseDocument(file.text, { merge: true });
  if (yaml.errors.length > 0) throw new Error(yaml.errors.map((e) => `${file.path}: ${e.message}`).join('\n'));
  const parsed = template.safeParse(yaml.toJS());
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((i) => `${file.path}: ${i.path.join('.')}: ${i.message}`).join('\n'));
  }
  const data = parsed.data;
  const built = data.tables.map(build);
  const chapters: readonly Chapter[] = data.chapters.map((c) => ({ ...c, number: c.number ?? null }));
  const aspects: readonly Aspect[] = data.aspects;
  return {
    id: data.id,
    name: data.name,
    years: { from: data.years.from, to: data.years.to ?? null },
    basis: data.basis,
    tables: built.map((b) => b.table),
    indicators: new Map(named(built.flatMap((b) => b.indicators)).map((i) => [i.code, i])),
    groups: new Map(built.flatMap((b) => b.groups)),
    chapters,
    aspects,
  };
};
