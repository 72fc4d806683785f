import { type Decimal, decimal } from '../model/decimal.ts';
import { factKey } from '../model/fact.ts';
import type { Template } from '../model/template.ts';
import { allocate } from './allocate.ts';
import type { Random } from './random.ts';

/** How large an office is; a city is one that may make rules (规章). */
export const LEVELS = ['province', 'city', 'county', 'township', 'department'] as const;

export type Level = (typeof LEVELS)[number];

/** Every official figure of a form by its key ("t3.new[np]"), local rows left out. */
export type Figures = ReadonlyMap<string, Decimal>;

type Draft = Map<string, Decimal>;

const sizeFor = <T>(of: Readonly<Record<Level, T>>, level: Level): T => of[level];

/** The keys of all slots a report must fill: data rows that are not local extensions. */
export const officialKeysOf = (template: Template): readonly string[] =>
  template.tables.flatMap((table) =>
    table.rows
      .filter((row) => row.role === 'data' && !row.optional)
      .flatMap((row) => row.slots.map((slot) => factKey(slot.indicator, slot.group))),
  );

const put = (draft: Draft, key: string, value: number): void => {
  draft.set(key, decimal(value));
};

/** Writes a whole under its key and its parts under theirs, so that they tie. */
const putParts = (draft: Draft, keys: readonly string[], parts: readonly number[]): void => {
  keys.forEach((key, at) => {
    put(draft, key, parts[at]!);
  });
};

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** How many applications an office of this level gets in a year; small offices often none. */
const applications = (level: Level, random: Random): number => {
  if (random.chance(sizeFor({ province: 2, city: 4, county: 10, township: 60, department: 35 }, level))) return 0;
  const most = sizeFor({ province: 20_000, city: 2_500, county: 400, township: 9, department: 60 }, level);
  // Two draws make small numbers more frequent than large ones, as they are.
  return 1 + random.below(1 + random.below(most));
};

const APPLICANTS = ['np', 'biz', 'sci', 'ngo', 'law', 'oth'] as const;
const APPLICANT_WEIGHTS = [80, 12, 1, 1, 4, 2];

const RESULTS = [
  'granted',
  'partial',
  'deny.secret',
  'deny.law_forbid',
  'deny.three_safety',
  'deny.third_party',
  'deny.internal',
  'deny.process',
  'deny.enforcement_file',
  'deny.admin_query',
  'unable.not_held',
  'unable.need_create',
  'unable.unclear',
  'reject.petition',
  'reject.repeat',
  'reject.publication',
  'reject.abusive',
  'reject.reconfirm',
];
const RESULT_WEIGHTS = [48, 9, 0, 1, 1, 3, 3, 2, 3, 3, 14, 3, 2, 3, 2, 1, 1, 1];
const OTHERS_2019 = ['other.all'];
const OTHERS_2021 = ['other.no_correction', 'other.no_payment', 'other.misc'];

const resultsOf = (template: Template): readonly string[] => [
  ...RESULTS,
  ...(template.indicators.has('t3.other.all') && !template.indicators.has('t3.other.misc') ? OTHERS_2019 : OTHERS_2021),
];

const applicationColumn = (draft: Draft, group: string, cases: number, results: readonly string[], random: Random) => {
  const open = random.chance(55) ? random.below(1 + Math.floor(cases / 10)) : 0;
  const weights = results.map((_, at) => RESULT_WEIGHTS[at] ?? 1);
  const parts = allocate(cases - open, weights, random);
  const carried = random.chance(50) ? random.below(1 + Math.floor(cases / 8)) : 0;
  putParts(
    draft,
    results.map((row) => `t3.${row}[${group}]`),
    parts,
  );
  put(draft, `t3.sum[${group}]`, cases - open);
  put(draft, `t3.carry_out[${group}]`, open);
  put(draft, `t3.carry_in[${group}]`, carried);
  put(draft, `t3.new[${group}]`, cases - carried);
};

const countOf = (draft: Draft, key: string): number => Number(draft.get(key)!.units);

