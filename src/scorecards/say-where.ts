import type { Locator } from '../model/locator.ts';
import type { Words } from './words.ts';

/** The place in words, from the most to the least precise way known: "第71行", "第3页", "" when nothing is known. */
export const sayWhere = (locator: Locator, { figures }: Words): string => {
  if (locator.line !== null) return figures.line(locator.line);
  if (locator.page !== null) return figures.onPage(locator.page);
  if (locator.row !== null && locator.col !== null) return figures.cell(locator.row + 1, locator.col + 1);
  return '';
};

/** The lines that several places span: "第71–77行"; as `sayWhere` of the first where lines are unknown. */
export const sayRange = (locators: readonly Locator[], words: Words): string => {
  const lines = locators.map(({ line }) => line).filter((line) => line !== null);
  const first = locators[0];
  if (lines.length === 0) return first ? sayWhere(first, words) : '';
  const from = Math.min(...lines);
  const to = Math.max(...lines);
  return from === to ? words.figures.line(from) : words.figures.lines(from, to);
};
