import type { Telling } from '../telling.ts';

const NOTICE: Readonly<Record<string, string>> = {
  'annual-report-2014': '《国务院办公厅关于加强和规范政府信息公开情况统计报送工作的通知》（国办发〔2014〕32号）',
  'annual-report-2019': '《中华人民共和国政府信息公开工作年度报告格式（试行）》（国办公开办函〔2019〕60号）',
  'annual-report-2021': '《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）',
};

const REGULATION = '《中华人民共和国政府信息公开条例》';

const basis = ({ template, office, year, random }: Telling): string => {
  const notice = NOTICE[template.id]!;
  return random.pick([
    `${office.name}按照${REGULATION}和${notice}的要求，编制${year}年政府信息公开工作年度报告。`,
    `本报告由${office.name}依据${REGULATION}以及${notice}编制。`,
    `依照${REGULATION}的规定，参照${notice}，现公布${office.name}${year}年政府信息公开工作年度报告。`,
    `为落实${REGULATION}，${office.name}对照${notice}，形成${year}年度政府信息公开工作报告。`,
    `现按${REGULATION}（以下简称《条例》）和${notice}，向社会公布${year}年政府信息公开工作情况。`,
    `${REGULATION}（以下简称《条例》）要求行政机关每年公布工作年度报告。${office.name}据此并按${notice}编制本报告。`,
  ]);
};

const contents = ({ template, random }: Telling): string => {
  if (template.id === 'annual-report-2014') return '';
  return random.pick([
    '',
    '',
    '全文包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六个部分。',
    '报告分为六个部分。',
    '报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况和其他需要报告的事项组成。',
  ]);
};

const period = ({ year, random }: Telling): string =>
  random.pick([
    `所列数据的统计期限为${year}年1月1日至${year}年12月31日。`,
    `统计期限：${year}年1月1日至12月31日。`,
    `报告中数据的统计时间自${year}年1月1日起至${year}年12月31日止。`,
    `文中数据统计期限自${year}年1月1日起，至${year}年12月31日止。`,
    `数据统计的起止时间是${year}年1月1日到${year}年12月31日。`,
    `本年度报告数据统计期限从${year}年1月1日开始，到${year}年12月31日结束。`,
  ]);

const where = ({ office, random }: Telling): string =>
  random.pick([
    `报告电子版登载于${office.siteName}（${office.site}），可供查阅和下载。`,
    `本报告可在${office.siteName}（网址：${office.site}）查看、下载。`,
    `社会公众可登录${office.siteName}（${office.site}）下载本报告。`,
    `报告全文在${office.siteName}（${office.site}）公布。`,
    `需要电子版的，请访问${office.siteName}（${office.site}）。`,
    `全文通过${office.siteName}对外发布，网址为${office.site}。`,
  ]);

const contact = ({ office, random }: Telling): string =>
  random.pick([
    `对报告内容有疑问的，请与${office.desk}联系（地址：${office.street}；邮编：${office.postcode}；电话：${office.telephone}）。`,
    `如有疑问，可向${office.desk}询问（联系电话：${office.telephone}，电子邮箱：${office.mail}）。`,
    `联系单位：${office.desk}；地址：${office.street}；邮政编码：${office.postcode}；联系电话：${office.telephone}。`,
    `公众对本报告有意见或者建议，请联系${office.desk}（电话：${office.telephone}；传真：${office.telephone}）。`,
    `咨询电话：${office.telephone}（${office.desk}），通信地址：${office.street}，邮编${office.postcode}。`,
    `欢迎就报告内容提出意见，联系方式：${office.desk}，${office.street}，电话${office.telephone}。`,
  ]);

/** The opening of a report: legal basis, period, where it is published, whom to ask. One or two paragraphs. */
export const preface = (telling: Telling): readonly string[] => {
  const first = basis(telling) + contents(telling) + period(telling);
  const second = where(telling) + contact(telling);
  return telling.random.chance(50) ? [first + second] : [first, second];
};
