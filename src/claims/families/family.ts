import type { CellRef, Claim, ClaimKind, Operand, ProseFigure } from '../../model/claim.ts';
import { factKey } from '../../model/fact.ts';
import type { Template } from '../../model/template.ts';
import type { Links } from '../link-figures.ts';
import type { Figure, Sentence } from '../prose.ts';
import type { FigureList } from '../read-lists.ts';

/** The prose of a report, read: what every family of claims works on. */
export type Prose = {
  readonly sentences: readonly Sentence[];
  readonly lists: readonly FigureList[];
  /** The head of the list that a figure is a part of. */
  readonly heads: ReadonlyMap<Figure, Figure>;
  /** The words that name the report's own office. */
  readonly title: string;
  readonly links: Links;
  readonly template: Template | null;
};

/**
 * A claim that has no id yet; `sentence` and `start` give its place in the document, `words` are those that say what it is
 * about.
 */
export type Draft = Omit<Claim, 'id'> & { readonly sentence: number; readonly start: number; readonly words: string };

/** Finds the claims of one kind. */
export type ClaimFamily = (prose: Prose) => readonly Draft[];

const QUOTE_LIMIT = 80;

/** The sentence, or as much of it around the span as a quote may hold; verbatim. */
const quoteAround = (sentence: Sentence, start: number, end: number): string => {
  const whole = sentence.verbatim(0, sentence.text.length).trim();
  if (whole.length <= QUOTE_LIMIT) return whole;
  const before = sentence.text.slice(Math.max(0, end - QUOTE_LIMIT), start);
  // never within "2,406"
  const comma = before.search(/[，；]|,(?!\d)/);
  const from = Math.max(0, end - QUOTE_LIMIT) + (comma === -1 ? 0 : comma + 1);
  return sentence.verbatim(Math.min(from, start), end).trim().slice(-QUOTE_LIMIT);
};

const publicFigure = (figure: Figure): ProseFigure => ({
  raw: figure.raw,
  value: figure.value,
  resolution: figure.resolution,
  unit: figure.unit,
  percent: figure.percent,
  approximate: figure.approximate,
  about: figure.about,
  locator: figure.locator,
});

/** A figure of the prose as an operand; it knows its cell when exactly one cell is sure to give the same figure. */
export const proseOperand = (prose: Prose, role: Operand['role'], figure: Figure): Operand => {
  const link = prose.links.of(figure);
  const sure = link.cells.length === 1 && link.alternatives.length === 0 && link.doubt === null;
  const cell = sure ? link.cells[0]! : null;
  return { role, label: figure.about, from: 'prose', figure: publicFigure(figure), cell };
};

/** A cell as an operand, labelled as the form prints it. */
export const tableOperand = (prose: Prose, role: Operand['role'], cell: CellRef): Operand => ({
  role,
  label: prose.template?.indicators.get(cell.indicator)?.name ?? cell.indicator,
  from: 'table',
  indicator: cell.indicator,
  group: cell.group,
});

export const tableOperands = (prose: Prose, role: Operand['role'], cells: readonly CellRef[]): readonly Operand[] =>
  cells.map((cell) => tableOperand(prose, role, cell));

type Parts = Partial<Omit<Draft, 'kind' | 'stated' | 'quote' | 'locator' | 'sentence' | 'start'>>;

const draft = (
  kind: ClaimKind,
  sentence: Sentence,
  start: number,
  end: number,
  stated: ProseFigure | null,
  parts: Parts,
): Draft => ({
  kind,
  quote: quoteAround(sentence, start, end),
  stated,
  operands: [],
  exhaustive: false,
  baseNamed: false,
  candidates: [],
  alternatives: [],
  doubt: null,
  undecidable: null,
  locator: sentence.locate(0, sentence.text.length),
  sentence: sentence.index,
  start,
  words: stated?.about ?? sentence.text.slice(start, end),
  ...parts,
});

/** A claim made by a figure. */
export const claimOfFigure = (kind: ClaimKind, prose: Prose, figure: Figure, parts: Parts): Draft =>
  draft(kind, prose.sentences[figure.sentence]!, figure.start, figure.end, publicFigure(figure), parts);

/** A claim made by words alone, or by several figures together: from `start` to `end` of the sentence. */
export const claimOfWords = (kind: ClaimKind, sentence: Sentence, start: number, end: number, parts: Parts): Draft =>
  draft(kind, sentence, start, end, null, parts);

export const keyOf = (cell: CellRef): string => factKey(cell.indicator, cell.group);

/** Which generation's form the report follows: 2014, 2019 (also 2021), or none that is known. */
export const generationOf = (template: Template | null): '2014' | '2019' | '2021' | null => {
  const year = template?.id.slice(-4);
  return year === '2014' || year === '2019' || year === '2021' ? year : null;
};

/** A claim made by a figure that no list is made of: a rank. From `start` to `end` of the sentence. */
export const claimOfStated = (
  kind: ClaimKind,
  sentence: Sentence,
  stated: ProseFigure,
  start: number,
  end: number,
  parts: Parts,
): Draft => draft(kind, sentence, start, end, stated, parts);
