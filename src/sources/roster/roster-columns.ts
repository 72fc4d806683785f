import { OFFICE_LEVELS, type OfficeLevel } from '../../model/report.ts';
import { checkAddress } from '../../platform/check-address.ts';

export const ROSTER_COLUMNS = [
  'id',
  'name',
  'level',
  'parent',
  'profile',
  'report_page',
  'mail',
  'aliases',
  'attachment',
  'deadline',
] as const;

export type Column = (typeof ROSTER_COLUMNS)[number];

export const REQUIRED_COLUMNS: readonly Column[] = ['id', 'name', 'level'];

/** Headings that mean a column, as offices write them; the first is the one that messages show. */
const CHINESE: Readonly<Record<Column, readonly string[]>> = {
  id: ['编号', '代码', '标识', '单位编号', '单位代码', '机构编号', '机构代码'],
  name: ['名称', '单位名称', '机构名称', '部门名称', '单位'],
  level: ['层级', '级别', '行政层级'],
  parent: ['上级', '上级编号', '上级单位', '上级机构', '主管单位'],
  profile: ['规则集', '方案', '配置'],
  report_page: ['年报网址', '网址', '网页', '报告页', '年报栏目', '栏目网址'],
  mail: ['邮箱', '电子邮箱', '邮件', '责任邮箱', '联系邮箱'],
  aliases: ['别名', '简称', '其他名称', '曾用名'],
  attachment: ['附件', '附件名', '附件规则'],
  deadline: ['截止日期', '报送期限', '期限'],
};

const key = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '').toLowerCase();

const BY_HEADING: ReadonlyMap<string, Column> = new Map(
  ROSTER_COLUMNS.flatMap((column) => [column, ...CHINESE[column]].map((heading) => [key(heading), column] as const)),
);

/** The column that a heading means, in English or Chinese; null for any other heading. */
export const columnOf = (heading: string): Column | null => BY_HEADING.get(key(heading)) ?? null;

/** The columns with their Chinese headings, for messages. */
export const ACCEPTED_COLUMNS = `the columns ${ROSTER_COLUMNS.map((column) => `${column} (${CHINESE[column][0]})`).join(', ')}`;

const LEVEL_WORDS: Readonly<Record<OfficeLevel, readonly string[]>> = {
  province: ['省', '省级', '自治区', '自治区级', '直辖市'],
  league: ['盟', '盟级'],
  city: ['市', '市级', '地级市', '地市级', '设区市'],
  banner: ['旗', '旗级'],
  county: ['县', '县级', '区', '区级', '县级市', '市辖区'],
  township: ['乡', '镇', '乡镇', '乡级', '街道', '苏木', '乡镇街道'],
  department: ['部门', '部门级', '委办局'],
};

const LEVEL_OF: ReadonlyMap<string, OfficeLevel> = new Map(
  OFFICE_LEVELS.flatMap((level) => [level, ...LEVEL_WORDS[level]].map((word) => [word, level] as const)),
);

/** The level that a cell means, as its code or in Chinese; null for anything else. */
export const levelOf = (cell: string): OfficeLevel | null => LEVEL_OF.get(cell) ?? null;

const MONTH_DAY = /^(?:(\d{1,2})[-/](\d{1,2})|(\d{1,2})月(\d{1,2})日)$/;

const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the year as "01-31", from "1-31", "01/31" or "1月31日"; null for anything else. */
export const monthDayOf = (cell: string): string | null => {
  const match = MONTH_DAY.exec(cell);
  const month = Number(match?.[1] ?? match?.[3] ?? 0);
  const day = Number(match?.[2] ?? match?.[4] ?? 0);
  if (day < 1 || day > (DAYS[month - 1] ?? 0)) return null;
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/** Names that become folders, file names and parts of addresses: no surprises on any system. */
const SAFE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/;
// Device names on Windows, whatever their extension.
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

const isPage = (text: string): boolean => URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);

const orNothing = (value: string, good: boolean, accepted: string): string | null =>
  value === '' || good ? null : `${accepted}, or nothing`;

/** What is accepted instead, or null when the cell is as it should be; looks at this cell only. */
export const CELL_CHECKS: Readonly<Partial<Record<Column, (value: string) => string | null>>> = {
  id: (value) =>
    SAFE_ID.test(value) && !RESERVED.test(value)
      ? null
      : '1 to 64 letters, digits, - or _ of ASCII, beginning with a letter or digit, no device name',
  name: (value) => (value === '' ? 'the name of the office' : null),
  level: (value) =>
    levelOf(value) === null
      ? `one of ${OFFICE_LEVELS.map((level) => `${level} (${LEVEL_WORDS[level][0]})`).join(', ')}`
      : null,
  report_page: (value) => orNothing(value, isPage(value), 'an http or https address'),
  mail: (value) =>
    orNothing(
      value,
      value !== '' && 'address' in checkAddress(value),
      'one ASCII mail address such as office@example.org',
    ),
  attachment: (value) =>
    orNothing(
      value,
      value.length <= 200 && /[^*]/.test(value),
      'a file name, with * for any characters, such as *年度报告*.pdf',
    ),
  deadline: (value) => orNothing(value, monthDayOf(value) !== null, 'a day of the year such as 01-31 or 1月31日'),
};
