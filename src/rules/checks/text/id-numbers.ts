import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { noOptions } from '../read-options.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';

/** Whether 18 characters are a resident identity number: a possible date of birth and the right check digit. */
export const isIdNumber = (text: string): boolean => {
  const [month, day] = [Number(text.slice(10, 12)), Number(text.slice(12, 14))];
  if (!/^(?:19|20)/.test(text.slice(6)) || month < 1 || month > 12 || day < 1 || day > 31) return false;
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(text[i]), 0);
  return CHECK_DIGITS[sum % 11] === text[17]!.toUpperCase();
};

const masked = (text: string): string => `${text.slice(0, 3)}***********${text.slice(-2)}`;

/** Resident identity numbers in the text, shown masked. */
export const idNumbers = defineCheck({
  name: 'id-numbers',
  parseOptions: noOptions,
  judge: ({ document }) =>
    judgeText(
      document,
      ({ text }) =>
        [...text.matchAll(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g)]
          .filter(([number]) => isIdNumber(number))
          .map(([number]) => masked(number)),
      /\d{17}/,
    ),
});
