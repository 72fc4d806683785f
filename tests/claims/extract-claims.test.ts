import { describe, expect, it } from 'vitest';
import { extractClaims } from '../../src/claims/extract-claims.ts';
import { aDocument, aForm, claimsOf } from './a-report.ts';

const LONG =
  '2017年，全区各级行政机关进一步健全制度、畅通渠道、压实责任，持续推进政府信息公开工作提质增效，共受理政府信息公开申请1190件。其中，区本级受理557件；各盟市受理633件。';

describe('a claim', () => {
  const ids = (...lines: readonly string[]): readonly string[] => claimsOf('2014', ...lines).map((claim) => claim.id);
  const RECEIVED = '全年收到政府信息公开申请20件，其中网络申请15件，占75%；信函申请5件，占25%。';

  it('has an id of its kind and of what it is about, which its figures and its place do not change', () => {
    const first = ids(RECEIVED, '未收取任何费用。');
    expect(first.every((id) => /^[a-z]+-[0-9a-f]{8}(?:-\d+)?$/.test(id))).toBe(true);
    const later = ids(
      '举办培训班3期，占全年任务的60%。',
      '未发生行政复议。',
      RECEIVED.replaceAll('5', '6'),
      '未收取任何费用。',
    );
    expect(later).toEqual(expect.arrayContaining([...first]));
  });

  it('has an id of its own', () => {
    const all = ids(RECEIVED, RECEIVED, '培训3期。培训4期。', '未收取费用。未收取费用。');
    expect(new Set(all).size).toBe(all.length);
  });

  it('is numbered only among claims about the same', () => {
    const [once, twice] = ids('收到信函申请5件。', '收到信函申请7件。');
    expect(twice).toBe(`${once}-2`);
  });

  it('keeps its id when prose after it changes', () => {
    const first = claimsOf('2014', LONG)[0]!;
    expect(claimsOf('2014', LONG, '举办培训班3期。')[0]).toEqual(first);
  });

  it('quotes at most 80 characters of the sentence, verbatim, around its figure', () => {
    for (const claim of claimsOf('2014', LONG)) {
      expect(claim.quote.length).toBeLessThanOrEqual(80);
      expect(LONG).toContain(claim.quote);
      if (claim.stated) expect(claim.quote).toContain(claim.stated.raw);
    }
  });

  it('quotes whole figures', () => {
    const text =
      '全年门户网站发布信息2,406条，比上年（2,251条）增长6.9%；微信公众号发布1,028条，比上年（1,210条）下降15.0%；微博发布386条，与上年持平，各栏目都按时更新。';
    for (const { quote } of claimsOf('2014', text)) expect(quote).not.toMatch(/^\d{3}条/);
  });

  it('says where its figure stands in the text', () => {
    const text = `一、概述\n${LONG}`;
    const figure = extractClaims(aDocument(text.split('\n')), aForm('2014'))[0]!.stated!;
    expect(text.slice(figure.locator.start!, figure.locator.end!)).toBe('1190件');
    expect(figure.locator).toMatchObject({ block: 1, line: 2 });
  });

  it('finds its figure through full-width digits and line breaks', () => {
    const text = '全区受理信息\n公开申请１ １９０件。';
    const [claim] = claimsOf('2014', text);
    expect(text.slice(claim!.locator.start!, claim!.locator.end!)).toBe(text);
  });

  it('knows the cells that its figures repeat', () => {
    const sum = claimsOf('2014', '全年政府信息公开行政复议案件57件，其中维持25件；依法纠错16件；其他情形17件。').find(
      (c) => c.kind === 'sum',
    )!;
    expect(sum.operands.map((o) => (o.from === 'prose' ? o.cell?.indicator : null))).toEqual([
      'g14.recon.total',
      'g14.recon.upheld',
      'g14.recon.corrected',
      'g14.recon.other',
    ]);
    expect(sum.exhaustive).toBe(true);
  });

  it('takes no figure from tables', () => {
    const document = aDocument(['收到申请数']);
    const at = document.blocks[0]!.locator;
    const cell = { row: 0, col: 0, rowSpan: 1, colSpan: 1, text: '收到申请5件。', locator: at };
    const table = { is: 'table', layout: 'grid', rows: 1, cols: 1, cells: [cell], locator: at } as const;
    expect(extractClaims({ ...document, blocks: [table] }, aForm('2014'))).toEqual([]);
  });

  it.each([
    ['other-scope', '自治区本级受理信息公开申请557件。'],
    ['other-measure', '公示行政许可信息30条。'],
    ['other-year', '上年受理信息公开申请5件。'],
    ['no-cell', '新开设栏目22个。'],
    ['no-name', '5件。'],
  ])('that cannot be judged says why: %s', (reason, text) => {
    expect(claimsOf('2014', text)[0]?.undecidable).toBe(reason);
  });
});

describe('hostile prose', () => {
  const much = (unit: string): string => unit.repeat(Math.ceil(120_000 / unit.length));

  it.each([
    ['without any punctuation', much('申请')],
    ['of digits', much('1')],
    ['of figures in one sentence', much('受理3件、')],
    ['of totals', much('合计3件，共3件，其中3件，')],
    ['of open parentheses', much('(1件')],
    ['of shares', much('在9件中，占3%，')],
    ['of denials', much('未收到没有无')],
    ['of growth', much('分别增长3%、4%，')],
    ['of names joined by 、', `${much('微博、')}分别为1件和2件`],
    ['of words that call themselves addresses', much('a.b-')],
    ['of spaces', `收到申请${much(' ')}3件`],
  ])('120000 characters %s are read', (_name, text) => {
    expect(Array.isArray(claimsOf('2014', text))).toBe(true);
  });
});
