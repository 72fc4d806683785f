import { count, percent, splitInto, sum, type Telling } from '../telling.ts';

const SIZES = { province: 400_000, city: 60_000, county: 9_000, township: 400, department: 1_500 } as const;

/** How much was published by which channel: known to the text only, so it must tie within itself. */
const channels = ({ office, year, random }: Telling): string => {
  const total = random.between(20, SIZES[office.level]);
  const [site, wechat, weibo, other] = splitInto(total, 4, random);
  if (weibo === 0 || wechat === 0 || site === 0) {
    return random.pick([`全年通过政府网站等渠道公开政府信息${total}条。`, `${year}年共发布各类政府信息${total}条。`]);
  }
  return random.pick([
    `全年主动公开政府信息${total}条，其中政府网站${site}条，政务微信${wechat}条，政务微博${weibo}条，公告栏等其他渠道${other}条。`,
    `${year}年，${office.whole}主动公开政府信息${total}条：门户网站发布${site}条，微信公众号推送${wechat}条，微博发布${weibo}条，其他渠道公开${other}条。`,
    `本年度公开各类信息共计${total}条，按渠道分，网站${site}条、微信${wechat}条、微博${weibo}条、其他${other}条。`,
    `通过政府网站、微信、微博和公告栏分别公开信息${site}条、${wechat}条、${weibo}条、${other}条，合计${total}条。`,
    `${office.whole}发布信息${total}条。其中，网站发布${site}条，占${percent(site!, total, 1)}；政务新媒体发布${wechat! + weibo!}条，占${percent(wechat! + weibo!, total, 1)}；其他方式发布${other}条，占${percent(other!, total, 1)}。`,
    `政府网站公开信息${site}条，政务新媒体公开信息${wechat! + weibo!}条（微信${wechat}条、微博${weibo}条），其他渠道公开${other}条，全年累计公开${total}条。`,
  ]);
};

const interpretation = ({ office, random }: Telling): string => {
  const total = random.between(3, office.level === 'township' ? 12 : 300);
  const [drawn, filmed, written] = splitInto(total, 3, random);
  if (drawn === 0 || filmed === 0 || written === 0) return '';
  return random.pick([
    '',
    `发布政策解读材料${total}篇，其中图解${drawn}篇、视频解读${filmed}篇、文字解读${written}篇。`,
    `围绕重要政策发布解读${total}篇（图解${drawn}篇、视频${filmed}篇、文字${written}篇）。`,
    `做好政策解读，全年发布解读稿件${total}篇，包括图片解读${drawn}篇、视频解读${filmed}篇和文字解读${written}篇。`,
    `政策文件与解读同步发布，全年共有解读${total}篇。`,
    `以图解、视频、文字形式分别解读政策${drawn}次、${filmed}次、${written}次，共${total}次。`,
    `配合新出台政策发布解读材料${total}篇，图解和视频占${percent(drawn! + filmed!, total, 1)}。`,
  ]);
};

const grown = ({ random }: Telling): string => {
  const before = random.between(40, 4_000);
  const more = random.between(1, before);
  return random.pick([
    '',
    `回应群众网上留言${before + more}条，比上年增加${more}条，增长${percent(more, before, 2)}。`,
    `全年答复网民留言${before + more}条，上年为${before}条，同比增长${percent(more, before, 1)}。`,
    `办理公众留言${before}条，较上年减少${more}条，下降${percent(more, before + more, 2)}。`,
    `收到并答复网上咨询${before}件，平均办理时间不超过3个工作日。`,
    `政府信箱收到来信${before}封，均已答复。`,
  ]);
};

const normativeDocuments2021 = (telling: Telling): string => {
  const [issued, repealed, inForce] = ['issued', 'repealed', 'in_force'].map((code) =>
    count(telling, `g21.t2.normdoc.${code}`),
  );
  const { random, year } = telling;
  if (issued === 0 && repealed === 0) {
    return random.pick([
      '本年度未制发行政规范性文件，也没有废止行政规范性文件。',
      '全年没有制发、废止行政规范性文件。',
      `${year}年未制发行政规范性文件。`,
    ]);
  }
  return random.pick([
    `全年制发行政规范性文件${issued}件，废止${repealed}件，年末现行有效${inForce}件。`,
    `${year}年共制发行政规范性文件${issued}件、废止行政规范性文件${repealed}件，现行有效的行政规范性文件为${inForce}件。`,
    `行政规范性文件实行动态管理，本年制发${issued}件，废止${repealed}件，现行有效${inForce}件。`,
    `清理后现行有效行政规范性文件${inForce}件，其中本年制发${Math.min(issued!, inForce!)}件。`.replace(
      /^.*本年制发0件。$/,
      '',
    ),
    `本年度公开行政规范性文件${issued}件。`,
    `做好文件公开，制发的${issued}件行政规范性文件全部上网公布。`,
  ]);
};

const normativeDocuments2019 = (telling: Telling): string => {
  const made = count(telling, 'g19.t2.normdoc.made');
  const published = count(telling, 'g19.t2.normdoc.new_public');
  const { random } = telling;
  if (made === 0) return random.pick(['本年度没有制作规范性文件。', '全年未制发规范性文件。', '']);
  return random.pick([
    `全年新制作规范性文件${made}件，新公开${published}件。`,
    `新制作规范性文件${made}件，其中新公开${published}件。`,
    `公开本年制作的规范性文件${published}件。`,
    `本年度制作规范性文件${made}件，对外公开总数达到${count(telling, 'g19.t2.normdoc.total_public')}件。`,
    '',
    `规范性文件公开方面，本年新制作${made}件，新公开${published}件，对外公开总数量${count(telling, 'g19.t2.normdoc.total_public')}件。`,
  ]);
};

const decisions2021 = (telling: Telling): string => {
  const key = (item: string): string => `g21.t2.${item}.decisions`;
  const [license, penalty, coercion] = ['license', 'penalty', 'coercion'].map((item) => count(telling, key(item)));
  const all = sum(telling, ['license', 'penalty', 'coercion'].map(key));
  if (all === 0) return '';
  return telling.random.pick([
    '',
    '',
    `公开行政许可决定${license}件、行政处罚决定${penalty}件、行政强制决定${coercion}件，合计${all}件。`,
    `行政许可、行政处罚和行政强制处理决定分别为${license}件、${penalty}件和${coercion}件。`,
    `全年作出行政许可处理决定${license}件。`,
  ]);
};

/** What was made public, with figures of the table and figures known to the text alone that tie within themselves. */
export const disclosure = (telling: Telling): string => {
  const documents =
    telling.template.id === 'annual-report-2021' ? normativeDocuments2021(telling) : normativeDocuments2019(telling);
  const decisions = telling.template.id === 'annual-report-2021' ? decisions2021(telling) : '';
  return channels(telling) + documents + decisions + interpretation(telling) + grown(telling);
};
