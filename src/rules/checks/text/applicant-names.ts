import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { noOptions } from '../read-options.ts';

const SURNAMES =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';

/**
 * A person's full name beside what only a person has: "申请人张三丰（男，…", "申请人姓名：李四", "申请人王五先生". A name of
 * which 某 or a mark stands for a part is hidden already.
 */
const NAMED = new RegExp(
  `申请人(?:姓名[:：]?[${SURNAMES}](?!某)\\p{Script=Han}{1,2}(?![\\p{Script=Han}])|[:：]?[${SURNAMES}](?!某)\\p{Script=Han}{1,2}(?:\\((?:男|女|身份证)|[,，](?:男|女)[,，]|先生|女士))`,
  'gu',
);

const masked = (text: string): string => `${text.slice(0, 3)}**`;

/** Names of applicants in the text, shown masked. */
export const applicantNames = defineCheck({
  name: 'applicant-names',
  parseOptions: noOptions,
  judge: ({ document }) =>
    judgeText(
      document,
      ({ text }) => (text.includes('申请人') ? [...text.matchAll(NAMED)].map(([found]) => masked(found)) : []),
      /申请人/,
    ),
});
