import type { ClaimKind, ClaimReason, ClaimVerdict } from '../model/claim.ts';
import type { FindingStatus } from '../model/finding.ts';
import type { Equation, Family, Severity } from '../model/rule.ts';
import type { Language } from '../model/text.ts';

type Labels<Key extends string> = Readonly<Record<Key, string>>;

/** Every word of the workbook that does not come from the report or the rules. */
export type Words = {
  readonly sheets: Labels<'cover' | 'findings' | 'suspects' | 'figures' | 'equations' | 'claims' | 'notes'>;
  readonly severities: Readonly<Record<Severity, string>>;
  readonly severityMeanings: Readonly<Record<Severity, string>>;
  readonly families: Readonly<Record<Family, string>>;
  readonly statuses: Readonly<Record<FindingStatus, string>>;
  readonly kinds: Readonly<Record<ClaimKind, string>>;
  readonly claimVerdicts: Readonly<Record<ClaimVerdict['verdict'], string>>;
  readonly results: Readonly<Record<Equation['verdict'], string>>;
  readonly grades: Labels<'优' | '良' | '中' | '差'>;
  readonly none: string;
  readonly list: string;
  readonly also: string;
  readonly parentheses: (inner: string) => string;
  readonly date: (iso: string) => string;
  readonly page: string;
  readonly year: (year: number) => string;
  readonly cover: Labels<
    | 'title'
    | 'about'
    | 'office'
    | 'year'
    | 'form'
    | 'source'
    | 'run'
    | 'rules'
    | 'deadline'
    | 'noDeadline'
    | 'score'
    | 'grade'
    | 'counts'
    | 'severity'
    | 'open'
    | 'roots'
    | 'consequences'
    | 'waived'
    | 'total'
    | 'coverage'
    | 'rulesDecided'
    | 'formRead'
    | 'resolved'
    | 'unverified'
    | 'howTo'
    | 'unknownForm'
    | 'unknownYear'
  > & {
    readonly howToSteps: readonly [string, string, string];
    readonly decided: (decided: number, applicable: number, undecided: number, inapplicable: number) => string;
    readonly read: (read: number, expected: number, blank: number) => string;
    readonly readingNotes: string;
    readonly notesOnReading: (count: number) => string;
    readonly points: (score: string) => string;
    readonly resolvedSince: (count: number) => string;
    readonly unverifiedSince: (message: string, date: string) => string;
    readonly changes: (noted: boolean) => string;
    readonly change: (label: string, from: string | null, to: string | null) => string;
  };
  readonly findings: {
    readonly title: (office: string, year: string) => string;
    readonly heads: readonly string[];
    readonly empty: string;
    readonly causedBy: (number: number) => string;
    readonly anyOf: string;
  };
  readonly suspects: {
    readonly title: string;
    readonly hint: string;
    readonly heads: readonly string[];
    readonly empty: string;
    /** Case number, the findings concerned, how surely the figure is known. */
    readonly heading: (at: number, findings: string, surety: string) => string;
    readonly unique: string;
    readonly oneOf: (count: number, atLeast: boolean) => string;
    readonly notLocated: string;
    readonly more: (count: number, atLeast: boolean) => string;
    readonly way: (rank: number) => string;
    readonly sameWay: string;
    readonly clears: (finding: number, title: string) => string;
    readonly likely: string;
    readonly asLikely: string;
    readonly lessLikely: string;
    /** By the kind of a repair; `other` for what is not listed. */
    readonly kinds: Readonly<Record<string, string>>;
    readonly otherKind: string;
  };
  readonly figures: Labels<
    | 'title'
    | 'legend'
    | 'indicator'
    | 'value'
    | 'unit'
    | 'raw'
    | 'place'
    | 'remarks'
    | 'blank'
    | 'absent'
    | 'unreadable'
    | 'legalPersons'
    | 'others'
    | 'none'
    | 'suspect'
  > & {
    readonly seeFindings: (numbers: string) => string;
    readonly inFinding: (number: number, severity: string) => string;
    readonly line: (line: number) => string;
    readonly lines: (from: number, to: number) => string;
    readonly onPage: (page: number) => string;
    readonly cell: (row: number, column: number) => string;
  };
  readonly equations: {
    readonly title: string;
    readonly hint: string;
    readonly heads: readonly string[];
    readonly empty: string;
    readonly byRule: string;
    readonly noFormula: string;
    readonly blanksAsZero: string;
    readonly blanksLeaveOpen: string;
  };
  readonly claims: {
    readonly title: string;
    readonly hint: string;
    readonly heads: readonly string[];
    readonly empty: string;
    readonly prose: (raw: string) => string;
    readonly reasons: Labels<ClaimReason>;
  };
  readonly notes: Labels<
    | 'title'
    | 'meanings'
    | 'undecided'
    | 'undecidedMeaning'
    | 'blank'
    | 'blankMeaning'
    | 'suspect'
    | 'suspectMeaning'
    | 'score'
    | 'scoreMeaning'
    | 'ruleSet'
    | 'hash'
    | 'report'
    | 'readingNotes'
    | 'noReadingNotes'
    | 'faults'
    | 'noFaults'
    | 'code'
    | 'message'
    | 'place'
    | 'rule'
  >;
};

