import { count, percent, sum, type Telling } from '../telling.ts';
import { roughly } from './asides.ts';

const at = (row: string): string => `t3.${row}[total]`;

const GROUPS = {
  deny: [
    'secret',
    'law_forbid',
    'three_safety',
    'third_party',
    'internal',
    'process',
    'enforcement_file',
    'admin_query',
  ],
  unable: ['not_held', 'need_create', 'unclear'],
  reject: ['petition', 'repeat', 'publication', 'abusive', 'reconfirm'],
} as const;

const ofGroup = (telling: Telling, group: keyof typeof GROUPS): number =>
  sum(
    telling,
    GROUPS[group].map((row) => at(`${group}.${row}`)),
  );

const others = (telling: Telling): number =>
  telling.template.id === 'annual-report-2021'
    ? sum(
        telling,
        ['no_correction', 'no_payment', 'misc'].map((row) => at(`other.${row}`)),
      )
    : count(telling, at('other.all'));

const none = ({ random, year, office }: Telling): string =>
  random.pick([
    '本年度未收到政府信息公开申请。',
    `${year}年，${office.own}未收到政府信息公开申请，也没有上年结转的申请。`,
    '全年没有收到公民、法人或者其他组织提出的政府信息公开申请。',
    '依申请公开渠道保持畅通，全年未收到申请。',
    `${year}年收到政府信息公开申请0件。`,
    '收到依申请公开事项0件，办理0件。',
  ]);

const received = (telling: Telling): string => {
  const [fresh, carried, closed, open] = ['new', 'carry_in', 'sum', 'carry_out'].map((row) => count(telling, at(row)));
  const { random, year, office } = telling;
  const all = fresh! + carried!;
  if (carried === 0 && open === 0) {
    return random.pick([
      `${year}年收到政府信息公开申请${fresh}件，均已在法定期限内答复。`,
      `全年新收政府信息公开申请${fresh}件，全部办结。`,
      `${office.whole}共收到申请${fresh}件，办结${closed}件，办结率100%。`,
      `本年度新收申请${fresh}件，办结${closed}件，没有结转下年度的申请。`,
      `收到公开申请${fresh}件，无上年结转，全部按期答复。`,
      `受理政府信息公开申请${fresh}件，已答复${closed}件。`,
      `全年依申请公开${fresh}件，均在规定时间内答复申请人，无行政收费。`.replace(
        '全年依申请公开',
        '全年办理依申请公开事项',
      ),
      `${year}年，${office.name}共受理政府信息公开申请${fresh}件，其中网络申请${fresh}件，均按时办结。`,
    ]);
  }
  return random.pick([
    `${year}年新收政府信息公开申请${fresh}件，上年结转${carried}件，办结${closed}件，结转下年度继续办理${open}件。`,
    `全年新收申请${fresh}件，加上上年结转的${carried}件，共${all}件；年内办结${closed}件，结转下年${open}件。`,
    `${office.whole}办理政府信息公开申请${all}件，其中本年新收${fresh}件，上年结转${carried}件。年内办结${closed}件。`,
    `本年新收申请${fresh}件、结转上年申请${carried}件，已办结${closed}件，办结率${percent(closed!, all, 1)}，其余${open}件转入下年度办理。`,
    `共处理申请${all}件（新收${fresh}件，上年度结转${carried}件），其中办结${closed}件，结转至下年度${open}件。`,
    `${year}年度共收到政府信息公开申请${all}件（含上年度结转${carried}件）。截至年底已答复${closed}件，正在办理${open}件。`,
    `依申请公开方面，上年度结转${carried}件，当年受理${fresh}件，答复${closed}件，结转${year + 1}年办理${open}件。`,
    `收到政府信息公开申请${fresh}件，加上年结转${carried}件，应办理${all}件，实际办结${closed}件，办结率为${percent(closed!, all, 2)}。`,
    `新收政府信息公开申请${fresh}件，结转上年度${carried}件，本年度作出答复${closed}件。其中予以公开${count(telling, at('granted'))}件。`,
  ]);
};

