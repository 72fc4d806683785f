import { print } from '../../../src/model/decimal.ts';
import { count, inTenThousands, percent, sum, type Telling } from '../telling.ts';

// Sentences of the years 2014 to 2018, whose figures all stand in one statistics table.

const at = (telling: Telling, row: string): number => count(telling, `g14.${row}`);

/** What leads in before the figures. */
export const outline = ({ office, random, year }: Telling): string =>
  random.pick([
    `${year}年，${office.own}坚持以公开为常态、不公开为例外，稳步推进政府信息公开。`,
    `${year}年，${office.name}把政府信息公开作为转变作风的重要内容，健全制度，充实内容。`,
    `一年来，${office.whole}政府信息公开工作有序开展，公开范围进一步扩大。`,
    `${year}年，${office.own}围绕群众关心的事项推进公开，查阅服务得到改善。`,
    `按照上级部署，${office.own}细化公开目录，规范工作流程，完成了全年任务。`,
    `${year}年度，${office.name}加强组织领导，配齐工作人员，公开工作取得新进展。`,
  ]);

/** Disclosures by channel. */
export const disclosed = (telling: Telling): string => {
  const { random, year, office } = telling;
  const total = at(telling, 'disc.total');
  const site = at(telling, 'disc.ch.website');
  const [weibo, wechat] = [at(telling, 'disc.ch.weibo'), at(telling, 'disc.ch.wechat')];
  const large = total >= 100_000 ? inTenThousands(total) : String(total);
  const hundreds = Math.floor(total / 100) * 100;
  const rough = total > 1_000 && total > hundreds ? `${hundreds}余条` : `${total}条`;
  return random.pick([
    `${year}年，${office.whole}主动公开政府信息${large}条。`,
    `全年主动公开政府信息${total}条。通过政府网站公开政府信息${site}条，政务微博公开政府信息${weibo}条，政务微信公开政府信息${wechat}条。`,
    `${year}年共主动公开政府信息${total}条（不同渠道公开相同信息计1条），其中通过政府网站公开的有${site}条。`,
    `主动公开政府信息${total}条，网站公开量占${percent(site, total, 1)}。`,
    `本年度主动公开政府信息${large}条，政府网站公开政府信息${site}条。`,
    `${year}年，通过多种渠道主动公开政府信息${rough}。`,
    `截至年底，当年主动公开政府信息${total}条。各渠道公开数为：政府公报${at(telling, 'disc.ch.gazette')}条，政府网站${site}条，政务微博${weibo}条，政务微信${wechat}条，其他方式${at(telling, 'disc.ch.other')}条。`,
  ]);
};

/** Normative documents. */
export const documents = (telling: Telling): string => {
  const issued = at(telling, 'disc.normdoc_issued');
  const shown = at(telling, 'disc.normdoc_disclosed');
  if (issued === 0) return telling.random.pick(['全年未制发规范性文件。', '本年度没有制发规范性文件。', '']);
  return telling.random.pick([
    `制发规范性文件${issued}件，主动公开规范性文件${shown}件，公开率${percent(shown, issued, 1)}。`,
    `全年制发规范性文件${issued}件，其中主动公开${shown}件。`,
    `主动公开规范性文件${shown}件。`,
    `规范性文件制发总数${issued}件，已主动公开${shown}件，占${percent(shown, issued, 2)}。`,
    '规范性文件印发后及时上网。',
    `全年印发规范性文件${issued}件。`,
  ]);
};

/** Press conferences, interviews, interpretation. */
export const responses = (telling: Telling): string => {
  const { random } = telling;
  const [press, lead] = [at(telling, 'resp.press'), at(telling, 'resp.press_lead')];
  const [interview, guest] = [at(telling, 'resp.interview'), at(telling, 'resp.interview_lead')];
  const explained = at(telling, 'resp.interpretation');
  return random.pick([
    `全年参加或举办新闻发布会${press}次，其中主要负责同志参加${lead}次；发布政策解读稿件${explained}篇。`,
    `参加或举办新闻发布会${press}次，政府网站在线访谈${interview}次，其中主要负责同志参加在线访谈${guest}次。`,
    `发布政策解读稿件${explained}篇，微博微信回应事件${at(telling, 'resp.social')}次，其他方式回应事件${at(telling, 'resp.other')}次。`,
    `回应公众关注热点或重大舆情${at(telling, 'resp.topics')}次，政策解读稿件发布${explained}篇。`,
    `举办新闻发布会${press}次，开展在线访谈${interview}次，发布解读稿件${explained}篇。`,
    '建立热点回应机制，对群众关心的问题第一时间发布情况、说明进展。',
  ]);
};

