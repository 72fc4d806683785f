import { count, percent, type Telling } from '../telling.ts';

/**
 * True sentences with figures that no official table counts, though their words come near: other people's business, a
 * part of the area, last year, plans. An office may write any of them.
 */
export const aside = ({ office, random, year }: Telling): string => {
  const some = random.between(3, 900);
  const fewer = random.between(1, some);
  const other = random.between(1, 90);
  return random.pick([
    '',
    '',
    '',
    `政务服务热线受理群众来电${some}件，按期办结${fewer}件，按期办结率${percent(fewer, some, 1)}。`,
    `受理行政许可申请${some}件，办结${fewer}件。`,
    `下一年计划举办公开培训${other}期，新增查阅点${other}个。`,
    `${year - 1}年收到的信访申请有${other}件。`,
    `网站总访问量${some}万次，新增栏目${other}个。`,
    `财政预决算信息${some}条、重大项目信息${other}条单独归集展示。`,
    `公开${office.own}财政预决算和“三公”经费信息${other}条。`,
    `组织政策问答${other}场，参加群众近${random.between(2, 90) * 10}人。`,
    `${year - 1}年受理政府信息公开申请${some}件，办结${some}件，当年数据已在上一年度报告中公布。`,
    `县级部门中，教育部门公开信息${some}条，民政部门公开信息${other}条，排名靠前。`,
    `全年召开新闻通气会${other}场，答记者问${fewer}个。`,
    `其他渠道收到意见建议${some}条，采纳${fewer}条，采纳率${percent(fewer, some, 0)}。`,
    `举办“政府开放日”活动${random.between(1, 9)}期，邀请市民代表${some}人次。`,
    `不动产登记申请${some}件全部网上受理。`,
    `微信公众号关注人数${random.between(2, 90)}.${random.between(1, 9)}万，单篇最高阅读量${some}次。`,
    `近三年累计公开各类信息${random.between(2, 90) * 1000}余条。`,
    `截至${year}年底，网站共开设公开栏目${other}个，累计发布信息${random.between(1, 90)}万条。`,
    `开展检查${random.between(2, 9)}次，发现问题${some}个，整改${fewer}个，整改率${percent(fewer, some, 2)}。`,
    `第四季度抽查公开栏目${some}个，合格${fewer}个。`,
    `回应群众关心的供暖、就医、就学等热点问题${other}个。`,
    `因公开内容有误而更正的信息${random.between(1, 9)}条，占抽查总量的不足1%。`,
  ]);
};

/** The number of applications in words that give it only roughly, where it is large enough for that. */
export const roughly = (telling: Telling, key: string, noun: string): string => {
  const value = count(telling, key);
  if (value < 300) return '';
  const step = value >= 10_000 ? 1_000 : 100;
  const floor = Math.floor(value / step) * step;
  const more = value === floor ? '' : `${noun}${floor}余件。`;
  const nearly = value === floor ? '' : `${noun}近${floor + step}件。`;
  const over = value === floor ? '' : `${noun}超过${floor}件。`;
  return telling.random.pick(['', '', '', more, nearly, over]);
};
