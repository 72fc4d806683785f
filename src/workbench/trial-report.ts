import { extractClaims } from '../claims/extract-claims.ts';
import { readAgainst } from '../facts/read-facts.ts';
import type { Claim } from '../model/claim.ts';
import { NO_CONTEXT, type RelatedReport } from '../model/context.ts';
import { add, type Decimal, decimal, print, subtract, ZERO } from '../model/decimal.ts';
import type { Block, Document } from '../model/document.ts';
import { type Fact, type FactSet, factKey } from '../model/fact.ts';
import { locator, NOWHERE } from '../model/locator.ts';
import type { Template } from '../model/template.ts';
import type { CheckInput } from '../rules/checks/check.ts';
import type { Figures } from './clean-figures.ts';
import type { Printed } from './corrupt-figures.ts';

/** A report made for trying rules out: its figures, a little prose that states some of them, and last year's report. */
export type TrialReport = {
  readonly template: Template;
  readonly year: number;
  readonly prior: RelatedReport;
  readonly lines: readonly Line[];
};

/** A sentence that states one figure of the tables: `before` it and `after` it. */
type Line = { readonly key: string; readonly before: string; readonly after: string };

const OFFICE = '样例县人民政府';

const line = (key: string, before: string, after: string): Line => ({ key, before, after });

const SINCE_2019: readonly Line[] = [
  line('t3.new[total]', '本年新收政府信息公开申请', '件。'),
  line('t3.carry_in[total]', '上年结转政府信息公开申请', '件。'),
  line('t3.carry_out[total]', '结转下年度继续办理的政府信息公开申请', '件。'),
  line('t4.recon.total', '因政府信息公开被申请行政复议', '件。'),
];

const UNTIL_2018: readonly Line[] = [
  line('g14.app.received', '全年共收到政府信息公开申请', '件。'),
  line('g14.disc.ch.website', '通过政府网站公开政府信息', '条。'),
  line('g14.train.attendees', '接受培训人员', '人次。'),
];

const linesOf = (template: Template): readonly Line[] =>
  (template.indicators.has('g14.app.received') ? UNTIL_2018 : SINCE_2019).filter(({ key }) =>
    template.indicators.has(key.split('[')[0]!),
  );

const splitKey = (key: string): { readonly indicator: string; readonly group: string | null } => {
  const [indicator, group] = key.replace(']', '').split('[');
  return { indicator: indicator!, group: group ?? null };
};

const factOf = (key: string, value: Decimal | null, template: Template): Fact => {
  const { indicator, group } = splitKey(key);
  const entry = template.indicators.get(indicator);
  return {
    indicator,
    group,
    label: entry?.label ?? indicator,
    raw: value === null ? '' : print(value),
    reading: value === null ? { is: 'blank' } : { is: 'stated', value },
    unit: entry?.unit ?? null,
    unitStated: null,
    unitInCell: null,
    remarks: [],
    locator: NOWHERE,
  };
};

/** A little less than this year, never none where there are some, so that no figure jumps. */
const aLittleLess = ({ units, scale }: Decimal): Decimal => decimal((units * 9n) / 10n + (units > 0n ? 1n : 0n), scale);

/** What last year must have said for this year's figures to follow from it. */
const following = (figures: Figures): ReadonlyMap<string, Decimal> => {
  const at = (key: string): Decimal => figures.get(key) ?? ZERO;
  return new Map(
    [...figures].flatMap(([key, value]): [string, Decimal][] => {
      if (key.startsWith('t3.carry_in')) return [[key.replace('carry_in', 'carry_out'), value]];
      if (key.endsWith('.items_prev'))
        return [
          [key, value],
          [key.replace('items_prev', 'items_delta'), ZERO],
        ];
      if (!key.endsWith('.in_force')) return [];
      const of = (name: string): Decimal => at(key.replace('in_force', name));
      return [[key, add(subtract(value, of('issued')), of('repealed'))]];
    }),
  );
};

const priorOf = (figures: Figures, template: Template, year: number): RelatedReport => {
  const fixed = following(figures);
  return {
    office: '',
    year: year - 1,
    template: template.id,
    facts: [...figures].map(([key, value]) => factOf(key, fixed.get(key) ?? aLittleLess(value), template)),
    claims: [],
  };
};

/** A report around clean figures: the year is one in which every rule of the form can apply. */
export const trialReport = (template: Template, figures: Figures): TrialReport => {
  const year = template.years.to ?? template.years.from + 2;
  return { template, year, prior: priorOf(figures, template, year), lines: linesOf(template) };
};

const documentOf = ({ year, lines }: TrialReport, stated: Printed): Document => {
  const blocks: Block[] = [
    {
      is: 'heading',
      level: 0,
      number: null,
      text: `${OFFICE}${year}年政府信息公开工作年度报告`,
      runIn: false,
      locator: locator({ block: 0, line: 1 }),
    },
    ...lines.map(({ key, before, after }, i): Block => {
      const value = stated.get(key) ?? ZERO;
      return {
        is: 'paragraph',
        text: `${before}${print(value)}${after}`,
        locator: locator({ block: i + 1, line: i + 2 }),
      };
    }),
  ];
  return { mediaType: 'text/plain', parser: { name: 'trial', version: '1' }, blocks, notes: [] };
};

/** The prose of a trial report, read: the same for all mistakes that leave it alone. */
export type TrialProse = {
  readonly document: Document;
  readonly factSet: FactSet;
  readonly claims: readonly Claim[];
};

/** Reads the sentences with the figures that they state. */
export const readProse = (report: TrialReport, stated: Printed): TrialProse => {
  const document = documentOf(report, stated);
  const read = readAgainst(document, report.template, 'tables');
  const identity = { ...read.identity, officeName: OFFICE, period: { ...read.identity.period, year: report.year } };
  const factSet = { ...read, identity };
  return { document, factSet, claims: extractClaims(document, report.template) };
};

/** What the rules get to see: these figures in the tables, this prose around them. */
export const trialInput = ({ template, prior }: TrialReport, prose: TrialProse, figures: Printed): CheckInput => {
  const facts = [...figures].map(([key, value]) => factOf(key, value, template));
  return {
    document: prose.document,
    factSet: { ...prose.factSet, facts },
    facts: new Map(facts.map((fact) => [factKey(fact.indicator, fact.group), fact])),
    claims: prose.claims,
    template,
    context: { ...NO_CONTEXT, prior },
  };
};
