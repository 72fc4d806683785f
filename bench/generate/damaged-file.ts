import type { Template } from '../../src/model/template.ts';
import { corruptFigures } from '../../src/workbench/corrupt-figures.ts';
import { seededRandom } from './random.ts';
import { fileOf, type GeneratedFile, generatedFile } from './report-bytes.ts';

const NO_NEIGHBOURS = { below: new Map(), beside: new Map() };

/**
 * The numbered report with one or two wrong figures in its tables; the prose still states the right ones. The report
 * itself where its figures allow no mistake.
 */
export const damagedFile = (templates: readonly Template[], number: number): GeneratedFile => {
  const { report, layout } = generatedFile(templates, number);
  const random = seededRandom(number).branch('damage');
  const wrong = random.between(1, 2);
  const made = corruptFigures(report.figures, NO_NEIGHBOURS, wrong, ['transposed', 'added-digit', 'one-off'], random);
  const figures = new Map(
    [...(made?.figures ?? report.figures)].flatMap(([key, value]) => (value ? [[key, value]] : [])),
  );
  return fileOf({ ...report, figures }, layout);
};
