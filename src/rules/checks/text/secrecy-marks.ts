import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { noOptions } from '../read-options.ts';

/** "机密★" "秘密★1年", "密级：秘密", "内部资料，注意保存"; not "属于国家秘密" or "保密审查". */
const MARKS = [
  /^(?:绝密|机密|秘密)(?:[★☆]|\d{1,2}年)/,
  /密级[:：](?:绝密|机密|秘密)/,
  /^内部(?:资料|文件|刊物)[,，(（]?(?:注意保存|注意保管|不得外传|严禁外传|请勿外传)/,
];

/** Marks of secrecy or of internal use on a published report. */
export const secrecyMarks = defineCheck({
  name: 'secrecy-marks',
  parseOptions: noOptions,
  judge: ({ document }) =>
    judgeText(document, ({ text }) =>
      MARKS.some((mark) => mark.test(text)) ? [MARKS.flatMap((mark) => mark.exec(text)?.[0] ?? [])[0]!] : [],
    ),
});