/** Applications by channel and how they were closed. */
export const received = (telling: Telling): string => {
  const { random, year, office } = telling;
  const all = at(telling, 'app.received');
  if (all === 0) {
    return random.pick([
      '全年未收到政府信息公开申请。',
      `${year}年没有收到依申请公开政府信息的申请。`,
      '收到政府信息公开申请0件。',
      `本年度${office.own}未收到公民、法人和其他组织的政府信息公开申请。`,
      '依申请公开渠道畅通，年内未收到申请。',
      '未接到政府信息公开申请。',
    ]);
  }
  const [person, fax, net, letter] = ['in_person', 'fax', 'online', 'letter'].map((code) =>
    at(telling, `app.ch.${code}`),
  );
  const late = at(telling, 'app.closed_extended');
  return random.pick([
    `${year}年，${office.whole}收到政府信息公开申请${all}件，其中当面申请${person}件，传真申请${fax}件，网络申请${net}件，信函申请${letter}件。`,
    `全年收到申请${all}件，按时办结${all - late}件，延期办结${late}件。`,
    `共收到政府信息公开申请${all}件。按渠道分，当面${person}件、传真${fax}件、网络${net}件、信函${letter}件。`,
    `收到申请${all}件，网络申请占${percent(net!, all, 1)}，信函申请占${percent(letter!, all, 1)}，当面申请占${percent(person!, all, 1)}，传真申请占${percent(fax!, all, 1)}。`,
    `本年度收到申请${all}件，全部办结。`,
    `受理政府信息公开申请${all}件，申请办结${all}件，答复${all}件。`,
  ]);
};

const KINDS = [
  ['already_public', '属于已主动公开范围的'],
  ['granted', '同意公开的'],
  ['partial', '同意部分公开的'],
  ['denied', '不同意公开的'],
  ['not_own', '不属于本行政机关公开的'],
  ['not_exist', '申请信息不存在的'],
  ['correction', '告知作出更改补充的'],
  ['other_channel', '告知通过其他途径办理的'],
] as const;

/** The kinds of reply; either all eight or those that occur. */
export const replied = (telling: Telling): string => {
  const { random } = telling;
  const all = at(telling, 'app.replied');
  if (all === 0) return '';
  const kinds = KINDS.map(([code, words]) => ({ words, cases: at(telling, `app.r.${code}`) }));
  const full = kinds.map((kind) => `${kind.words}${kind.cases}件`).join('，');
  const occurring = kinds.filter((kind) => kind.cases > 0);
  const shares = occurring.map((kind) => `${kind.words}${kind.cases}件，占${percent(kind.cases, all, 1)}`).join('；');
  const granted = at(telling, 'app.r.granted');
  return random.pick([
    `答复申请${all}件，其中：${full}。`,
    `在答复的${all}件申请中，${shares}。`,
    `申请答复数为${all}件，${occurring.map((kind) => `${kind.words}${kind.cases}件`).join('、')}。`,
    `答复的申请中同意公开${granted}件，占${percent(granted, all, 2)}。`,
    `全年答复${all}件。`,
    '答复前均与申请人沟通，答复文书统一编号归档。',
  ]);
};

/** Fees taken for copies. */
export const fees = (telling: Telling): string => {
  const fee = telling.figures.get('g14.fee.app')!;
  const { random, year } = telling;
  if (fee.units === 0n) {
    return random.pick([
      '依申请公开政府信息未收取任何费用。',
      `${year}年未收取检索、复制、邮寄等费用，也没有减免费用的情况。`,
      '本年度依申请公开信息收取费用0元。',
      '没有向申请人收费，不存在减免事项。',
      '全年依申请提供政府信息均未收费。',
      '依申请公开不收取费用，故无减免情况。',
    ]);
  }
  return random.pick([
    `依申请公开信息收取的费用为${print(fee)}万元，没有减免。`,
    `全年依申请提供政府信息共收取费用${print(fee)}万元。`,
    `按规定标准收取检索、复制等费用${print(fee)}万元，未发生减免。`,
  ]);
};