const applicants = (telling: Telling): string => {
  const fresh = count(telling, at('new'));
  const people = count(telling, 't3.new[np]');
  if (fresh === 0) return '';
  return telling.random.pick([
    '',
    '',
    `新收申请中，自然人提出${people}件，法人或其他组织提出${fresh - people}件。`,
    `按申请人分，新收自然人申请${people}件，占${percent(people, fresh, 1)}；新收法人或其他组织申请${fresh - people}件，占${percent(fresh - people, fresh, 1)}。`,
    `新收的申请有${people}件来自自然人，占新收总数的${percent(people, fresh, 2)}。`,
    `从申请主体看，本年新收申请中自然人${people}件、商业企业${count(telling, 't3.new[biz]')}件、科研机构${count(telling, 't3.new[sci]')}件、社会公益组织${count(telling, 't3.new[ngo]')}件、法律服务机构${count(telling, 't3.new[law]')}件、其他${count(telling, 't3.new[oth]')}件。`,
  ]);
};

const results = (telling: Telling): string => {
  const closed = count(telling, at('sum'));
  if (closed === 0) return '';
  const granted = count(telling, at('granted'));
  const partial = count(telling, at('partial'));
  const deny = ofGroup(telling, 'deny');
  const unable = ofGroup(telling, 'unable');
  const reject = ofGroup(telling, 'reject');
  const other = others(telling);
  const share = (part: number): string => percent(part, closed, 1);
  return telling.random.pick([
    '',
    `办理结果为：予以公开${granted}件，部分公开${partial}件，不予公开${deny}件，无法提供${unable}件，不予处理${reject}件，其他处理${other}件。`,
    `在办结的${closed}件申请中，予以公开${granted}件，占${share(granted)}；部分公开${partial}件，占${share(partial)}；不予公开${deny}件，占${share(deny)}；无法提供${unable}件，占${share(unable)}；不予处理${reject}件，占${share(reject)}；其他处理${other}件，占${share(other)}。`,
    `其中：予以公开${granted}件，部分公开${partial}件，不予公开${deny}件，无法提供${unable}件，不予处理${reject}件，作其他处理${other}件。`.replace(
      '其中：',
      '办结申请的结果是：',
    ),
    `予以公开率（含部分公开）为${percent(granted + partial, closed, 1)}；不予公开的${deny}件中，属于三类内部事务信息的${count(telling, at('deny.internal'))}件，保护第三方合法权益的${count(telling, at('deny.third_party'))}件。`,
    `已办结的申请中，予以公开和部分公开共${granted + partial}件，占办结总数的${share(granted + partial)}。`,
    `从办理结果看，予以公开${granted}件、部分公开${partial}件，两项合计${granted + partial}件。`,
    `办结的申请包括予以公开${granted}件、部分公开${partial}件、不予公开${deny}件、无法提供${unable}件、不予处理${reject}件、其他处理${other}件，共计${closed}件。`,
    `办结的申请中，予以公开的${granted}件，占办结数的${percent(granted, closed, 2)}；本机关不掌握相关信息的${count(telling, at('unable.not_held'))}件。`,
  ]);
};

const compared = (telling: Telling): string => {
  const fresh = count(telling, at('new'));
  const before = fresh + telling.random.between(-Math.floor(fresh / 3), Math.floor(fresh / 2));
  if (fresh === before || before === 0 || fresh === 0) return '';
  const more = Math.abs(fresh - before);
  const rise = fresh > before;
  return telling.random.pick([
    '',
    '',
    `本年新收申请比上年${rise ? '增加' : '减少'}${more}件，${rise ? '增长' : '下降'}${percent(more, before, 1)}。`,
    `新收申请量较上年的${before}件${rise ? '上升' : '下降'}${percent(more, before, 2)}。`,
  ]);
};

/** How many applications came in and what became of them; every figure is that of table 3 or follows from it. */
export const applications = (telling: Telling): string => {
  const all = sum(telling, [at('new'), at('carry_in')]);
  if (all === 0) return none(telling);
  const rough = roughly(telling, at('new'), '全年新收政府信息公开申请');
  return rough + received(telling) + applicants(telling) + results(telling) + compared(telling);
};
