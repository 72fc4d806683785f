import {
  CASES,
  cell,
  DISPUTES,
  ITEMS,
  LITIGATION_TOTAL,
  PERSONS,
  RECONSIDERATION_TOTAL,
  TIMES,
  type Wording,
} from './wording.ts';

const one = (code: string) => [cell(`g14.${code}`)];

const CHANNELS = /网站|网页|微博|微信|公报|平台|渠道|栏目|专栏|新媒体|公告栏|其他方式|广播|电视|报刊/;

const DISCLOSURE: readonly Wording[] = [
  {
    cells: one('disc.normdoc_issued'),
    says: /(?:制发|制定|印发|出台).{0,6}规范性文件/,
    unless: /解读|清理|废止|备案/,
    units: ITEMS,
  },
  {
    cells: one('disc.normdoc_disclosed'),
    says: /公开.{0,6}规范性文件/,
    unless: /解读|清理|废止|备案|制发|网上/,
    units: ITEMS,
  },
  { cells: one('disc.ch.gazette'), says: /(?:政府)?公报.{0,6}(?:公开|刊登|发布)/, units: /^[条件]/ },
  {
    cells: one('disc.ch.website'),
    says: /网站.{0,10}公开(?:各类)?(?:政府|政务)?信息/,
    unless: /微博|微信|新媒体|公报/,
    units: /^[条件]/,
  },
  {
    cells: one('disc.ch.website'),
    says: /网站.{0,10}发布(?:各类)?(?:政府|政务)?信息/,
    unless: /微博|微信|新媒体|公报/,
    units: /^[条件]/,
    doubt: 'website-total',
  },
  {
    cells: one('disc.ch.weibo'),
    says: /微博/,
    clause: /(?:发布|公开).{0,6}信息|发布量/,
    unless: /微信|解读|回应|编发|推送|开通/,
    units: /^[条件]/,
  },
  {
    cells: one('disc.ch.wechat'),
    says: /微信/,
    clause: /(?:发布|公开).{0,6}信息|发布量/,
    unless: /微博(?![、和及与])|解读|回应|编发|推送|开通|图文/,
    units: /^[条件]/,
  },
  {
    cells: [...one('disc.ch.weibo'), ...one('disc.ch.wechat')],
    or: [[...one('disc.ch.weibo'), ...one('disc.ch.wechat'), ...one('disc.ch.other')]],
    says: /新媒体.{0,6}(?:公开|发布)/,
    units: /^[条件]/,
    doubt: 'no-row',
  },
  { cells: one('disc.ch.other'), says: /其他(?:方式|渠道|途径).{0,4}公开/, units: /^[条件]/ },
  {
    cells: one('disc.ch.website'),
    says: /(?:政府|门户)?网站(?:公开|发布)?$/,
    unless: /微博|微信|新媒体|公报|访问|栏目/,
    units: /^[条件]/,
    doubt: 'website-total',
  },
  { cells: one('disc.ch.other'), says: /其他(?:方式|渠道|途径)$/, units: /^[条件]/, doubt: 'counted-otherwise' },
  {
    cells: one('disc.total'),
    says: /主动公开的?(?:各类)?(?:政府|政务)?信息/,
    without: CHANNELS,
    units: /^[条件]/,
  },
];

const RESPONSES: readonly Wording[] = [
  { cells: one('resp.press_lead'), says: /负责(?:同志|人).{0,6}新闻发布会/, units: TIMES },
  { cells: one('resp.press'), says: /新闻发布会(?:总?次)?$/, unless: /负责|围绕|针对|专题|解读|就[^业]/, units: TIMES },
  { cells: one('resp.interview_lead'), says: /负责(?:同志|人).{0,10}(?:在线访谈|电视问政)/, units: TIMES },
  {
    cells: one('resp.interview'),
    says: /(?:在线访谈|电视问政)(?:活动|节目|总?次)?$/,
    unless: /负责|围绕|针对|专题/,
    units: TIMES,
  },
  {
    cells: one('resp.social'),
    says: /微信|微博/,
    clause: /(?:微博.{0,4}微信|微信.{0,4}微博).{0,6}(?:回应事件|发布政策解读)/,
    units: /^[次条件个]/,
  },
  {
    cells: one('resp.interpretation'),
    says: /发布.{0,2}政策解读(?:稿件?|信息|材料|文章)?$|政策解读稿件?(?:发布)?$/,
    unless: /微博|微信|图解|视频|转载/,
    units: ITEMS,
  },
  {
    cells: one('resp.topics'),
    says: /回应(?:社会|公众)?(?:关注|关切)?(?:的)?热点|回应公众关注/,
    unless: /栏目|微博微信回应|其他方式/,
    units: /^[次件个条]/,
  },
];

