import type { Glyph } from '../layout/page-content.ts';

/** Characters that any report of some length is full of; text under a wrong encoding has next to none of them. */
const COMMON = new Set(
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞申请依政务公开信息条例网站机构答复予年度报告',
);

const isHan = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff) || code >= 0x20000;

const isPlainMark = (code: number): boolean =>
  code <= 0x40 ||
  (code >= 0x2000 && code <= 0x206f) ||
  (code >= 0x3000 && code <= 0x303f) ||
  (code >= 0xff00 && code <= 0xff0f);

/** How many characters there are of each kind; digits, blanks and marks count for nothing. */
type Tally = { han: number; common: number; lost: number; other: number };

const tally = (glyphs: readonly Glyph[]): Tally => {
  const found: Tally = { han: 0, common: 0, lost: 0, other: 0 };
  for (const { char } of glyphs) {
    const code = char.codePointAt(0)!;
    if (isHan(code)) {
      found.han += 1;
      if (COMMON.has(char)) found.common += 1;
    } else if (code === 0xfffd || (code >= 0xe000 && code <= 0xf8ff)) found.lost += 1;
    else if (!isPlainMark(code)) found.other += 1;
  }
  return found;
};

/** Fewer letters tell nothing. */
const FEWEST = 40;

/** In Chinese print more than half of the characters are common ones; under a wrong encoding hardly one in ten is. */
const LEAST_COMMON = 0.25;

/** A Chinese report has some Latin letters, in addresses; print that is mostly Latin letters was decoded wrongly. */
const LEAST_HAN = 0.3;

/** Characters that could not be told at all. */
const MOST_LOST = 0.2;

/** What the characters of a page are worth; `foreign` when nearly all its letters are Latin ones. */
export type TextWorth = 'good' | 'too-short' | 'foreign' | 'garbage';

/**
 * Tells whether the characters of a page are those that are printed: a font that does not say which characters its
 * shapes are gives others, or none. Latin letters may be right on a page of English, and wrong on a page of Chinese.
 */
export const judgeText = (glyphs: readonly Glyph[]): TextWorth => {
  const { han, common, lost, other } = tally(glyphs);
  const letters = han + lost + other;
  if (lost > 5 && lost > MOST_LOST * (letters + 1)) return 'garbage';
  if (letters < FEWEST) return 'too-short';
  if (han < LEAST_HAN * letters) return 'foreign';
  return han >= FEWEST && common < LEAST_COMMON * han ? 'garbage' : 'good';
};
