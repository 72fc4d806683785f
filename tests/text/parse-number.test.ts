import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { print } from '../../src/model/decimal.ts';
import { labelKey, labelNote, normaliseText } from '../../src/text/normalise.ts';
import { parseCell, parseChineseNumeral } from '../../src/text/parse-number.ts';

const shown = (raw: string): string => {
  const cell = parseCell(raw);
  return cell.is === 'number' ? `${print(cell.value)}${cell.unit && ` ${cell.unit}`}` : cell.is;
};

describe('a cell', () => {
  it.each([
    ['3744', '3744'],
    ['１２', '12'],
    ['1,234', '1234'],
    ['1 234', '1234'],
    ['5.19亿元', '519000000 元'],
    ['318.1万条', '3181000 条'],
    ['0件', '0 件'],
    ['减2', '-2'],
    ['-8', '-8'],
    ['+3', '3'],
    ['2772661.517', '2772661.517'],
    ['无', '0'],
    ['', 'blank'],
    ['\u00a0\u3000', 'blank'],
    ['—', 'not-applicable'],
    ['/', 'not-applicable'],
    ['+2/-1', 'other'],
    ['3、4', 'other'],
    ['是', 'other'],
    ['1.当面申请数', 'other'],
  ])('“%s” reads as %s', (raw, reading) => {
    expect(shown(raw)).toBe(reading);
  });

  it('gives back any whole number in any of its usual spellings', () => {
    const wide = (text: string): string => text.replace(/\d/g, (d) => String.fromCharCode(d.charCodeAt(0) + 0xfee0));
    const grouped = (text: string): string => text.replace(/\B(?=(\d{3})+$)/g, ',');
    fc.assert(
      fc.property(fc.nat(), (n) => {
        const text = String(n);
        expect([shown(text), shown(wide(text)), shown(grouped(text))]).toEqual([text, text, text]);
      }),
    );
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseCell(text)).toBeDefined();
      }),
    );
  });
});

describe('a Chinese numeral', () => {
  it.each([
    ['二十', 20n],
    ['十二', 12n],
    ['一千零五', 1005n],
    ['三万二千', 32000n],
    ['二〇一七', 2017n],
    ['两', 2n],
  ])('%s is %s', (text, value) => {
    expect(parseChineseNumeral(text)).toBe(value);
  });
});

describe('the key of a label', () => {
  it.each([
    ['（一）主动公开政府信息数    （不同渠道和方式公开相同信息计1条）', '主动公开政府信息数'],
    ['1、政府公报公开政府信息数', '政府公报公开政府信息数'],
    ['其中:主动公开规范性文件数', '主动公开规范性文件数'],
    ['(三)其它情形数(撤销4件,撤回申请2个)', '其他情形数'],
    ['⼀、本年新收政府信息公开申请数量', '本年新收政府信息公开申请数'],
  ])('“%s” is %s', (label, key) => {
    expect(labelKey(label)).toBe(key);
  });

  it('leaves the explanation to be read apart', () => {
    expect(labelNote('(三)其它情形数(撤销4件,撤回申请2个)')).toBe('撤销4件,撤回申请2个');
  });
});

describe('normalised text', () => {
  it('is the same when normalised again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(normaliseText(normaliseText(text))).toBe(normaliseText(text));
      }),
    );
  });

  it('has the characters themselves for radicals of fonts', () => {
    expect(normaliseText('⼈⺠政府')).toBe('人民政府');
  });
});