const REPLIES: readonly Wording[] = [
  { cells: one('app.d.state_secret'), says: /国家秘密/, topic: 'applications', units: CASES },
  { cells: one('app.d.trade_secret'), says: /商业秘密/, topic: 'applications', units: CASES },
  { cells: one('app.d.privacy'), says: /个人隐私/, topic: 'applications', units: CASES },
  { cells: one('app.d.three_safety'), says: /危及国家安全/, topic: 'applications', units: CASES },
  { cells: one('app.d.not_gov_info'), says: /(?:不是|非).{0,8}政府信息/, topic: 'applications', units: CASES },
  { cells: one('app.r.already_public'), says: /已(?:经)?主动公开|属于主动公开/, topic: 'applications', units: CASES },
  { cells: one('app.r.denied'), says: /不(?:予|同意)公开/, topic: 'applications', units: CASES },
  { cells: one('app.r.partial'), says: /部分公开/, topic: 'applications', units: CASES },
  {
    cells: one('app.r.granted'),
    says: /依申请公开["”]?$|同意公开|^予以公开/,
    unless: /不同意|收到|受理|接到|接收|收取|收费|^(?:办理|办结|答复)/,
    topic: 'applications',
    units: CASES,
  },
  {
    cells: one('app.r.not_own'),
    says: /不属于?本(?:行政)?机关|非本(?:行政)?机关/,
    topic: 'applications',
    units: CASES,
  },
  { cells: one('app.r.not_exist'), says: /信息不存在/, topic: 'applications', units: CASES },
  { cells: one('app.r.correction'), says: /(?:更改|补充|补正)/, unless: /更正/, topic: 'applications', units: CASES },
  { cells: one('app.r.other_channel'), says: /其他途径/, topic: 'applications', units: CASES },
];

const OTHER_CASES = /复议|诉讼|投诉|举报|咨询|留言|来信|信访|立项|审批|许可|建议|提案/;

const APPLICATIONS: readonly Wording[] = [
  { cells: one('app.closed_extended'), says: /延期(?:办结|答复|办理)/, topic: 'applications', units: CASES },
  { cells: one('app.closed_on_time'), says: /(?:按时|按期)(?:办结|答复)/, topic: 'applications', units: CASES },
  {
    cells: one('app.replied'),
    or: [one('app.closed')],
    says: /答复(?:政府信息公开|信息公开)?申请?$/,
    unless: OTHER_CASES,
    topic: 'applications',
    units: CASES,
  },
  {
    cells: one('app.closed'),
    or: [one('app.replied')],
    says: /办结/,
    unless: OTHER_CASES,
    topic: 'applications',
    units: CASES,
  },
  { cells: one('app.ch.in_person'), says: /当面|现场|窗口/, unless: OTHER_CASES, topic: 'applications', units: CASES },
  { cells: one('app.ch.fax'), says: /传真/, unless: OTHER_CASES, topic: 'applications', units: CASES },
  {
    cells: one('app.ch.letter'),
    says: /信函|信件|邮寄|快递|邮政/,
    unless: OTHER_CASES,
    topic: 'applications',
    units: CASES,
  },
  { cells: one('app.ch.online'), says: /网络|网上|互联网/, unless: OTHER_CASES, topic: 'applications', units: CASES },
  {
    cells: one('app.received'),
    says: /(?:收到|受理|接收|接到|新收).{0,24}申请|(?:收到|受理|接收)$/,
    clause: /申请/,
    unless: /复议|诉讼|投诉|举报|咨询|留言|来信|信访|立项|审批|许可|通过|建议|提案|热线|电话/,
    topic: 'applications',
    units: CASES,
  },
];

/** "全年受理25件" under a heading on applications: what was received is not said again. */
const RECEIVED_UNSAID: Wording = {
  cells: one('app.received'),
  says: /(?:收到|受理|接收)的?$/,
  unless: OTHER_CASES,
  topic: 'applications',
  units: CASES,
  doubt: 'no-name',
};

const disputes = (code: string, topic: 'reconsideration' | 'litigation', total: RegExp): readonly Wording[] => [
  { cells: one(`${code}.other`), says: /其他(?:情形|结果|情况)|^其他/, topic, units: DISPUTES },
  { cells: one(`${code}.corrected`), says: /纠错|纠正|撤销(?!申请)/, unless: /撤诉/, topic, units: DISPUTES },
  { cells: one(`${code}.upheld`), says: /维持|驳回(?:原告)?(?:的)?(?:全部)?诉讼请求/, topic, units: DISPUTES },
  { cells: one(`${code}.total`), says: total, topic, units: DISPUTES },
];

/** "举办各类培训班", "培训各级工作人员": training qualified by anything else is that of other people. */
const TRAINING =
  /(?:举办|开办|开展|组织|召开|办)(?:了|过)?(?:各级|各类|各种|全[区市县旗]|政府|政务|信息|公开|业务|专题|集中|工作|人员|相关|线上|线下|开展|举办|的){0,8}培训(?:班|会|活动)?$/;
const TRAINED =
  /(?:^|接受|参加|共|计|累计|参训|[办展织])(?:各级|各类|政府|政务|信息|公开|业务|专题|工作|接受|参加|的){0,8}(?:培训|参训)(?:各级|各类|各|有关|相关|部门|单位|政府|政务|信息|公开|专职|兼职|专兼职|业务|工作|人员|干部|机关|骨干|联络员|信息员|了|人数|共|计|达){0,12}$/;

const RESOURCES: readonly Wording[] = [
  {
    cells: one('complaint.total'),
    says: /(?:受理|收到|接到).{0,12}(?:举报|投诉)|(?:举报投诉|投诉举报)/,
    unless: /监督投诉|留言|热线|信箱|网民/,
    topic: 'complaints',
    units: CASES,
  },
  {
    cells: one('fee.app'),
    says: /(?:收费|收取.{0,12}费用?|费用)(?:总额|金额)?$/,
    unless: /减免|退还|免收/,
    units: /^元/,
  },
  { cells: one('org.offices'), says: /专门机构/, units: /^[个家]/ },
  { cells: one('org.reading_points'), says: /查阅(?:点|场所)/, units: /^[个处]/ },
  {
    cells: one('org.staff_full'),
    says: /专职(?:工作)?(?:人员)?$|专职(?:工作)?人员/,
    unless: /兼职|专兼职/,
    units: PERSONS,
  },
  {
    cells: one('org.staff_part'),
    says: /兼职(?:工作)?(?:人员)?$|兼职(?:工作)?人员/,
    unless: /专职|专\(?兼|培训|参训/,
    units: PERSONS,
  },
  {
    cells: one('org.staff'),
    says: /从事政府信息公开(?:工作)?(?:的)?(?:工作)?人员|工作人员数?$/,
    unless: /培训|参训|专职|(?<!专)兼职|参加/,
    clause: /信息公开/,
    units: /^[人名](?!次)/,
  },
  { cells: one('org.budget'), says: /专项经费/, units: /^元/ },
  {
    cells: one('train.meetings'),
    says: /(?:工作|专题)会议?$|会议$/,
    clause: /召开|举行/,
    unless: /常务|新闻|座谈/,
    units: TIMES,
    doubt: 'counted-otherwise',
  },
  { cells: one('train.attendees'), says: TRAINED, unless: /线上|视频/, units: /^人次|^人/ },
  { cells: one('train.classes'), says: TRAINING, clause: /办|开展|组织/, units: TIMES },
];

/** Prose of 2014–2018 and the rows of the statistics table; the first that fits wins, the narrower stands first. */
export const WORDINGS_2014: readonly Wording[] = [
  ...RESPONSES,
  ...disputes('recon', 'reconsideration', RECONSIDERATION_TOTAL),
  ...disputes('lit', 'litigation', LITIGATION_TOTAL),
  ...REPLIES,
  ...APPLICATIONS,
  RECEIVED_UNSAID,
  ...DISCLOSURE,
  ...RESOURCES,
];
