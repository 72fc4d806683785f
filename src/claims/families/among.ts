import type { Figure, Sentence } from '../prose.ts';
import { type ClaimFamily, claimOfFigure, type Prose, proseOperand } from './family.ts';

/** "不合格网站", "问题栏目": some of the things named behind. */
const SOME_OF = /(?:不合格|不达标|不规范|合格|达标|优秀|问题|异常)的?(\p{Script=Han}{2,8})$/u;

const nounOf = (figure: Figure): string | null => SOME_OF.exec(figure.about.slice(-20))?.[1] ?? null;

/** The count before it in the sentence that is of the same things. */
const wholeOf = (sentence: Sentence, figure: Figure): Figure | undefined => {
  const noun = nounOf(figure);
  if (noun === null || figure.percent || figure.growth) return undefined;
  return sentence.figures
    .slice(Math.max(0, figure.position - 20), figure.position)
    .find((f) => !f.percent && !f.growth && f.about.endsWith(noun) && nounOf(f) === null);
};

/** "抽查网站1173个…不合格网站61个": some of the things counted before. It confirms; more of them than all may be counted otherwise. */
export const amongClaims: ClaimFamily = (prose: Prose) =>
  prose.sentences.flatMap((sentence) =>
    sentence.figures.flatMap((figure) => {
      const whole = wholeOf(sentence, figure);
      if (whole === undefined || whole.sentence !== figure.sentence) return [];
      const operands = [proseOperand(prose, 'whole', whole), proseOperand(prose, 'part', figure)];
      return [
        claimOfFigure('sum', prose, whole, { operands, doubt: 'loose-list', words: `${whole.about}${figure.about}` }),
      ];
    }),
  );