const applicationTable = (draft: Draft, cases: number, template: Template, random: Random): void => {
  const results = resultsOf(template);
  const byApplicant = allocate(cases, APPLICANT_WEIGHTS, random);
  APPLICANTS.forEach((group, at) => {
    applicationColumn(draft, group, byApplicant[at]!, results, random);
  });
  for (const row of ['new', 'carry_in', ...results, 'sum', 'carry_out']) {
    put(draft, `t3.${row}[total]`, sumOf(APPLICANTS.map((group) => countOf(draft, `t3.${row}[${group}]`))));
  }
};

const OUTCOMES = ['upheld', 'corrected', 'other', 'pending'];

const forum = (draft: Draft, prefix: string, cases: number, random: Random): void => {
  putParts(
    draft,
    OUTCOMES.map((outcome) => `${prefix}.${outcome}`),
    allocate(cases, [60, 12, 18, 10], random),
  );
  put(draft, `${prefix}.total`, cases);
};

/** Disputes are a small part of the applications, and suits after reconsideration a part of the concluded ones. */
const disputeTable = (draft: Draft, cases: number, random: Random): void => {
  const some = (most: number): number => (random.chance(55) ? 0 : random.below(1 + most));
  forum(draft, 't4.recon', some(Math.floor(cases / 8)), random);
  const concluded = countOf(draft, 't4.recon.total') - countOf(draft, 't4.recon.pending');
  forum(draft, 't4.lit_direct', some(Math.floor(cases / 30)), random);
  forum(draft, 't4.lit_after', some(Math.floor(concluded / 2)), random);
};

const decisionsOf = (level: Level, random: Random): number => {
  const most = sizeFor({ province: 3_000_000, city: 400_000, county: 60_000, township: 300, department: 5_000 }, level);
  const government = level !== 'township' && level !== 'department';
  if (!government && random.chance(45)) return 0;
  return (government ? 1 : 0) + random.below(1 + random.below(most));
};

const makesRules = (level: Level): boolean => level === 'province' || level === 'city';

const normativeDocuments = (level: Level, random: Random): number =>
  random.below(sizeFor({ province: 900, city: 150, county: 40, township: 3, department: 12 }, level));

const papers2021 = (draft: Draft, prefix: string, issued: number, random: Random): void => {
  const repealed = random.chance(40) ? random.below(3 + issued) : 0;
  put(draft, `${prefix}.issued`, issued);
  put(draft, `${prefix}.repealed`, repealed);
  put(draft, `${prefix}.in_force`, issued + random.below(1 + issued * 8));
};

/** Amounts in 万元 as offices print them: whole, or with up to six decimals. */
const amountOf = (level: Level, random: Random): Decimal => {
  if (random.chance(sizeFor({ province: 5, city: 10, county: 20, township: 85, department: 60 }, level)))
    return decimal(0);
  const scale = random.pick([0, 1, 2, 2, 2, 3, 4, 6]);
  const most = sizeFor({ province: 900_000, city: 90_000, county: 9_000, township: 20, department: 800 }, level);
  const tail = scale === 0 ? 0 : random.below(10 ** scale);
  return decimal(BigInt(1 + random.below(most)) * 10n ** BigInt(scale) + BigInt(tail), scale);
};

const disclosure2021 = (draft: Draft, level: Level, random: Random): void => {
  papers2021(draft, 'g21.t2.regulation', makesRules(level) ? random.between(1, 12) : 0, random.branch('rules'));
  if (!makesRules(level)) {
    put(draft, 'g21.t2.regulation.repealed', 0);
    put(draft, 'g21.t2.regulation.in_force', 0);
  }
  // One more than the rules at least, so that the two rows never say the same.
  const issued = normativeDocuments(level, random) + (makesRules(level) ? 13 : 0);
  papers2021(draft, 'g21.t2.normdoc', issued, random);
  for (const item of ['license', 'penalty', 'coercion']) {
    put(draft, `g21.t2.${item}.decisions`, decisionsOf(level, random));
  }
  draft.set('g21.t2.fee.amount', amountOf(level, random));
};

const papers2019 = (draft: Draft, prefix: string, made: number, random: Random): void => {
  const fresh = made - (random.chance(30) ? random.below(1 + Math.floor(made / 4)) : 0);
  put(draft, `${prefix}.made`, made);
  put(draft, `${prefix}.new_public`, fresh);
  put(draft, `${prefix}.total_public`, fresh + (made > 0 ? random.between(1, 5 * made) : random.below(3)));
};

