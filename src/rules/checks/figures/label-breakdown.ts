import { type Decimal, parseDecimal } from '../../../model/decimal.ts';
import { labelNote } from '../../../text/normalise.ts';

/** `text` is the part as printed ("撤销4件"), `word` what was counted. */
export type BreakdownPart = { readonly text: string; readonly word: string; readonly value: Decimal };

/** "撤销4件", "其中:撤回申请2个" – but not "相同信息计1条", which says how to count. */
const PART = /^(?:其中[:,]?)?(\p{Script=Han}{1,16}?)(\d{1,9})(?:件|个|起|宗|次|条|项|人)?$/u;

const RULE_OF_COUNTING = /计$|统计|按/;

/**
 * The figures that an office wrote into the parentheses behind a row label: "其他情形数(撤销4件,撤回申请2个)" →
 * 撤销 4, 撤回申请 2. Null where the parentheses hold anything else.
 */
export const labelBreakdown = (label: string): readonly BreakdownPart[] | null => {
  const note = labelNote(label);
  if (note === '') return null;
  const parts = note.split(/[,、;]/).map((text): BreakdownPart | null => {
    const match = PART.exec(text);
    const value = match ? parseDecimal(match[2]!) : null;
    return match && value && !RULE_OF_COUNTING.test(match[1]!) ? { text, word: match[1]!, value } : null;
  });
  return parts.every((part) => part !== null) ? parts : null;
};
