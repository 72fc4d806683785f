import type { Template } from '../../src/model/template.ts';
import { cleanFigures, drawLevel, type Figures } from '../../src/workbench/clean-figures.ts';
import { type InventedOffice, inventOffice } from './office.ts';
import { applications } from './prose/applications.ts';
import { aside } from './prose/asides.ts';
import { improvements, otherMatters, problems, processingFee } from './prose/closing.ts';
import { disclosure } from './prose/disclosure.ts';
import { disputes } from './prose/disputes.ts';
import { management, platform, supervision } from './prose/management.ts';
import { preface } from './prose/preface.ts';
import * as y2014 from './prose/statistics-years.ts';
import { type Random, seededRandom } from './random.ts';
import type { Telling } from './telling.ts';

/** A piece of a report in reading order; level 1 is a chapter, level 2 a section of it. */
export type Piece =
  | { readonly is: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly is: 'paragraph'; readonly text: string }
  | { readonly is: 'table'; readonly id: string };

/** A made-up report that keeps every official requirement. Dates are ISO. */
export type CleanReport = {
  readonly seed: number;
  readonly template: Template;
  readonly office: InventedOffice;
  readonly year: number;
  readonly published: string;
  readonly title: string;
  readonly figures: Figures;
  readonly pieces: readonly Piece[];
};

const heading = (level: 1 | 2, text: string): Piece => ({ is: 'heading', level, text });
const paragraph = (text: string): Piece => ({ is: 'paragraph', text });
const table = (id: string): Piece => ({ is: 'table', id });

/** A section with its heading on a line of its own, or leading its first sentence, as offices do both. */
const section = (title: string, text: string, ownLine: boolean): readonly Piece[] =>
  ownLine ? [heading(2, title), paragraph(text)] : [paragraph(`${title}。${text}`)];

const NUMBERS = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

const overview = (telling: Telling, ownLine: boolean): readonly Piece[] => {
  const state = telling.random.chance(50) ? '情况' : '';
  const aspects = [
    [`主动公开${state}`, disclosure(telling)],
    [`依申请公开${state}`, applications(telling)],
    [`政府信息管理${state}`, management(telling)],
    [`政府信息公开平台建设${state}`, platform(telling)],
    [`监督保障${state}`, supervision(telling)],
  ] as const;
  return aspects.flatMap(([title, text], at) => section(`（${NUMBERS[at]}）${title}`, text + aside(telling), ownLine));
};

const problemsChapter = (telling: Telling, ownLine: boolean): readonly Piece[] => {
  const [first, second] = telling.random.pick([
    ['存在的主要问题', '改进情况'],
    ['存在的问题', '改进措施'],
    ['主要问题', '改进情况'],
  ] as const);
  return [
    ...section(`（一）${first}`, problems(telling), ownLine),
    ...section(`（二）${second}`, improvements(telling), ownLine),
  ];
};

const otherChapter = (telling: Telling, ownLine: boolean): readonly Piece[] =>
  telling.random.chance(50)
    ? [paragraph(processingFee(telling) + otherMatters(telling))]
    : [
        ...section('（一）收取信息处理费情况', processingFee(telling), ownLine),
        ...section('（二）其他情况', otherMatters(telling), ownLine),
      ];

/** The six chapters of the forms of 2019 and 2021. */
const sixChapters = (telling: Telling): readonly Piece[] => {
  const { template, random } = telling;
  const ownLine = random.chance(60);
  // Where the disputes are told: in the overview's second aspect they belong to the applications; here in their chapter.
  const told = random.chance(50) ? [paragraph(disputes(telling))] : [];
  const bodies: readonly (readonly Piece[])[] = [
    overview(telling, ownLine),
    [table('t2')],
    [table('t3')],
    [...told, table('t4')],
    problemsChapter(telling, ownLine),
    otherChapter(telling, ownLine),
  ];
  return template.chapters.flatMap((chapter, at) => [heading(1, chapter.title), ...bodies[at]!]);
};