const items2019 = (draft: Draft, prefix: string, level: Level, random: Random): number => {
  const most = sizeFor({ province: 9_000, city: 3_000, county: 1_200, township: 30, department: 80 }, level);
  const before = random.chance(level === 'township' ? 50 : 15) ? 0 : random.between(1, most);
  const delta = random.chance(50) ? 0 : random.between(-Math.floor(before / 6), Math.floor(most / 20));
  put(draft, `${prefix}.items_prev`, before);
  put(draft, `${prefix}.items_delta`, delta);
  return before + delta;
};

const disclosure2019 = (draft: Draft, level: Level, random: Random): void => {
  papers2019(draft, 'g19.t2.regulation', makesRules(level) ? random.between(1, 12) : 0, random);
  if (!makesRules(level)) put(draft, 'g19.t2.regulation.total_public', 0);
  papers2019(draft, 'g19.t2.normdoc', normativeDocuments(level, random) + (makesRules(level) ? 13 : 0), random);
  for (const item of ['license', 'other_service', 'penalty', 'coercion']) {
    const items = items2019(draft, `g19.t2.${item}`, level, random);
    put(draft, `g19.t2.${item}.decisions`, items > 0 ? decisionsOf(level, random) : 0);
  }
  items2019(draft, 'g19.t2.fee', level, random);
  const projects = random.chance(25) ? 0 : random.between(1, level === 'township' ? 6 : 900);
  put(draft, 'g19.t2.procurement.projects', projects);
  // No unit is prescribed for the amount: whole 元, the base unit, need none.
  put(draft, 'g19.t2.procurement.amount', projects === 0 ? 0 : projects * random.between(20_000, 900_000));
};

const CHANNELS = ['gazette', 'website', 'weibo', 'wechat', 'other'];

/** The same information through several channels counts once, so the total lies between the largest and the sum. */
const disclosed2014 = (draft: Draft, level: Level, random: Random): void => {
  const most = sizeFor({ province: 3_000_000, city: 300_000, county: 30_000, township: 900, department: 4_000 }, level);
  const website = 10 + random.below(1 + random.below(most));
  const side = (): number => (random.chance(45) ? 0 : random.below(1 + Math.floor(website / 4)));
  const parts = CHANNELS.map((channel) => (channel === 'website' ? website : side()));
  putParts(
    draft,
    CHANNELS.map((channel) => `g14.disc.ch.${channel}`),
    parts,
  );
  const beyond = sumOf(parts) - website;
  put(draft, 'g14.disc.total', website + (beyond === 0 ? 0 : random.below(beyond)));
  const issued = normativeDocuments(level, random);
  put(draft, 'g14.disc.normdoc_issued', issued);
  put(draft, 'g14.disc.normdoc_disclosed', Math.min(issued - random.below(1 + Math.floor(issued / 5)), website));
};

const responses2014 = (draft: Draft, level: Level, random: Random): void => {
  const most = sizeFor({ province: 900, city: 120, county: 30, township: 3, department: 8 }, level);
  for (const code of ['press', 'interview']) {
    const times = random.below(1 + most);
    put(draft, `g14.resp.${code}`, times);
    put(draft, `g14.resp.${code}_lead`, random.below(1 + times));
  }
  for (const code of ['interpretation', 'social', 'other']) put(draft, `g14.resp.${code}`, random.below(1 + 4 * most));
  const asked = ['press', 'interview', 'social', 'other'].map((code) => countOf(draft, `g14.resp.${code}`));
  const all = sumOf(asked) + countOf(draft, 'g14.resp.interpretation');
  put(draft, 'g14.resp.topics', random.between(Math.max(...asked), all));
};

const REPLIES = [
  'already_public',
  'granted',
  'partial',
  'denied',
  'not_own',
  'not_exist',
  'correction',
  'other_channel',
];
const REASONS = ['state_secret', 'trade_secret', 'privacy', 'three_safety', 'not_gov_info', 'other_law'];

