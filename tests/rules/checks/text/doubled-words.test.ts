import fc from 'fast-check';
import { expect, it } from 'vitest';
import { doubledWords } from '../../../../src/rules/checks/text/doubled-words.ts';
import { aText } from '../a-check-input.ts';

const options = doubledWords.parseOptions({ characters: ['的'], except: [] });

const verdict = (text: string): string => doubledWords.judge(aText(text), options)[0]!.is;

it('a phrase of three to six characters that stands twice in a row is found, wherever it stands', () => {
  const PHRASE = /(\p{Script=Han}{3,6})\1|的的/u;
  const character = fc.constantFrom('满', '意', '率', '的', '1', '，');
  fc.assert(
    fc.property(fc.array(character, { maxLength: 24 }), (characters) => {
      const text = characters.join('').replaceAll('，', ',');
      expect(verdict(text)).toBe(text === '' ? verdict('') : PHRASE.test(text) ? 'violated' : 'holds');
    }),
  );
});
