import { testPassages } from './labelled.ts';

testPassages('a true sentence that tempts a reader to compare the wrong figures', [
  {
    name: 'a share of the new applications, where another sentence gives them with those carried over',
    form: '2021',
    facts: { 't3.new[total]': 1320, 't3.carry_in[total]': 40, 't3.new[np]': 990 },
    text: '共处理政府信息公开申请1360件。新收的申请有990件来自自然人，占新收总数的75.00%。',
    claims: { 'share 75': 'holds' },
  },
  {
    name: 'one figure for two results',
    form: '2021',
    facts: { 't3.granted[total]': 15, 't3.partial[total]': 4, 't3.sum[total]': 30 },
    text: '在已答复的申请中，予以公开和部分公开共19件，占办结总数的63.3%。',
    claims: { 'count 19': 'holds', 'share 63.3': 'holds' },
  },
  {
    name: 'one figure for two results that is none of theirs',
    form: '2021',
    facts: { 't3.granted[total]': 15, 't3.partial[total]': 4 },
    text: '政府信息公开申请中，予以公开和部分公开共18件。',
    claims: { 'count 18': 'violated' },
  },
  {
    name: 'shares of a total whose own counts are not stated',
    form: '2014',
    facts: { 'g14.app.received': 43, 'g14.app.ch.online': 22, 'g14.app.ch.letter': 4 },
    text: '收到申请43件，网络申请占51.2%，信函申请占9.3%。',
    claims: { 'share 51.2': 'undecided', 'share 9.3': 'undecided' },
  },
  {
    name: 'the documents made this year that were made public',
    form: '2019',
    facts: { 'g19.t2.normdoc.made': 37, 'g19.t2.normdoc.new_public': 35 },
    text: '公开本年制作的规范性文件35件。',
    claims: { 'count 35': 'holds' },
  },
  {
    name: 'new applications of organisations alone, and the number of the year before',
    form: '2021',
    facts: { 't3.new[total]': 43, 't3.new[np]': 35, 't3.sum[total]': 43 },
    text: '新收自然人申请35件，占81.4%；新收法人或其他组织申请8件，占18.6%。新收申请量较上年的50件下降14.00%。',
    claims: { 'count 35': 'holds', 'share 81.4': 'holds' },
  },
  {
    name: 'plans, to the end of their sentence',
    form: '2014',
    facts: { 'g14.org.reading_points': 2, 'g14.train.classes': 3 },
    text: '下一年计划举办公开培训62期，新增查阅点62个。',
    claims: { 'count 62': ['undecided', 'undecided'] },
  },
  {
    name: 'parts of one of several figures of the sentence before, not said of which',
    form: '2021',
    facts: { 't3.new[total]': 169, 't3.sum[total]': 159, 't3.carry_out[total]': 10, 't3.granted[total]': 88 },
    text: '新收政府信息公开申请169件，办结159件，结转下年度继续办理10件。其中予以公开88件，部分公开20件。',
    claims: {},
  },
]);
