import { percent, splitInto, type Telling } from '../telling.ts';

/** How documents are kept and checked. */
export const management = ({ office, random }: Telling): string => {
  const checked = random.between(12, 900);
  const mended = random.between(1, checked);
  return random.pick([
    `落实信息发布三级审核，先审后发，每条信息均留有审核记录。`,
    `建立公开目录动态更新机制，全年核对目录${checked}条，更正${mended}条。`,
    `公文起草时同步确定公开属性，对拟公开内容逐件开展保密审查。`,
    `对历年文件进行清理，复核文件${checked}份，其中调整公开属性${mended}份。`,
    `${office.own}明确专人管理政府信息，定期检查栏目更新，发现问题当日整改。`,
    `全年审核待发信息${checked}条，退回修改${mended}条，退回率${percent(mended, checked, 1)}。`,
  ]);
};

/** Sites, accounts and rooms. */
export const platform = ({ office, random, year }: Telling): string => {
  const accounts = random.between(2, 40);
  const [wechat, weibo, video] = splitInto(accounts, 3, random);
  return random.pick([
    `${year}年对${office.siteName}的公开专栏作了改版，检索更方便，并适配手机浏览。`,
    `维护政务新媒体账号${accounts}个，按月检查更新情况。`,
    `运行政务新媒体账号${accounts}个，其中微信${wechat}个、微博${weibo}个、视频号${video}个。`.replace(
      /^.*[信博号]0个.*$/,
      '政务新媒体账号由专人维护，未出现停更。',
    ),
    `在办事大厅和图书馆设立查阅点，备有纸质文件和查询终端。`,
    `加强平台安全防护，全年网站运行平稳，未发生安全事件。`,
    `公开专区配有自助查询设备，工作日由专人引导。`,
  ]);
};

/** Training, assessment, and for governments what assessment and accountability came to. */
export const supervision = ({ office, random, year }: Telling): string => {
  const sessions = random.between(1, 12);
  const people = sessions * random.between(8, 60);
  const work = random.pick([
    `全年组织政务公开培训${sessions}次，参训${people}人次。`,
    `举办业务培训班${sessions}期，培训工作人员${people}人次。`,
    `每季度对公开栏目检查一次，问题清单逐项销号。`,
    `把政务公开列入干部教育课程，开展专题培训${sessions}场、${people}人次参加。`,
    `主要负责人${year}年多次听取政务公开工作汇报，分管负责人按月调度。`,
    `聘请社会监督员对公开内容打分，意见全部反馈到承办科室。`,
  ]);
  if (office.level === 'department') return work;
  return (
    work +
    random.pick([
      '工作考核方面，政务公开纳入年度绩效考核；社会评议总体良好；全年未发生需要责任追究的情形。',
      '政务公开在年度考核中占有固定分值，开展了社会评议，没有责任追究事项。',
      '将政务公开作为绩效考核内容，组织社会评议一次，本年度无责任追究情况。',
      '工作考核、社会评议按计划完成，结果均已通报；未出现因公开不当被追究责任的情况。',
      '考核结果与评优挂钩，社会评议邀请群众代表参加，全年没有发生责任追究。',
      '年内完成工作考核和社会评议，未对单位和个人进行责任追究。',
    ])
  );
};
