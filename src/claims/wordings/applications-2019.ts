import type { CellRef } from '../../model/claim.ts';
import { CASES, cell, DISPUTES, LITIGATION_TOTAL, RECONSIDERATION_TOTAL, row, type Wording } from './wording.ts';

const DENY = [
  'secret',
  'law_forbid',
  'three_safety',
  'third_party',
  'internal',
  'process',
  'enforcement_file',
  'admin_query',
];
const UNABLE = ['not_held', 'need_create', 'unclear'];
const REJECT = ['petition', 'repeat', 'publication', 'abusive', 'reconfirm'];

const group = (prefix: string, codes: readonly string[]): readonly CellRef[] =>
  codes.map((code) => row(`${prefix}.${code}`));

const OTHER_CASES = /复议|诉讼|投诉|举报|咨询|留言|来信|信访件|立项|审批|许可|建议|提案|热线|电话/;
/** As OTHER_CASES, and applications of organisations alone: "新收法人或其他组织申请", not "新收公民、法人的申请". */
const NOT_ALL_APPLICANTS =
  /复议|诉讼|投诉|举报|咨询|留言|来信|信访件|立项|审批|许可|建议|提案|热线|电话|^(?!.{0,40}(?:公民|自然人)).{0,40}(?:法人|其他组织|企业|机构)/;
const topic = 'applications' as const;
const units = CASES;

export const outcome = (says: RegExp, cells: readonly CellRef[], unless: RegExp = OTHER_CASES): Wording => ({
  says,
  cells,
  unless,
  topic,
  units,
});

const applicant = (says: RegExp, code: string): Wording => ({
  says,
  cells: [cell('t3.new', code)],
  or: [[cell('t3.new', code), cell('t3.carry_in', code)]],
  unless: OTHER_CASES,
  topic,
  units,
});

/**
 * Table 3 as prose gives it, in the forms of 2019 and 2021; `other` are the rows under （六）其他处理 of
 * the form, `filed` the wordings of single ones among them.
 */
export const applicationWordings = (other: readonly CellRef[], filed: readonly Wording[] = []): readonly Wording[] => [
  outcome(
    /(?:上年度?|上一年度?|去年)(?:度)?(?:结转|转[来入])|结转(?:自)?上(?:一)?年|20\d\d年度?(?:结转(?!下|至|到|次)|转[来入])/,
    [row('carry_in')],
  ),
  outcome(/结转(?:至|到)?(?:下|次|20\d\d|明)|转入?(?:下|次)|顺延/, [row('carry_out')]),
  { ...outcome(/结转$/, [row('carry_out')]), or: [[row('carry_in')]] },
  outcome(/国家秘密/, [row('deny.secret')]),
  outcome(/三安全/, [row('deny.three_safety')]),
  outcome(/第三方合法权益/, [row('deny.third_party')]),
  outcome(/内部事务/, [row('deny.internal')]),
  outcome(/过程性信息/, [row('deny.process')]),
  outcome(/执法案卷/, [row('deny.enforcement_file')]),
  outcome(/行政查询/, [row('deny.admin_query')]),
  outcome(/不掌握|信息不存在/, [row('unable.not_held')]),
  outcome(/现成信息|另行制作/, [row('unable.need_create')]),
  outcome(/内容(?:仍)?不明确/, [row('unable.unclear')]),
  outcome(/信访.{0,6}(?:举报|投诉|类)/, [row('reject.petition')], /复议|诉讼/),
  outcome(/重复申请/, [row('reject.repeat')]),
  outcome(/不予公开/, group('deny', DENY)),
  outcome(/无法提供/, group('unable', UNABLE)),
  outcome(/不予处理/, group('reject', REJECT)),
  ...filed,
  outcome(/其他处理|其他方式处理|作其他/, other),
  outcome(/公开(?:[和及与或、]|以及)部分公开/, [row('granted'), row('partial')]),
  outcome(/部分公开/, [row('partial')], /公开.{0,2}部分公开|部分公开.{0,3}予以公开/),
  outcome(/予以公开|同意公开|全部公开/, [row('granted')], /不予|不同意|部分|未予/),
  applicant(/自然人/, 'np'),
  applicant(/商业企业|企业(?:申请)?$/, 'biz'),
  applicant(/科研机构/, 'sci'),
  applicant(/社会公益组织/, 'ngo'),
  applicant(/法律服务机构/, 'law'),
  {
    says: /(?:按时|按期|如期|及时)(?:办结|答复|办理)(?:申请)?$/,
    cells: [row('sum')],
    unless: OTHER_CASES,
    topic,
    units,
    doubt: 'counted-otherwise',
  },
  {
    says: /(?:办结|答复)(?:的|了)?(?:政府信息公开|信息公开|依申请公开)?(?:申请)?的?(?:数量?|件数|总数)?$/,
    cells: [row('sum')],
    unless: /复议|诉讼|投诉|举报|咨询|留言|按时|按期|建议|提案|延期|超期|逾期|正在|待(?:办|答)|拟|未/,
    topic,
    units,
  },
  {
    says: /新(?:收|受理|增).{0,24}申请|新收(?:到)?$/,
    cells: [row('new')],
    unless: NOT_ALL_APPLICANTS,
    topic,
    units,
  },
  {
    says: /(?:收到|受理|接收|接到|办理|处理).{0,24}申请(?:公开)?(?:政府)?(?:信息)?(?:事项|件)?$|(?:收到|受理|接收)$|申请(?:总?数量?|件数|总量)$/,
    clause: /申请/,
    cells: [row('new')],
    or: [[row('new'), row('carry_in')], [row('sum')]],
    unless:
      /复议|诉讼|投诉|举报|咨询|留言|来信|信访|立项|审批|许可|建议|提案|热线|电话|通过|网络|网上|在线|信函|信件|邮寄|邮件|邮政|快递|传真|当面|现场|窗口|自然人|企业|法律服务/,
    topic,
    units,
  },
  {
    says: /(?:收到|受理|接收)的?$/,
    cells: [row('new')],
    or: [[row('new'), row('carry_in')]],
    unless: OTHER_CASES,
    topic,
    units,
    doubt: 'no-name',
  },
];

const LITIGATION_TABLES = ['t4.lit_direct', 't4.lit_after'];

const litigation = (column: string): readonly CellRef[] => LITIGATION_TABLES.map((table) => cell(`${table}.${column}`));

/** Table 4 as prose gives it; litigation in prose is both of its blocks together unless it says which. */
export const DISPUTE_WORDINGS: readonly Wording[] = (
  [
    ['pending', /未审结|审理中|正在(?:审理|办理)|未结/],
    ['other', /其他(?:结果|情形|情况)|^其他/],
    ['corrected', /纠正|纠错|撤销(?!申请)|败诉/],
    ['upheld', /维持|驳回(?:原告)?(?:的)?(?:全部)?诉讼请求/],
    ['total', null],
  ] as const
).flatMap(([column, says]) => [
  {
    cells: [cell(`t4.recon.${column}`)],
    says: says ?? RECONSIDERATION_TOTAL,
    topic: 'reconsideration' as const,
    units: DISPUTES,
  },
  ...(says === null
    ? [
        { cells: [cell('t4.lit_direct.total')], says: /未经复议/, topic: 'litigation' as const, units: DISPUTES },
        { cells: [cell('t4.lit_after.total')], says: /复议后/, topic: 'litigation' as const, units: DISPUTES },
      ]
    : []),
  { cells: litigation(column), says: says ?? LITIGATION_TOTAL, topic: 'litigation' as const, units: DISPUTES },
]);
