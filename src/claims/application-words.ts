/**
 * Which applications words speak of. Offices also receive applications for aid, for land titles, for trademarks: an
 * application is one for information only if it is called so, or if nothing but a way of applying qualifies it.
 */

/** "受理法律援助申请": what stands between the verb, or the last punctuation, and the application. */
const QUALIFIED = /[\p{Script=Han}"“”《》()、]{0,40}申请(?!人|表|书|流程|指南|条件|材料)/gu;

const VERB =
  /(?:收到|接到|收悉|接收到?|接受|受理|收取|办理|处理|办结|答复|新收到?|新增|新受理|审核|回复|转来|结转|提出|提交|递交|发来|产生|要求获取|要求提供)(?:过|了|的|到)?/gu;

/** Words that may qualify an application for information: who applies, how, when, how many. */
const NEUTRAL =
  /公民|法人|其他组织|其他|组织|自然人|群众|公众|社会|个人|申请人|商业企业|企业|科研机构|社会公益组织|公益组织|法律服务机构|律师事务所|律师|单位|媒体|市民|村民|居民|网民|政府|政务|信息|公开|依|各类|各种|各项|有关|相关|任何|全部|所有|全年|年内|本年度?|本年|年度|当年|今年|上年度?|上一年度?|下年度?|下一年度?|年度?|月|我[局委办厅院校会镇乡区市县旗盟省州处]|本(?:机关|单位|部门|局|委|办|厅|院|校|会|镇|乡|区|市|县|旗|盟|级)|我单位|全[区市县旗盟省州镇乡]|网络|网上|网站|在线|线上|平台|系统|电子邮件|电子邮箱|邮件|邮箱|邮寄|邮政|信函|信件|来信|书面|快递|特快专递|挂号信|传真|当面|当场|现场|窗口|口头|来人|来访|上门|直接|渠道|方式|形式|途径|通过|采取|以|向|由|经|渠道|互联网|微信|公众号|手机|客户端|合计|共计|共|总|计|均|都|已|件|份|条|次|新|再次|重复|反复|大量|无正当理由|有效|符合条件|合法|不予处理|信访|举报|投诉|类|第一[件份]|的|了|和|与|及|或|者|或者|、|"|“|”|\(|\)|为|是|因|在|中|对|该|上述|其中|以及|并|而|补正|正式|具体|从|按|对|所|收到|受理|办理|提出|提交|正在|继续|尚未|未|没有|无|零|人/gu;

/** The words behind the last verb. */
const behindVerb = (words: string): string => {
  let end = 0;
  for (const match of words.matchAll(VERB)) end = match.index + match[0].length;
  return words.slice(end);
};

/** Whether the words name an application for information ("ours"), only applications for other things ("others'"), or none. */
export const applicationsIn = (words: string): 'ours' | 'others' | 'none' => {
  let found: 'others' | 'none' = 'none';
  if (!words.includes('申请')) return found;
  for (const match of words.matchAll(QUALIFIED)) {
    const before = match[0].slice(0, -2);
    if (/信息|公开/.test(before)) return 'ours';
    if (/^(?:公开|政府信息|信息公开|获取|查询信息)/.test(words.slice(match.index + match[0].length))) return 'ours';
    // one character more is a particle; what applications are for takes two
    if (behindVerb(before).replace(NEUTRAL, '').length <= 1) return 'ours';
    found = 'others';
  }
  return found;
};
