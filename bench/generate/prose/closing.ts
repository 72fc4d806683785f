import { count, type Telling } from '../telling.ts';

/** What falls short; at least two points. */
export const problems = ({ random, office }: Telling): string =>
  random.pick([
    '一是部分栏目更新不够及时，个别信息发布滞后于文件印发；二是政策解读形式较为单一，群众参与的渠道不多。',
    `一是${office.own}个别经办人员对公开范围把握不准，答复文书质量有待提高；二是新媒体内容的可读性不强。`,
    '主要问题有两个：公开内容与群众期盼仍有差距，基层力量相对薄弱。',
    '一是公开的主动性还要增强，部分业务科室存在等待思想。二是培训覆盖面不够广，新上岗人员业务不熟。',
    '从检查情况看，解读材料引用条文偏多、案例偏少，公开专栏的分类也不够清楚。',
    '存在的不足：一是信息之间缺少关联，查找不便；二是对申请人的沟通解释不够充分。',
  ]);

/** What was done about it. */
export const improvements = ({ random, office }: Telling): string =>
  random.pick([
    '一是编制更新责任清单，明确栏目、时限和责任人；二是增加图表和问答形式的解读，定期征集群众意见。',
    '一是组织经办人员集中学习，统一答复文书样式；二是安排专人编辑新媒体内容，多用群众听得懂的话。',
    `${office.own}将公开情况纳入日常督查，并采取以老带新的办法充实基层力量。`,
    '通过通报、约谈等方式压实责任，同时扩大培训范围，把新上岗人员列为重点对象。',
    '重新梳理栏目分类，要求解读稿附办事指引；对未按要求整改的科室进行督促。',
    '开发关联检索功能，方便群众查找；收到申请后先与申请人电话沟通，弄清需求再答复。',
  ]);

const notCharged = ({ random, year }: Telling): string =>
  random.pick([
    '本年度未收取信息处理费。',
    `${year}年没有发出收费通知，未收取信息处理费。`,
    '本机关全年未向申请人收取政府信息公开信息处理费。',
    `依据《政府信息公开信息处理费管理办法》，本年度收取信息处理费0元。`,
    '全年没有产生信息处理费，收取金额为0元。',
    '本年度发出收费通知0件，收取信息处理费总金额为0元。',
  ]);

const charged = (telling: Telling): string => {
  const notices = telling.random.between(1, Math.max(1, Math.min(9, Math.floor(count(telling, 't3.new[total]') / 4))));
  const yuan = notices * telling.random.between(1, 40) * 10;
  return telling.random.pick([
    `全年发出信息处理费收费通知${notices}件，收取${yuan}元。`,
    `本年度依法收取信息处理费${yuan}元，涉及申请${notices}件。`,
    `收取信息处理费共${yuan}元，发出收费通知${notices}份。`,
  ]);
};

/** The statement on the processing fee, which is due also when nothing was taken. */
export const processingFee = (telling: Telling): string =>
  count(telling, 't3.new[total]') > 20 && telling.random.chance(25) ? charged(telling) : notCharged(telling);

/** What else there is to report: proposals of deputies, for offices that answer them. */
export const otherMatters = ({ random, office }: Telling): string => {
  const deputies = random.between(2, 90);
  const advisers = random.between(2, 90);
  if (office.level === 'township')
    return random.pick([
      '没有其他需要报告的事项。',
      '无其他需要报告的事项。',
      '除上述情况外，没有需要报告的其他事项。',
    ]);
  return random.pick([
    '没有其他需要报告的事项。',
    `办理人大代表建议${deputies}件、政协提案${advisers}件，共${deputies + advisers}件，办理结果均已公开。`,
    `承办建议提案${deputies + advisers}件，其中人大代表建议${deputies}件，政协提案${advisers}件，答复内容按要求公开。`,
    `年度政务公开要点确定的任务已经完成。`,
    `全年公开人大代表建议答复${deputies}件、政协提案答复${advisers}件。`,
    '政务公开工作要点的各项任务逐条分解，按时间节点推进。',
  ]);
};