const chineseDate = (iso: string): string => {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  return match ? `${match[1]}年${Number(match[2])}月${Number(match[3])}日` : iso;
};

const ZH: Words = {
  sheets: {
    cover: '封面',
    findings: '问题清单',
    suspects: '疑似错填',
    figures: '填报数据',
    equations: '勾稽验算',
    claims: '文表比对',
    notes: '说明',
  },
  severities: { fatal: '致命', error: '错误', warning: '警告', info: '提示' },
  severityMeanings: {
    fatal: '报告不能接受，或法定义务未履行，须当日处理。',
    error: '数据或内容确有差错，须更正。',
    warning: '很可能有差错，须更正或说明口径。',
    info: '供参考，不要求答复。',
  },
  families: {
    'missing-field': '缺项',
    'broken-total': '勾稽不符',
    'percentage-mismatch': '比例有误',
    'narrative-vs-table': '文表不一',
    'narrative-vs-narrative': '前后不一',
    'cross-table': '表间不符',
    'cross-year': '跨年不衔接',
    'roll-up': '汇总不符',
    period: '统计期限',
    unit: '计量单位',
    structure: '体例结构',
    timeliness: '公布时限',
    leak: '信息泄露',
    'text-quality': '文字质量',
    plausibility: '请核实',
  },
  statuses: {
    new: '新发现',
    persisting: '未整改',
    reopened: '再次出现',
    unverified: '暂无法核实',
    resolved: '已整改',
    waived: '已豁免',
  },
  kinds: {
    sum: '合计',
    share: '占比',
    growth: '增减',
    count: '数量',
    zero: '无或零',
    universal: '全部',
    flow: '收办结转',
    rate: '比率',
    period: '期限',
  },
  claimVerdicts: { holds: '相符', violated: '不符', undecided: '无法判定', inapplicable: '不适用' },
  results: { holds: '相符', violated: '不符', undecided: '未判定' },
  grades: { 优: '优', 良: '良', 中: '中', 差: '差' },
  none: '—',
  list: '、',
  also: '；',
  parentheses: (inner) => `（${inner}）`,
  date: chineseDate,
  page: '第 &P 页，共 &N 页',
  year: (year) => `${year}年度`,
  cover: {
    title: '政府信息公开年度报告 数据质量问题清单',
    about: '报告信息',
    office: '填报单位',
    year: '报告年度',
    form: '采用表式',
    source: '报告来源',
    run: '核查批次',
    rules: '规则集版本',
    deadline: '整改期限',
    noDeadline: '本次没有需要限期整改的问题',
    score: '得分',
    grade: '等次',
    counts: '问题数量',
    severity: '严重程度',
    open: '待整改问题',
    roots: '其中：独立问题',
    consequences: '其中：由其他问题引起',
    waived: '另有已豁免',
    total: '合计',
    coverage: '核查范围',
    rulesDecided: '规则',
    formRead: '表格',
    resolved: '上次以来已整改',
    unverified: '暂无法核实（不视为已整改）',
    howTo: '怎样使用本表',
    unknownForm: '未能识别表式',
    unknownYear: '年度不详',
    howToSteps: [
      '先看“问题清单”：从上往下逐条处理，标有“由第几条引起”的，改好那一条后通常随之消失。',
      '需要核对时看“填报数据”和“勾稽验算”：有底色并带▲的数字涉及问题，鼠标移到单元格上可看说明；在“填报数据”中试改数字，“勾稽验算”的结果会跟着变。',
      '更正后请在门户网站重新发布报告，系统下次核查时自动销号；对问题有不同意见的，请在期限内书面说明口径。',
    ],
    decided: (decided, applicable, undecided, inapplicable) =>
      `适用的规则 ${applicable} 条，其中已判定 ${decided} 条，因缺数未能判定 ${undecided} 条；另有 ${inapplicable} 条不适用于本报告。`,
    readingNotes: '读取说明',
    notesOnReading: (count) => `有 ${count} 条：报告有的内容没有读到或读不准，见“说明”页。`,
    read: (read, expected, blank) => `表式应填 ${expected} 格，读到 ${read} 格，其中空白 ${blank} 格。`,
    points: (score) => `${score} 分`,
    resolvedSince: (count) => (count === 0 ? '无' : `${count} 条：`),
    unverifiedSince: (message, date) => `· ${message}（${date}首次发现）`,
    changes: (noted) => (noted ? '与上一版本不同的数据（已说明更正）' : '与上一版本不同的数据（未说明更正）'),
    change: (label, from, to) => `· ${label}：${from ?? '空'} → ${to ?? '空'}`,
  },
  findings: {
    title: (office, year) => `${office} ${year} 问题清单`,
    heads: [
      '编号',
      '严重程度',
      '类别',
      '位置',
      '问题说明',
      '填报数',
      '应为（计算值）',
      '差额',
      '原文摘录',
      '依据',
      '整改建议',
      '可能的更正（供参考）',
      '状态',
      '首次发现',
      '整改期限',
    ],
    empty: '本次核查未发现问题。',
    causedBy: (number) => `【由第${number}条引起】`,
    anyOf: '以下任一均可使数据相符，请查原始记录：',
  },
  suspects: {
    title: '疑似错填（可能填错的数）',
    hint: '下列数字由表内等式和正文推算，改动最少的排在前面。仅供查找差错：填报数据没有改动，请以原始台账、登记记录为准，不要为凑平而改数。',
    heads: ['改法', '指标（行）', '列', '位置', '填报数', '可能应为', '可能的原因', '改后相符的问题', '可能性'],
    empty: '没有疑似填错的数。',
    heading: (at, findings, surety) => `第${at}处（涉及问题 ${findings}）：${surety}`,
    unique: '有一种改法最说得通，列在最前。是否如此，请查原始记录。',
    oneOf: (count, atLeast) =>
      count === 1
        ? '找到一种改法，但不能排除还有别的改法，请查原始记录。'
        : `${atLeast ? '至少' : ''}有${count}种改法同样说得通，无法断定是哪一种，请查原始记录。`,
    notLocated: '未能定位：错处较多或等式不足，没有推算出可能填错的数，请逐项核对原始记录。',
    more: (count, atLeast) => `同样说得通的改法${atLeast ? '至少' : ''}还有${count}种，未列出。`,
    way: (rank) => `改法${rank}`,
    sameWay: '同时',
    clears: (finding, title) => `问题${finding}：${title}`,
    likely: '最可能',
    asLikely: '同样可能',
    lessLikely: '较小',
    kinds: {
      digit: '一位数字录错、多录或漏录，或相差1',
      swap: '相邻两位数字颠倒',
      'missing-zero': '多写或少写0',
      magnitude: '万元与元混淆（相差一万倍）',
      shifted: '填错行或列（数字互换或错位）',
      moved: '同一数量记到了别的行或列',
      'fill-blank': '应填数字而未填',
      'back-solved': '按正文百分比推算',
      'sum-from-parts': '合计数未按分项加总',
    },
    otherKind: '按等式推算，原因不明',
  },
  figures: {
    title: '填报数据（按读取结果逐格列示）',
    legend: '▲ 涉及问题清单所列问题的数字；◆ 其中可能有误、附有更正建议的数字。灰色斜体表示空白、无此项或无法辨认。',
    indicator: '指标',
    value: '填报数',
    unit: '单位',
    raw: '原文',
    place: '位置',
    remarks: '备注',
    blank: '(空白)',
    absent: '(无此项)',
    unreadable: '(无法辨认)',
    legalPersons: '法人或其他组织',
    others: '表式以外的行（地方增加的指标）',
    none: '没有从报告中读到表格数据。',
    suspect: '可能的更正',
    seeFindings: (numbers) => `见问题 ${numbers}`,
    inFinding: (number, severity) => `第${number}条（${severity}）`,
    line: (line) => `第${line}行`,
    lines: (from, to) => `第${from}–${to}行`,
    onPage: (page) => `第${page}页`,
    cell: (row, column) => `表内第${row}行第${column}格`,
  },
  equations: {
    title: '勾稽验算（公式引用“填报数据”中的单元格，改数后自动重算）',
    hint: '差额＝左边－右边。未判定：所需的数有空白或读不出，不作结论，也不视为通过。',
    heads: ['规则', '等式', '左边', '关系', '右边', '差额', '结果', '备注'],
    empty: '没有可以验算的等式。',
    byRule: '按规则规定的条件和允许误差判定',
    noFormula: '所需的数缺失或无法辨认，不能写成公式',
    blanksAsZero: '空白按0计',
    blanksLeaveOpen: '有空白，不作结论',
  },
  claims: {
    title: '文表比对（正文中的数字与表格、与上下文是否一致）',
    hint: '计算值按正文所印的精度给出。无法判定：缺少比对所需的数或口径不同，不作结论。',
    heads: ['原文摘录', '位置', '类型', '文中数', '计算值', '比对依据', '结论', '备注'],
    empty: '正文中没有读到可以比对的数字。',
    prose: (raw) => `正文“${raw}”`,
    reasons: {
      'no-table': '没有可以比对的表',
      'no-cell': '表中没有对应的栏目',
      'no-name': '未写明是什么数',
      'other-scope': '统计范围与表格不同',
      'other-year': '不是本年度的数',
      'other-measure': '口径与表格不同',
      plan: '属于计划或目标',
      'part-of-whole': '只是表中数的一部分',
      'no-base': '未写明比例的基数',
      'no-numerator': '未写明比例的分子',
      'last-year': '需要上年度报告的数',
      rank: '属于排名，无从核对',
      date: '属于日期或时限',
      'own-scope': '可能只指本机关',
      'other-office-near': '可能指文中的其他单位',
      cumulative: '可能是累计数',
      'website-total': '网站发布数可能多于主动公开数',
      'no-row': '表中没有完全对应的栏目',
      'counted-otherwise': '计数口径可能不同',
      'next-sentence': '分项在下一句，未必属于该总数',
      'loose-list': '后面的数未必属于该总数',
      'unlinked-list': '未写明各数是该总数的分项',
      'fee-unpaid': '通知收费而未缴纳的不计入收费',
      'carried-in-unstated': '未写明上年结转数',
    },
  },
  notes: {
    title: '说明',
    meanings: '严重程度',
    undecided: '未判定、无法判定',
    undecidedMeaning: '规则所需的数空白、缺失或读不出，或者口径不同。既不算通过，也不算问题，不影响得分。',
    blank: '空白',
    blankMeaning: '空白不等于0。除规则注明“空白按0计”外，空白不参加计算；没有数的栏目请填0。',
    suspect: '可能的更正',
    suspectMeaning:
      '改动最少、能使全部等式成立的数值，只供查找差错时参考。有多种可能时全部列出。请以原始记录为准，不要为凑平而改数。',
    score: '得分',
    scoreMeaning:
      '满分100分，按独立问题的严重程度扣分，同类问题扣分封顶；由其他问题引起的和已豁免的不扣分。90分以上为优，80分以上为良，60分以上为中，60分以下为差；发生严重信息泄露的，等次定为差。分值和等次以所用评分办法为准。',
    ruleSet: '规则集',
    hash: '规则集校验值',
    report: '报告文件校验值',
    readingNotes: '读取说明（关于系统如何读这份报告，不是报告的问题）',
    noReadingNotes: '无。',
    faults: '未能运行的规则（系统故障，与报告无关）',
    noFaults: '无。',
    code: '类别',
    message: '说明',
    place: '位置',
    rule: '规则',
  },
};

