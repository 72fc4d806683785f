import { testPassages } from './labelled.ts';

testPassages('sums', [
  {
    name: 'of six channels',
    form: '2021',
    text: '全年公开政务信息82条，其中机构职能9条、政策文件12条、工作动态31条、财政信息3条、人事信息1条、其他信息26条。',
    claims: { 'sum 82': 'holds' },
  },
  {
    name: 'with a slip in one part of a closed list',
    form: '2021',
    text: '全年公开政务信息82条，其中机构职能9条、政策文件12条、工作动态31条、财政信息3条、人事信息1条、其他信息25条。',
    claims: { 'sum 82': 'violated' },
  },
  {
    name: 'split by level, the parts being no figure of the table',
    form: '2014',
    facts: { 'g14.app.received': 1190 },
    text: '全区各级行政机关共受理信息公开申请1190件。其中，自治区政府及部门受理申请557件；各盟市政府及部门受理申请633件。',
    claims: { 'sum 1190': 'holds', 'count 1190': 'holds', 'count 557': 'undecided', 'count 633': 'undecided' },
  },
  {
    name: 'split by level with a slip',
    form: '2014',
    facts: { 'g14.app.received': 1190 },
    text: '全区各级行政机关共受理信息公开申请1190件。其中，自治区政府及部门受理申请575件；各盟市政府及部门受理申请633件。',
    claims: { 'sum 1190': 'violated', 'count 1190': 'holds' },
  },
  {
    name: 'in 万 are compared at their precision',
    form: '2014',
    facts: { 'g14.disc.total': 3181270 },
    text: '全区主动公开政府信息318.1万条。其中，区本级196.6万条，盟市121.5万条。',
    claims: { 'sum 3181000': 'holds', 'count 3181000': 'holds', 'count 1966000': 'undecided' },
  },
  {
    name: 'nest without spilling into each other',
    form: '2021',
    text: '全年发布信息444条，其中政务动态118条（图片70条、视频48条），通知公告294条，其他信息32条。',
    claims: { 'sum 444': 'holds', 'sum 118': 'holds' },
  },
  {
    name: 'nested in parentheses with a slip inside',
    form: '2021',
    text: '全年发布信息444条，其中政务动态118条（分别为图片70条、视频47条），通知公告294条，其他信息32条。',
    claims: { 'sum 444': 'holds', 'sum 118': 'violated' },
  },
  {
    name: 'come after their parts',
    form: '2021',
    text: '从渠道看，网上申请105件，快递申请17件，合计122件。',
    claims: { 'sum 122': 'holds' },
  },
  {
    name: 'come after their parts and miss',
    form: '2021',
    text: '从渠道看，网上申请105件，快递申请17件，合计123件。',
    claims: { 'sum 123': 'violated' },
  },
  {
    name: 'of a list that is not complete stay open',
    form: '2021',
    text: '全年公开信息21813条，其中政策文件47条、工作动态10078条、公示公告696条。',
    claims: { 'sum 21813': 'holds' },
  },
  {
    name: 'ends where a second split of the same whole begins',
    form: '2021',
    text: '全年收到申请20件，其中网络15件、信函5件，自然人18件、企业2件。',
    claims: { 'sum 20': 'holds' },
  },
  {
    name: 'do not take in the figures of another action',
    form: '2021',
    text: '全年公开信息276条，其中门户网站216条、公众号50条，向上级报送信息100余条。',
    claims: { 'sum 276': 'undecided' },
  },
  {
    name: 'do not take in another unit',
    form: '2014',
    text: '全年发表新闻2367篇，其中报纸发稿336篇；电视台播出807篇；组织采访8次。',
    claims: { 'sum 2367': 'holds' },
  },
  {
    name: 'with approximate parts need only overlap',
    form: '2021',
    text: '全年发布信息6.7万余条，其中门户网站5636条、微博9500余条、微信51800余条。',
    claims: { 'sum 67000': 'holds' },
  },
  {
    name: 'with parts larger than the whole are an error however the list is worded',
    form: '2021',
    text: '全年公开信息382条，其中网站35条、公示栏80条、公众号2443条。',
    claims: { 'sum 382': 'violated' },
  },
  {
    name: 'of a single part among a whole hold',
    form: '2014',
    text: '324个预算部门（含垂直管理单位232个）公开了预算。',
    claims: { 'sum 324': 'holds' },
  },
  {
    name: 'of the rest of a total stand in their own sentence',
    form: '2014',
    text: [
      '三、依申请公开情况',
      '在其余436件中，“信息不存在”124件，占10.46%；“不属于本行政机关公开”256件，占21.6%；“告知作出更改补充”27件，占2.28%；“告知通过其他途径办理”29件，占2.45%。',
    ],
    facts: { 'g14.app.replied': 1185 },
    claims: { 'sum 436': 'holds', 'share 21.6': 'holds' },
  },
  {
    name: 'of shares in a closed list make up a hundred',
    form: '2021',
    text: '全年收到申请200件，其中网络申请100件，占50%；信函申请60件，占30%；其他渠道40件，占10%。',
    claims: { sum: 'violated', 'share 10': 'violated', 'sum 200': 'holds' },
  },
]);

testPassages('flows', [
  {
    name: 'balance with what was carried in',
    form: '2021',
    text: '上年结转申请11件，全年新收申请122件，办结126件，结转下年度继续办理7件。',
    claims: { 'flow 7': 'holds' },
  },
  {
    name: 'balance when the cases accepted contain those carried in',
    form: '2021',
    text: '全年受理申请69件（含上年结转3件），已办结68件，结转下年度1件。',
    claims: { 'flow 1': 'holds' },
  },
  {
    name: 'that lose a case are an error',
    form: '2021',
    text: '上年结转申请11件，全年新收申请122件，办结125件，结转下年度继续办理7件。',
    claims: { 'flow 7': 'violated' },
  },
  {
    name: 'over two sentences',
    form: '2021',
    text: '全年新收申请30件，上年结转1件。办结24件，结转至下年度7件。',
    claims: { 'flow 7': 'holds' },
  },
  {
    name: 'without the cases carried in can only hold',
    form: '2021',
    text: '全年新收申请42件，答复40件，结转下年度3件。',
    claims: { 'flow 3': 'undecided' },
  },
]);

testPassages('changes on the year before', [
  {
    name: 'wait for the report of that year',
    form: '2021',
    text: '全年收到申请220件，同比增长20.31%；办理建议35件，较上年减少12件。',
    claims: { 'growth 20.31': 'undecided', 'growth 12': 'undecided' },
  },
  {
    name: 'are as many as the figures they are dealt out to',
    form: '2014',
    text: '全年举办发布会874次，访谈834次，发布解读7644篇，回应20162次，比上年分别增长20%、-38%、41%和23%。',
    claims: { growth: 'holds', 'growth -38': 'undecided' },
  },
  {
    name: 'that are fewer than their figures leave one without',
    form: '2014',
    text: '全年举办发布会874次，访谈834次，发布解读7644篇，比上年分别增长20%和41%。',
    claims: { growth: 'violated' },
  },
]);
