import { testPassages } from './labelled.ts';

testPassages('shares', [
  {
    name: 'are of the total of their list',
    form: '2021',
    text: '全年收到申请1499件，其中网络申请1303件，占86.92%；信函申请172件，占11.47%；当面申请24件，占1.6%。',
    claims: { 'share 86.92': 'holds', 'share 11.47': 'holds', 'share 1.6': 'holds', 'sum 1499': 'holds' },
  },
  {
    name: 'stand in parentheses behind their counts',
    form: '2021',
    facts: { 't3.new[total]': 47, 't3.carry_in[total]': 12 },
    text: '全年新收申请47件，其中网络申请39件（83%）、信函申请7件（14.9%）、当面申请1件（2.1%）。',
    claims: {
      'share 83': 'holds',
      'share 14.9': 'holds',
      'share 2.1': 'holds',
      'sum 47': 'holds',
      'count 47': 'holds',
    },
  },
  {
    name: 'of outcomes are taken of what was answered, even after another total',
    form: '2014',
    text: [
      '三、依申请公开情况',
      '全区共答复信息公开申请1185件。在可以判断的749件申请中，实际公开比例为55.02%。“已主动公开”有209件，占17.64%；“依申请公开”有399件，占33.67%；“部分公开”有44件，占3.71%；“不予公开”有97件，占8.19%。',
    ],
    claims: {
      'share 55.02': 'violated',
      'share 17.64': 'holds',
      'share 33.67': 'holds',
      'share 3.71': 'holds',
      'share 8.19': 'holds',
      'sum 749': 'holds',
    },
  },
  {
    name: 'of a base that only the table gives are judged by the table',
    form: '2021',
    facts: { 't3.sum[total]': 1453, 't3.granted[total]': 966 },
    text: ['（二）依申请公开情况', '从办理结果看，予以公开966件，占66.48%；部分公开67件，占4.16%。'],
    claims: { 'share 66.48': 'holds', 'share 4.16': 'violated', 'count 966': 'holds' },
  },
  {
    name: 'with a bare count in front are read all the same',
    form: '2021',
    facts: { 't3.sum[total]': 1453 },
    text: ['（二）依申请公开情况', '从办理结果看，予以公开966件，占66.48%，部分公开67，占4.61%。'],
    claims: { 'share 66.48': 'holds', 'share 4.61': 'holds' },
  },
  {
    name: 'may name the number they are of',
    form: '2021',
    text: '全年信函申请55件，占全部220件申请的25%。',
    claims: { 'share 25': 'holds' },
  },
  {
    name: 'may name their base in words',
    form: '2021',
    facts: { 't3.new[total]': 200, 't3.carry_in[total]': 0, 't3.sum[total]': 160 },
    text: ['（二）依申请公开情况', '全年予以公开80件，占已答复件数的50%；不予公开16件，占收到申请总数的10%。'],
    claims: { 'share 50': 'holds', 'share 10': 'violated' },
  },
  {
    name: 'of the wrong one of two totals are told apart from a slip',
    form: '2021',
    facts: { 't3.new[total]': 10, 't3.sum[total]': 9 },
    text: '全年收到申请10件，答复9件。在已答复的9件中，予以公开7件，占70%。',
    claims: { 'share 70': 'violated' },
  },
  {
    name: 'written in Chinese numerals are shares too',
    form: '2021',
    text: '全年收到申请40件，其中网络申请32件，占百分之八十。',
    claims: { 'share 80': 'holds' },
  },
  {
    name: 'cut off or off by one digit are found, rounded ones are not',
    form: '2021',
    text: '全年收到申请130件，其中网络申请59件，占45.3%；信函申请32件，占24.6%；当面申请26件，占20%；传真申请1件，占0.9%；其他渠道12件，占9.2%。',
    claims: {
      'share 45.3': 'violated',
      'share 24.6': 'holds',
      'share 20': 'holds',
      'share 0.9': 'violated',
      'share 9.2': 'holds',
    },
  },
  {
    name: 'of something the report does not count stay open',
    form: '2021',
    text: '已接入系统的单位有457个，占全市单位数量的92%；网络申请占比85%。',
    claims: { 'share 92': 'undecided' },
  },
  {
    name: 'of disputes are of their own total, in each paragraph',
    form: '2014',
    text: [
      '四、行政复议和行政诉讼情况',
      '全年受理行政复议案件57件。其中，维持25件，占总数43.9%；依法纠错16件，占总数28.1%；其他情形17件，占总数28%。',
      '全年审理行政诉讼案件104件。其中，驳回诉讼请求56件，占总数53.8%；依法纠错11件，占总数10.6%；其他情形39件，占总数35.6%。',
    ],
    claims: {
      'sum 57': 'violated',
      'share 43.9': 'holds',
      'share 28.1': 'holds',
      'share 28': 'violated',
      'sum 104': 'violated',
      'share 53.8': 'holds',
      'share 10.6': 'holds',
      'share 35.6': 'violated',
      sum: ['holds', 'holds'],
    },
  },
]);

testPassages('rates', [
  {
    name: 'of published documents are of those issued',
    form: '2014',
    text: '全市制发规范性文件1461条，已主动公开规范性文件1442件，公开率98.6%。',
    claims: { 'rate 98.6': 'violated' },
  },
  {
    name: 'may come from the table',
    form: '2014',
    facts: { 'g14.app.closed': 40, 'g14.app.closed_on_time': 38 },
    text: '依申请公开工作规范有序，申请按时办结率95%。',
    claims: { 'rate 95': 'holds' },
  },
  {
    name: 'of what no table counts stay open',
    form: '2021',
    text: '群众对申请办理的满意率达到99.5%，指标差异率达到33%。',
    claims: { 'rate 99.5': 'undecided', 'rate 33': 'undecided' },
  },
]);
