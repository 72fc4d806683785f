import { describe, expect, it } from 'vitest';
import { claimConstraints } from '../../src/claims/claim-constraints.ts';
import type { ClaimConstraint } from '../../src/model/claim.ts';
import { printShort } from '../../src/model/decimal.ts';
import { claimsOf, theFacts } from './a-report.ts';

const RECON = { 'g14.recon.total': 57, 'g14.recon.upheld': 25, 'g14.recon.corrected': 16, 'g14.recon.other': 17 };
const TEXT = '政府信息公开行政复议案件57件，其中维持25件，占43.9%；依法纠错16件，占28.1%；其他情形17件，占28%。';

const inWords = (constraint: ClaimConstraint): string =>
  `${constraint.kind} ${printShort(constraint.stated)}: ${constraint.operands
    .map((o) => `${o.role} ${o.key ?? printShort(o.value)}`)
    .join(', ')}`;

const constraintsOf = (facts: Readonly<Record<string, string | number>>, text: string): readonly string[] =>
  claimConstraints(claimsOf('2014', text), theFacts(facts)).map(inWords);

describe('what claims say about the tables', () => {
  it('ties shares and closed sums to the cells that the prose repeats, broken or not', () => {
    const constraints = constraintsOf(RECON, TEXT);
    expect(constraints).toContain(
      'sum 57: whole g14.recon.total, part g14.recon.upheld, part g14.recon.corrected, part g14.recon.other',
    );
    expect(constraints).toContain('share 28: numerator g14.recon.other, denominator g14.recon.total');
  });

  it('keeps a figure of the prose as it is where the cell says something else', () => {
    const constraints = constraintsOf({ ...RECON, 'g14.recon.other': 16 }, TEXT);
    expect(constraints).toContain('share 28: numerator 17, denominator g14.recon.total');
    expect(constraints).toContain('count 17: cell g14.recon.other');
  });

  it('blames no count for a share of the wrong base', () => {
    const text =
      '全区共答复信息公开申请1185件，在可以判断的749件申请中，实际公开比例为55.02%。属于已主动公开209件，同意公开399件，同意部分公开44件，不予公开97件。';
    expect(constraintsOf({ 'g14.app.replied': 1185 }, text).filter((c) => c.startsWith('share'))).toEqual([]);
  });

  it('leaves out what is approximate, doubtful, open or read in two ways', () => {
    const text =
      '全区主动公开信息318.1万条。全区近400人参加。发表新闻2367篇，其中报纸336篇、电视807篇。本机关收到信息公开申请5件。';
    expect(constraintsOf({ 'g14.disc.total': 3181270, 'g14.app.received': 5 }, text)).toEqual([]);
  });
});
