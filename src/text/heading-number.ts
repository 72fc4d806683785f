import { normaliseText } from './normalise.ts';
import { parseChineseNumeral } from './parse-number.ts';

/** The number of a heading's numbering: "二" "（二）" "第二部分" → 2, "3." → 3. Null when there is none. */
export const headingNumber = (printed: string): number | null => {
  const text = normaliseText(printed).replace(/[第部分章篇节()〔〕.、:\s]/g, '');
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const value = parseChineseNumeral(text);
  return value === null ? null : Number(value);
};