const disputesOf = (telling: Telling, prefix: 'recon' | 'lit', words: string): string => {
  const of = (code: string): number => at(telling, `${prefix}.${code}`);
  const upheld = prefix === 'recon' ? '维持具体行政行为' : '维持具体行政行为或者驳回原告诉讼请求';
  if (of('total') === 0)
    return telling.random.pick([`全年${words}0件。`, `未发生${words}案件。`, `没有因政府信息公开引起的${words}。`]);
  return telling.random.pick([
    `发生${words}${of('total')}件，其中${upheld}${of('upheld')}件，被依法纠错${of('corrected')}件，其他情形${of('other')}件。`,
    `因政府信息公开引起的${words}${of('total')}件。`,
    `${words}数量为${of('total')}件（维持${of('upheld')}件，纠错${of('corrected')}件，其他${of('other')}件）。`,
    `${words}案件${of('total')}件，维持率${percent(of('upheld'), of('total'), 1)}。`,
    `全年涉及政府信息公开的${words}案件共${of('total')}件，${upheld}${of('upheld')}件，占${percent(of('upheld'), of('total'), 1)}；被依法纠错${of('corrected')}件，占${percent(of('corrected'), of('total'), 1)}；其他情形${of('other')}件，占${percent(of('other'), of('total'), 1)}。`,
    `政府信息公开类${words}${of('total')}件，均按程序办理。`,
  ]);
};

/** Reconsiderations, lawsuits, complaints. */
export const disputes2014 = (telling: Telling): string => {
  const complaints = at(telling, 'complaint.total');
  const { random } = telling;
  if (sum(telling, ['g14.recon.total', 'g14.lit.total', 'g14.complaint.total']) === 0 && random.chance(60)) {
    return random.pick([
      '全年未发生因政府信息公开申请行政复议、提起行政诉讼的情况，也未收到举报投诉。',
      '本年度行政复议、行政诉讼、举报投诉数量均为0件。',
      '没有发生与政府信息公开有关的行政复议、行政诉讼和举报投诉。',
    ]);
  }
  const complaint =
    complaints === 0
      ? random.pick(['未收到举报投诉。', '举报投诉0件。', '没有收到对政府信息公开工作的举报和投诉。'])
      : random.pick([
          `收到举报投诉${complaints}件。`,
          `举报投诉数量${complaints}件，均已办理。`,
          `受理关于政府信息公开的举报投诉${complaints}件。`,
        ]);
  return disputesOf(telling, 'recon', '行政复议') + disputesOf(telling, 'lit', '行政诉讼') + complaint;
};

/** Offices, staff, money, meetings, training. */
export const facilities = (telling: Telling): string => {
  const { random, year } = telling;
  const of = (row: string): number => at(telling, row);
  const classes = of('train.classes');
  const staff = random.pick([
    `从事政府信息公开工作人员${of('org.staff')}人，其中专职人员${of('org.staff_full')}人，兼职人员${of('org.staff_part')}人。`,
    `设有政府信息公开工作专门机构${of('org.offices')}个、政府信息公开查阅点${of('org.reading_points')}个。`,
    `配备政府信息公开工作人员${of('org.staff')}名（专职${of('org.staff_full')}名、兼职${of('org.staff_part')}名）。`,
    `现有专门机构${of('org.offices')}个，查阅点${of('org.reading_points')}个，工作人员${of('org.staff')}人。`,
    '明确专门机构和人员负责日常工作，经费列入预算。',
    `查阅点增至${of('org.reading_points')}个，方便群众就近查询。`,
  ]);
  const training =
    classes === 0
      ? random.pick([`召开政府信息公开工作会议${of('train.meetings')}次。`, '以会代训，未单独举办培训班。', ''])
      : random.pick([
          `召开政府信息公开工作会议或专题会议${of('train.meetings')}次，举办各类培训班${classes}次，接受培训人员${of('train.attendees')}人次。`,
          `${year}年举办培训班${classes}期，培训${of('train.attendees')}人次。`,
          `全年开展政府信息公开培训${classes}次，参训人员${of('train.attendees')}人次。`,
        ]);
  return staff + training;
};
