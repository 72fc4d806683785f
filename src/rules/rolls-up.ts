import type { Document } from '../model/document.ts';
import { proseLines, sentencesOf } from './checks/prose-lines.ts';

/** "全区各级行政机关", "全市行政机关": the report speaks for all offices of a region. */
const ALL_OFFICES = /全(?:省|自治区|区|市|州|盟|旗|县)(?:各级)?(?:行政机关|政府系统)/;

/** Who is added up: "各盟市", "各部门", "各乡镇". */
const MEMBERS = /各(?:盟|市|旗|县|区|州|乡|镇|苏木|街道|部门|单位|地区|级)/;

/** "本报告数据仅为本机关数据", "不含下级": the report speaks for the office alone. */
const ALONE = /(?:仅|只)(?:为|含|包括|包含|反映|统计)?(?:本级|本机关|本部门|本单位)|不(?:含|包括)(?:下级|下属|各)/;

const told = (sentence: string): boolean | null => {
  if (ALONE.test(sentence)) return false;
  if (sentence.includes('汇总') && MEMBERS.test(sentence)) return true;
  return ALL_OFFICES.test(sentence) ? true : null;
};

/**
 * Whether a report says that it sums up the offices below its own: true, false, or null where it says neither, or both.
 */
export const rollsUp = (document: Document): boolean | null => {
  const answers = new Set(
    proseLines(document)
      .flatMap((line) => sentencesOf(line.text))
      .map(told),
  );
  if (answers.has(true) === answers.has(false)) return null;
  return answers.has(true);
};
