import type { Bilingual } from '../../model/text.ts';

const SHOWN = 6;

/** Names for a message, the first six of them: “甲”“乙”等9项 · “甲”, “乙” and 7 more. Equal names are named once. */
export const listing = (names: readonly string[], total = new Set(names).size): Bilingual => {
  const shown = [...new Set(names)].slice(0, SHOWN);
  const rest = total - shown.length;
  const zh = shown.map((name) => `“${name}”`).join('');
  const en = shown.map((name) => `“${name}”`).join(', ');
  return rest > 0 ? { zh: `${zh}等${total}项`, en: `${en} and ${rest} more` } : { zh, en };
};