const chapters2014 = (telling: Telling): readonly (readonly [title: string, pieces: readonly Piece[]])[] => {
  const { random } = telling;
  const ownLine = random.chance(50);
  const handled = random.chance(50)
    ? [
        ...section('（一）收到申请情况', y2014.received(telling), ownLine),
        ...section('（二）办理情况', y2014.replied(telling) || '没有需要办理的申请。', ownLine),
      ]
    : [paragraph(y2014.received(telling) + y2014.replied(telling))];
  const shown = y2014.disclosed(telling) + y2014.documents(telling) + aside(telling);
  const answer = random.pick(['', '', '针对上述问题，采取以下改进措施：', '下一步：', '改进情况：']);
  return [
    [
      random.pick(['概述', '基本情况', '总体情况']),
      [paragraph(y2014.outline(telling) + y2014.facilities(telling) + aside(telling))],
    ],
    [random.pick(['主动公开政府信息情况', '主动公开情况', '政府信息主动公开情况']), [paragraph(shown)]],
    [
      random.pick(['回应解读情况', '解读回应情况', '政策解读与回应关切情况']),
      [paragraph(y2014.responses(telling) + aside(telling))],
    ],
    [random.pick(['依申请公开政府信息情况', '依申请公开情况', '政府信息依申请公开办理情况']), handled],
    [
      random.pick(['收费及减免情况', '依申请公开收费及减免情况', '政府信息公开收费及减免情况']),
      [paragraph(y2014.fees(telling))],
    ],
    [
      random.pick([
        '行政复议、行政诉讼和举报投诉情况',
        '因政府信息公开申请行政复议、提起行政诉讼的情况',
        '复议、诉讼、投诉情况',
      ]),
      [paragraph(y2014.disputes2014(telling))],
    ],
    [
      random.pick(['存在的主要问题及改进措施', '存在的主要问题和改进情况', '存在的问题及改进措施']),
      [paragraph(problems(telling)), paragraph(answer + improvements(telling))],
    ],
  ];
};

/** Free chapters as the regulation of 2007 asks for, and the statistics table as an annex. */
const freeChapters = (telling: Telling): readonly Piece[] => [
  ...chapters2014(telling).flatMap(([title, pieces], at) => [heading(1, `${NUMBERS[at]}、${title}`), ...pieces]),
  ...(telling.random.chance(50) ? [paragraph('附件：政府信息公开情况统计表')] : []),
  paragraph(telling.random.pick(['政府信息公开情况统计表', `政府信息公开情况统计表（${telling.year}年度）`])),
  table('statistics'),
];

const drawYear = (template: Template, random: Random): number =>
  random.between(template.years.from, template.years.to ?? 2025);

/** Departments and townships publish in January; governments have until the end of March. */
const drawDate = (year: number, office: InventedOffice, template: Template, random: Random): string => {
  const small = office.level === 'department' || office.level === 'township';
  const month = small && template.id !== 'annual-report-2014' ? 1 : random.between(1, 3);
  const day = month === 1 ? random.between(6, 30) : random.between(1, 28);
  return `${year + 1}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/**
 * A clean report on one of the forms, made from a seed alone: figures that tie, prose that states the same figures, in
 * wordings chosen by lot. The same seed and form give the same report.
 */
export const cleanReport = (template: Template, seed: number): CleanReport => {
  const random = seededRandom(seed).branch(template.id);
  const level = drawLevel(random.branch('level'));
  const office = inventOffice(level, random.branch('office'));
  const year = drawYear(template, random.branch('year'));
  const figures = cleanFigures(template, random.branch('figures'), level);
  const telling: Telling = { template, office, year, figures, random: random.branch('prose') };
  const body = template.id === 'annual-report-2014' ? freeChapters(telling) : sixChapters(telling);
  return {
    seed,
    template,
    office,
    year,
    published: drawDate(year, office, template, random.branch('date')),
    title: `${office.name}${year}年政府信息公开工作年度报告`,
    figures,
    pieces: [...preface(telling).map(paragraph), ...body],
  };
};