const applications2014 = (draft: Draft, received: number, random: Random): void => {
  const split = (prefix: string, codes: readonly string[], total: number, weights: readonly number[]): void => {
    putParts(
      draft,
      codes.map((code) => `${prefix}.${code}`),
      allocate(total, weights, random),
    );
  };
  put(draft, 'g14.app.received', received);
  split('g14.app.ch', ['in_person', 'fax', 'online', 'letter'], received, [30, 2, 50, 18]);
  put(draft, 'g14.app.closed', received);
  split('g14.app', ['closed_on_time', 'closed_extended'], received, [95, 5]);
  put(draft, 'g14.app.replied', received);
  split('g14.app.r', REPLIES, received, [25, 40, 6, 6, 10, 8, 2, 3]);
  split('g14.app.d', REASONS, countOf(draft, 'g14.app.r.denied'), [5, 15, 20, 10, 35, 15]);
  const paid = received > 0 && random.chance(15);
  draft.set('g14.fee.app', paid ? decimal(random.between(1, 400), 2) : decimal(0));
};

const disputes2014 = (draft: Draft, received: number, random: Random): void => {
  for (const prefix of ['g14.recon', 'g14.lit']) {
    const cases = random.chance(55) ? 0 : random.below(1 + Math.floor(received / 8));
    put(draft, `${prefix}.total`, cases);
    putParts(
      draft,
      ['upheld', 'corrected', 'other'].map((outcome) => `${prefix}.${outcome}`),
      allocate(cases, [60, 15, 25], random),
    );
  }
  put(draft, 'g14.complaint.total', random.chance(70) ? 0 : random.below(1 + Math.floor(received / 10)));
};

const facilities2014 = (draft: Draft, level: Level, random: Random): void => {
  const size = sizeFor({ province: 400, city: 80, county: 25, township: 1, department: 2 }, level);
  put(draft, 'g14.org.offices', random.between(1, 1 + size));
  put(draft, 'g14.org.reading_points', random.between(1, 2 + 2 * size));
  const fullTime = random.between(level === 'township' ? 0 : 1, 1 + size);
  const partTime = random.between(1, 2 + 4 * size);
  put(draft, 'g14.org.staff', fullTime + partTime);
  putParts(draft, ['g14.org.staff_full', 'g14.org.staff_part'], [fullTime, partTime]);
  draft.set('g14.org.budget', random.chance(40) ? decimal(0) : decimal(random.between(10, 10 + 900 * size), 1));
  put(draft, 'g14.train.meetings', random.between(1, 2 + size));
  const classes = random.below(2 + size);
  put(draft, 'g14.train.classes', classes);
  put(draft, 'g14.train.attendees', classes * random.between(5, 90));
};

const figures2014 = (draft: Draft, level: Level, random: Random): void => {
  const received = applications(level, random);
  disclosed2014(draft, level, random);
  responses2014(draft, level, random);
  applications2014(draft, received, random);
  disputes2014(draft, received, random);
  facilities2014(draft, level, random);
};

const figuresSince2019 = (draft: Draft, level: Level, template: Template, random: Random): void => {
  const cases = applications(level, random);
  if (template.indicators.has('g21.t2.license.decisions')) disclosure2021(draft, level, random);
  else disclosure2019(draft, level, random);
  applicationTable(draft, cases, template, random);
  disputeTable(draft, cases, random);
};

/** A level by lot; small offices are many, as on a real roster. */
export const drawLevel = (random: Random): Level =>
  random.pick(['province', 'city', 'city', 'county', 'county', 'county', 'township', 'township', 'department']);

/**
 * Figures for every official slot of a form, such as an office of this level might truly have: every identity of the
 * form holds, every bound is kept, no plausibility rule has cause to ask. Keys and order are those of the form;
 * amounts are in the unit of their indicator. Throws when the form has a slot that no part of this file fills.
 */
export const cleanFigures = (template: Template, random: Random, level: Level = drawLevel(random)): Figures => {
  const draft: Draft = new Map();
  if (template.indicators.has('g14.disc.total')) figures2014(draft, level, random);
  else figuresSince2019(draft, level, template, random);
  return new Map(
    officialKeysOf(template).map((key) => {
      const value = draft.get(key);
      if (!value) throw new Error(`no clean figure is made for ${key} of ${template.id}`);
      return [key, value] as const;
    }),
  );
};
