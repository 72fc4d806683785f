/**
 * Digits that are no figures: document numbers, dates, time limits, phones, addresses, ordinals. Each pattern is matched
 * over squeezed text and what it covers is left out of account.
 */
/** `needs` must stand in the text: a search for it is cheaper than the pattern. */
type Noise = { readonly needs: string; readonly pattern: RegExp };

const noise = (needs: string, pattern: RegExp): Noise => ({ needs, pattern });

const NOISE: readonly Noise[] = [
  noise('[image', /\[image:[^\]]{0,300}\]/g),
  noise('://', /https?:\/\/[\w./:?=&%#~-]{1,300}/g),
  noise('www.', /www\.[\w./:?=&%#~-]{1,300}/g),
  noise('@', /(?<![\w.-])[\w.-]{1,64}@[\w.-]{1,64}/g),
  // 〔2017〕24号
  noise('号', /[〔[(【<]\d{4}[〕\])】>]第?\d{1,5}号/g),
  // 2017-03-29 17:05
  noise('', /\d{4}[-/.]\d{1,2}[-/.]\d{1,2}/g),
  noise(':', /\d{1,2}:\d{2}(?::\d{2})?/g),
  noise('月', /\d{1,2}[—~-]\d{1,2}月/g),
  noise('', /(?:19|20)\d{2}[—~-](?:19|20)\d{2}年?/g),
  noise('年', /(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}[日号])?)?/g),
  noise('月', /(?<!\d)(?:1[0-2]|0?[1-9])月(?:\d{1,2}[日号])?(?!份额)/g),
  noise('', /(?<!\d)\d{1,3}(?:个)?(?:工作日|日内|天内|小时|分钟|月|周年?|季度)/g),
  noise('日', /(?<![\d.])[0-3]?\d日/g),
  noise('-', /(?<!\d)0\d{2,3}-\d{7,8}/g),
  noise('第', /第[\d一二三四五六七八九十百零]{1,5}/g),
  noise('前', /前[\d一二三四五六七八九十]{1,3}[位名个]/g),
  // "无一件被纠正"
  noise('一', /[无没][有]?一[件例起宗条份次](?!事)/g),
  // "三项合计": the number of the figures before
  noise('项', /[两三四五六七八九十]项(?=合计|共计|总计|总共|相加)/g),
  // a range of percentages is not one figure
  noise('%', /\d{1,9}(?:\.\d{1,4})?%?[~—至-]\d{1,9}(?:\.\d{1,4})?%/g),
];

/** Contact details: no figure of such a sentence is a claim. */
export const CONTACT = /(?:邮政编码|邮编|联系电话|电话号码|传真号码|电子邮箱|电子邮件地址|地址):?/;

const MAY_BE_NUMBERS = /[\d一二三四五六七八九十百零两]/;

/** For each character of the text, whether it belongs to something that only looks like a figure. */
export const noiseMask = (text: string): Uint8Array => {
  const mask = new Uint8Array(text.length);
  if (!MAY_BE_NUMBERS.test(text)) return mask;
  for (const { needs, pattern } of NOISE) {
    if (!text.includes(needs)) continue;
    for (const match of text.matchAll(pattern)) mask.fill(1, match.index, match.index + match[0].length);
  }
  return mask;
};
