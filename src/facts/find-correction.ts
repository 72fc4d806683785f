import type { Block, Document } from '../model/document.ts';

/**
 * Words by which a report says of itself that it was corrected: 特此更正, 更正说明, 勘误, 修订版. A report also speaks of
 * correcting other things (予以更正), which is not meant.
 */
const SAYS_SO =
  /特此更正|更正(?:说明|声明|公告|启事|版)|勘误|修订(?:说明|版)|修正版|重新(?:发布|公布)(?:如下|本报告|该报告|年度报告)/;

const LONGEST = 200;

const textOf = (block: Block): string => (block.is === 'heading' || block.is === 'paragraph' ? block.text : '');

/** The words of a report that say it was corrected after it was first published; null where there are none. */
export const findCorrection = ({ blocks }: Document): string | null => {
  const said = blocks.map(textOf).find((text) => SAYS_SO.test(text));
  return said === undefined ? null : said.slice(0, LONGEST);
};
