import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LabelledPassage, readLabelled, scoreOf, withSlips } from './read-labelled.ts';
import { scoreByKind } from './score-by-kind.ts';

const FOLDER = join(import.meta.dirname, 'labelled');

const passages: readonly LabelledPassage[] = readdirSync(FOLDER)
  .toSorted()
  .flatMap((file) => readLabelled(file, readFileSync(join(FOLDER, file), 'utf8')));

const score = scoreOf(passages);

describe('the labelled set', () => {
  it('is of at least a thousand claims under all three forms and none', () => {
    expect(score.labels).toBeGreaterThanOrEqual(1000);
    expect(new Set(passages.map((passage) => passage.form))).toEqual(new Set(['2014', '2019', '2021', null]));
  });

  it('holds claims of every family that can be decided', () => {
    const decided = scoreByKind(passages).filter(({ decidable }) => decidable > 0);
    expect(decided.map(({ kind }) => kind)).toEqual([
      'count',
      'flow',
      'growth',
      'rate',
      'share',
      'sum',
      'universal',
      'zero',
    ]);
  });

  it('calls nothing violated that holds or cannot be known', () => {
    expect(score.alarms).toEqual([]);
  });

  it('judges nothing that must not be judged', () => {
    expect(score.overjudged).toEqual([]);
  });

  it('misses no claim that holds or is violated', () => {
    expect(score.missed).toEqual([]);
  });

  it('finds at least 17 of 20 single digits changed in figures that hold', () => {
    const { planted, found } = withSlips(passages);
    expect(planted).toBeGreaterThan(400);
    expect(found / planted).toBeGreaterThanOrEqual(0.85);
  });
});
