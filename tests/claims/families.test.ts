import { describe, expect, it } from 'vitest';
import { printShort } from '../../src/model/decimal.ts';
import { claimsOf, outcomeOf, theInput, verdictsOf } from './a-report.ts';
import { testPassages } from './labelled.ts';

const outcomes = (...lines: readonly string[]): readonly string[] => {
  const input = theInput(null, {}, ...lines);
  const verdicts = verdictsOf(input);
  return input.claims.map((claim) => {
    const figure = claim.stated ? ` ${printShort(claim.stated.value)}` : '';
    return `${claim.kind}${figure} ${outcomeOf(claim, verdicts)}`;
  });
};

describe('a place among others', () => {
  it('is read and left open', () => {
    const [claim] = claimsOf('2021', '在全市考评中位列第三名。');
    expect(claim).toMatchObject({ kind: 'count', undecidable: 'rank' });
    expect(printShort(claim!.stated!.value)).toBe('3');
  });

  it('is confirmed where as many names follow, also names that hold 和', () => {
    expect(outcomes('申请量居前3位的是和平区、河西区、南开区。')).toEqual(['count 3 holds']);
  });

  it('is left open where other names follow', () => {
    expect(outcomes('申请量居前3位的是和平区、河西区、南开区、河东区。')).toEqual(['count 3 undecided']);
  });
});

describe('a number of things named before it', () => {
  it('is confirmed by the names', () => {
    expect(outcomes('推行发布、解读、回应三联动。')).toEqual(['count 3 holds']);
  });

  it('is left open where there are more or fewer names', () => {
    expect(outcomes('围绕财政、环保、救助、教育等三大领域。')).toEqual(['count 3 undecided']);
  });
});

describe('dates', () => {
  it('of the statistics period are a claim, others are left open', () => {
    const claims = claimsOf(
      '2021',
      '所列数据统计期限为2024年1月1日至12月31日。',
      '2024年3月召开会议，20个工作日内答复。',
    );
    expect(claims.map(({ kind, undecidable }) => `${kind} ${undecidable}`)).toEqual([
      'period null',
      'period date',
      'period date',
    ]);
  });
});

describe('some of the things counted before', () => {
  it('are not more than all', () => {
    expect(outcomes('抽查各类网站1173个，通报不合格网站61个。')).toContain('sum 1173 holds');
  });

  it('are left open where there are more', () => {
    expect(outcomes('抽查各类网站11个，通报不合格网站61个。')).toContain('sum 11 undecided');
  });
});

describe('one fact given twice', () => {
  it('is a question where the figures differ', () => {
    expect(outcomes('全年共主动公开政府信息1820条。', '全年共主动公开政府信息1280条。')).toContain(
      'count 1280 violated',
    );
  });

  it.each([
    ['of a part', '全年街道共主动公开政府信息1280条。'],
    ['of one website', '全年共通过网站主动公开政府信息1280条。'],
    ['of half a year', '上半年共主动公开政府信息1280条。'],
    ['since some year', '自2019年以来共主动公开政府信息12800条。'],
    ['of last year', '上年度共主动公开政府信息1280条。'],
    ['of some field', '全年共主动公开重点领域政府信息1280条。'],
  ])('is another fact when it is %s', (_name, text) => {
    expect(outcomes('全年共主动公开政府信息1820条。', text).filter((said) => said.includes('violated'))).toEqual([]);
  });
});

testPassages('a share in words', [
  {
    name: 'is open by two points',
    form: null,
    text: '公开信息300条，其中公告99条，占三分之一；动态201条，占七成。',
    claims: { 'share 33.33': 'holds', 'share 70': 'violated' },
  },
  {
    name: 'of a count that is itself loose is only confirmed',
    form: null,
    text: '公开信息300余条，其中公告20余条，占三分之一。',
    claims: { 'share 33.33': 'undecided' },
  },
  {
    name: 'whose base is only the first count of the sentence is only confirmed',
    form: null,
    text: '问卷200份，满意112份，占七成半。',
    claims: { 'share 75': 'undecided' },
  },
]);

testPassages('a list', [
  {
    name: 'goes on behind a semicolon although its parts name several things',
    form: null,
    text: '办理案件57件。其中，维持决定25件，占43.9%；撤销、责令、确认违法等纠错16件，占28.1%；其他情形17件，占29.8%。',
    claims: {
      sum: 'violated',
      'sum 57': 'violated',
      'share 43.9': 'holds',
      'share 28.1': 'holds',
      'share 29.8': 'holds',
    },
  },
]);
