import type { Level } from '../../src/workbench/clean-figures.ts';
import type { Random } from './random.ts';

/** An invented office: no place of this name exists, its numbers cannot be rung, its pages cannot be reached. */
export type InventedOffice = {
  readonly level: Level;
  /** "样例县人民政府". */
  readonly name: string;
  /** The office that answers questions: "样例县人民政府办公室". */
  readonly desk: string;
  /** How the text speaks of the whole: 全省, 全市, 全县, 全镇, 全局. */
  readonly whole: string;
  /** How the text speaks of itself: 我省, 我县, 我镇, 我局. */
  readonly own: string;
  readonly street: string;
  readonly postcode: string;
  readonly telephone: string;
  readonly mail: string;
  readonly site: string;
  readonly siteName: string;
};

const STEMS = ['样例', '样例东', '样例河', '样例山', '样例新', '样例平', '样例泉', '样例北', '样例岭', '样例川'];

type Kind = { readonly suffix: string; readonly body: string; readonly word: string };

const KINDS: Readonly<Record<Exclude<Level, 'department'>, readonly Kind[]>> = {
  province: [
    { suffix: '省', body: '人民政府', word: '省' },
    { suffix: '自治区', body: '人民政府', word: '区' },
  ],
  city: [
    { suffix: '市', body: '人民政府', word: '市' },
    { suffix: '自治州', body: '人民政府', word: '州' },
  ],
  county: [
    { suffix: '县', body: '人民政府', word: '县' },
    { suffix: '旗', body: '人民政府', word: '旗' },
    { suffix: '区', body: '人民政府', word: '区' },
    { suffix: '盟', body: '行政公署', word: '盟' },
  ],
  township: [
    { suffix: '镇', body: '人民政府', word: '镇' },
    { suffix: '乡', body: '人民政府', word: '乡' },
    { suffix: '苏木', body: '人民政府', word: '苏木' },
    { suffix: '街道', body: '办事处', word: '街道' },
  ],
};

const TRADES = ['教育', '水利', '民政', '财政', '司法', '农牧', '统计', '审计', '商务', '林业和草原', '自然资源'];

type Naming = { readonly name: string; readonly desk: string; readonly word: string; readonly place: string };

const department = (random: Random): Naming => {
  const place = random.pick(STEMS) + random.pick(['市', '县', '旗', '区']);
  const ending = random.pick(['局', '局', '局', '委员会']);
  const name = `${place}${ending === '局' ? random.pick(TRADES) : '卫生健康'}${ending}`;
  return { name, desk: `${name}办公室`, word: ending === '局' ? '局' : '委', place };
};

const government = (level: Exclude<Level, 'department'>, random: Random): Naming => {
  const kind = random.pick(KINDS[level]);
  const above = level === 'township' && random.chance(40) ? `${random.pick(STEMS)}${random.pick(['县', '旗'])}` : '';
  const place = `${above}${random.pick(STEMS)}${kind.suffix}`;
  const name = `${place}${kind.body}`;
  const desk = level === 'township' ? `${place}党政办公室` : `${name}${level === 'province' ? '办公厅' : '办公室'}`;
  return { name, desk, word: kind.word, place };
};

/** An office of the given level, named by lot. */
export const inventOffice = (level: Level, random: Random): InventedOffice => {
  const { name, desk, word, place } = level === 'department' ? department(random) : government(level, random);
  const host = `www.yangli${random.between(1, 99)}.example.invalid`;
  return {
    level,
    name,
    desk,
    whole: `全${word}`,
    own: `我${word}`,
    street: `${place}${random.pick(['样例街', '样板路', '范例大街', '示例大道'])}${random.between(1, 99)}号`,
    postcode: `0${random.between(10_000, 99_999)}`,
    telephone: `0${random.between(400, 499)}-${random.between(2_000_000, 8_999_999)}`,
    mail: `zwgk@${host.slice(4)}`,
    site: `http://${host}`,
    siteName: random.pick([`${place}政府网站`, `${place}政府门户网站`, `${place}人民政府门户网`]),
  };
};