const EN: Words = {
  sheets: {
    cover: 'Cover',
    findings: 'Findings',
    suspects: 'Suspect figures',
    figures: 'Figures',
    equations: 'Equations',
    claims: 'Claims',
    notes: 'Notes',
  },
  severities: { fatal: 'fatal', error: 'error', warning: 'warning', info: 'info' },
  severityMeanings: {
    fatal: 'The report cannot be accepted or a legal duty is missed; act the same day.',
    error: 'Something is wrong and must be corrected.',
    warning: 'Something is probably wrong; correct it or explain how it was counted.',
    info: 'For information; no answer is needed.',
  },
  families: {
    'missing-field': 'missing field',
    'broken-total': 'broken total',
    'percentage-mismatch': 'percentage',
    'narrative-vs-table': 'text against table',
    'narrative-vs-narrative': 'text against text',
    'cross-table': 'across tables',
    'cross-year': 'across years',
    'roll-up': 'roll-up',
    period: 'period',
    unit: 'unit',
    structure: 'structure',
    timeliness: 'timeliness',
    leak: 'leak',
    'text-quality': 'wording',
    plausibility: 'please check',
  },
  statuses: {
    new: 'new',
    persisting: 'still open',
    reopened: 'back again',
    unverified: 'cannot be verified',
    resolved: 'resolved',
    waived: 'waived',
  },
  kinds: {
    sum: 'sum',
    share: 'share',
    growth: 'growth',
    count: 'count',
    zero: 'none or zero',
    universal: 'all',
    flow: 'flow',
    rate: 'rate',
    period: 'period',
  },
  claimVerdicts: { holds: 'agrees', violated: 'disagrees', undecided: 'undecided', inapplicable: 'not applicable' },
  results: { holds: 'agrees', violated: 'disagrees', undecided: 'undecided' },
  grades: { 优: 'Excellent', 良: 'Good', 中: 'Fair', 差: 'Poor' },
  none: '—',
  list: ', ',
  also: '; ',
  parentheses: (inner) => ` (${inner})`,
  date: (iso) => iso,
  page: 'Page &P of &N',
  year: String,
  cover: {
    title: 'Annual report on information disclosure: data quality',
    about: 'The report',
    office: 'Office',
    year: 'Report year',
    form: 'Form',
    source: 'Source',
    run: 'Run',
    rules: 'Rule set',
    deadline: 'Deadline',
    noDeadline: 'Nothing has to be corrected by a date',
    score: 'Score',
    grade: 'Grade',
    counts: 'Findings',
    severity: 'Severity',
    open: 'Open',
    roots: 'of these independent',
    consequences: 'of these consequences',
    waived: 'Waived besides',
    total: 'Total',
    coverage: 'What was checked',
    rulesDecided: 'Rules',
    formRead: 'Tables',
    resolved: 'Resolved since last time',
    unverified: 'Cannot be verified (not taken as resolved)',
    howTo: 'How to use this book',
    unknownForm: 'The form was not recognised',
    unknownYear: 'unknown year',
    howToSteps: [
      'Start with “Findings” and work from the top; an item marked as caused by another usually disappears once that one is corrected.',
      'Use “Figures” and “Equations” to check: a coloured figure with ▲ is part of a finding and carries a note; change a figure on “Figures” and the results on “Equations” follow.',
      'Publish the corrected report again and the next run closes the findings; if you disagree with one, explain in writing how it was counted before the deadline.',
    ],
    decided: (decided, applicable, undecided, inapplicable) =>
      `${applicable} rules apply: ${decided} were decided, ${undecided} could not be for lack of figures. ${inapplicable} rules do not apply to this report.`,
    readingNotes: 'Reading notes',
    notesOnReading: (count) =>
      `${count}: parts of the report were not read or not read with certainty; see the notes sheet.`,
    read: (read, expected, blank) =>
      `The form has ${expected} cells to fill; ${read} were read, ${blank} of them blank.`,
    points: (score) => score,
    resolvedSince: (count) => (count === 0 ? 'None' : `${count}:`),
    unverifiedSince: (message, date) => `· ${message} (first seen ${date})`,
    changes: (noted) =>
      noted
        ? 'Figures unlike the version before (correction stated)'
        : 'Figures unlike the version before (not stated)',
    change: (label, from, to) => `· ${label}: ${from ?? 'blank'} → ${to ?? 'blank'}`,
  },
  findings: {
    title: (office, year) => `${office} ${year}: findings`,
    heads: [
      'No.',
      'Severity',
      'Family',
      'Place',
      'What is wrong',
      'Found',
      'Expected',
      'Difference',
      'Quote',
      'Basis',
      'What to do',
      'Possible correction (a hint)',
      'Status',
      'First seen',
      'Deadline',
    ],
    empty: 'Nothing was found.',
    causedBy: (number) => `[caused by no. ${number}] `,
    anyOf: 'Any one of these makes the figures agree; check the records:',
  },
  suspects: {
    title: 'Suspect figures (perhaps entered wrongly)',
    hint: 'Worked out from the equations and the text, the smallest change first. A hint for the search only: no figure was changed. The records decide; do not alter a figure just to make it agree.',
    heads: [
      'Change',
      'Indicator (row)',
      'Column',
      'Place',
      'Stated',
      'Perhaps',
      'How it may have happened',
      'Findings that it clears',
      'Likelihood',
    ],
    empty: 'No figure is suspect.',
    heading: (at, findings, surety) => `Case ${at} (findings ${findings}): ${surety}`,
    unique: 'one change explains it best and comes first. Check the records.',
    oneOf: (count, atLeast) =>
      count === 1
        ? 'one change was found, others cannot be ruled out. Check the records.'
        : `${atLeast ? 'at least ' : ''}${count} changes explain it equally well. Only the records can tell.`,
    notLocated: 'not located: too many errors or too few equations to name a figure. Check the records one by one.',
    more: (count, atLeast) =>
      `${atLeast ? 'At least ' : ''}${count} more changes explain it as well; they are not listed.`,
    way: (rank) => `Change ${rank}`,
    sameWay: 'and',
    clears: (finding, title) => `No. ${finding}: ${title}`,
    likely: 'likeliest',
    asLikely: 'equal',
    lessLikely: 'less likely',
    kinds: {
      digit: 'one digit wrong, dropped or added, or one off',
      swap: 'two neighbouring digits exchanged',
      'missing-zero': 'a zero too many or too few',
      magnitude: '万元 and 元 confused (a factor of 10,000)',
      shifted: 'entered in another row or column',
      moved: 'a quantity counted in another row or column',
      'fill-blank': 'a figure left blank',
      'back-solved': 'worked out from a percentage in the text',
      'sum-from-parts': 'a total that is not the sum of its parts',
    },
    otherKind: 'worked out from the equations',
  },
  figures: {
    title: 'Figures, cell by cell as they were read',
    legend:
      '▲ a figure that is part of a finding; ◆ one of these for which a correction is proposed. Grey italics: blank, no such row, or unreadable.',
    indicator: 'Indicator',
    value: 'Figure',
    unit: 'Unit',
    raw: 'As printed',
    place: 'Place',
    remarks: 'Remarks',
    blank: '(blank)',
    absent: '(no such row)',
    unreadable: '(unreadable)',
    legalPersons: 'Legal persons and other organisations',
    others: 'Rows outside the form (local indicators)',
    none: 'No table figures were read from the report.',
    suspect: 'possible correction',
    seeFindings: (numbers) => `see findings ${numbers}`,
    inFinding: (number, severity) => `No. ${number} (${severity})`,
    line: (line) => `line ${line}`,
    lines: (from, to) => `lines ${from}–${to}`,
    onPage: (page) => `page ${page}`,
    cell: (row, column) => `row ${row}, cell ${column}`,
  },
  equations: {
    title: 'Equations (the formulas point to “Figures” and follow its changes)',
    hint: 'Difference = left − right. Undecided: a figure is blank or unreadable; no conclusion, and not a pass.',
    heads: ['Rule', 'Equation', 'Left', 'Relation', 'Right', 'Difference', 'Result', 'Remarks'],
    empty: 'There is no equation to recompute.',
    byRule: 'decided with the conditions and tolerance of the rule',
    noFormula: 'a figure is missing or unreadable, no formula can be written',
    blanksAsZero: 'blanks count as 0',
    blanksLeaveOpen: 'blank cells, no conclusion',
  },
  claims: {
    title: 'Claims (figures in the text against the tables and against each other)',
    hint: 'Computed at the precision printed in the text. Undecided: a figure is missing or the scope differs; no conclusion.',
    heads: ['Quote', 'Place', 'Kind', 'Stated', 'Computed', 'Compared with', 'Verdict', 'Remarks'],
    empty: 'No figure to compare was read from the text.',
    prose: (raw) => `text “${raw}”`,
    reasons: {
      'no-table': 'there is no table to compare with',
      'no-cell': 'no cell of the form gives this figure',
      'no-name': 'the words do not say what it counts',
      'other-scope': 'another scope than the tables',
      'other-year': 'not a figure of this year',
      'other-measure': 'another measure than the tables',
      plan: 'a plan or target',
      'part-of-whole': 'only a part of the figure in the table',
      'no-base': 'the base of the share is not stated',
      'no-numerator': 'what the share is of is not stated',
      'last-year': 'needs the report of the year before',
      rank: 'a place among others, which the report cannot show',
      date: 'a date or a time limit',
      'own-scope': 'the office may speak of itself alone',
      'other-office-near': 'may be of another office named nearby',
      cumulative: 'may be cumulative',
      'website-total': 'more may be published on the website than is disclosed',
      'no-row': 'the form has no row that is quite this',
      'counted-otherwise': 'may be counted in another way',
      'next-sentence': 'the parts stand in the next sentence and may not belong to it',
      'loose-list': 'later figures may not belong to the total',
      'unlinked-list': 'no word makes the figures parts of the total',
      'fee-unpaid': 'a fee asked for and not paid is no fee collected',
      'carried-in-unstated': 'what was carried in is not stated',
    },
  },
  notes: {
    title: 'Notes',
    meanings: 'Severities',
    undecided: 'Undecided',
    undecidedMeaning:
      'A figure that the rule needs is blank, missing or unreadable, or counted otherwise. Neither a pass nor a finding; the score is not affected.',
    blank: 'Blank',
    blankMeaning:
      'A blank is not a zero. Unless the rule says “blanks count as 0”, blanks take no part in the arithmetic; please print 0 where there is nothing.',
    suspect: 'Possible correction',
    suspectMeaning:
      'The smallest change of figures that makes all equations agree: a hint where to look. Where there are several, all are listed. Follow the records; do not change a figure only to make it fit.',
    score: 'Score',
    scoreMeaning:
      '100 points less deductions by severity for independent findings, capped by group; consequences and waived findings cost nothing. Excellent from 90, good from 80, fair from 60, poor below; a fatal leak makes the grade poor. The scoring profile in use prevails.',
    ruleSet: 'Rule set',
    hash: 'Rule set hash',
    report: 'Report file hash',
    readingNotes: 'Reading notes (how the report was read; not faults of the report)',
    noReadingNotes: 'None.',
    faults: 'Rules that failed to run (faults of this system, not of the report)',
    noFaults: 'None.',
    code: 'Kind',
    message: 'Note',
    place: 'Place',
    rule: 'Rule',
  },
};

const WORDS: Readonly<Record<Language, Words>> = { zh: ZH, en: EN };

/** The words of one language. */
export const wordsOf = (language: Language): Words => WORDS[language];
