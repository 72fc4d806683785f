import { describe, expect, it } from 'vitest';
import { readFigures } from '../../src/claims/read-figures.ts';
import { printShort } from '../../src/model/decimal.ts';
import { squeezeWithOrigins } from '../../src/text/squeeze-with-origins.ts';

const figuresIn = (text: string): readonly string[] =>
  readFigures(squeezeWithOrigins(text).text).map((f) => printShort(f.value) + (f.percent ? '%' : (f.unit ?? '')));

describe('figures of a sentence', () => {
  it.each([
    ['公开信息8720条', ['8720条']],
    ['公开信息８７２０条，占 １７.６４％', ['8720条', '17.64%']],
    ['公开信息3,181,270条', ['3181270条']],
    ['公开318.1万条，兑付1.2亿元', ['3181000条', '120000000元']],
    ['培训20505人次，整改600余条（次）', ['20505人次', '600条(次)']],
    ['参与群众194万余人次，10余万条', ['1940000人次', '100000条']],
    ['收到申请三件，改进二十项', ['3件', '20项']],
    ['占百分之八十', ['80%']],
    ['部分公开67，占4.61%', ['67', '4.61%']],
    ['分别增长20%、-38%', ['20%', '-38%']],
    ['占百分之九十五点六', ['95.6%']],
    ['发放手册3千余份', ['3000份']],
    ['收到申请叁件', ['3件']],
    ['由30个减少到12个', ['30个', '12个']],
    ['超过半数，较上年翻两番', ['50%', '300%']],
    ['案件 104件', ['104件']],
  ] as const)('%s', (text, expected) => {
    expect(figuresIn(text)).toEqual(expected);
  });

  it.each([
    ['document numbers', '印发通知（国办发〔2017〕24号、内政办发[2016]第8号）'],
    ['dates and times', '2018-03-29 17:05:00，自2017年1月1日起至12月31日，1—7月，2017年11月底'],
    ['phones, post codes and addresses', '地址2号楼225室，邮政编码：017300，电话0477-7582058、8345585'],
    ['hotlines and names', '12345热线、PM2.5、G7高速'],
    ['ordinals and articles', '第二十条第三款，位列第八名，居前3位'],
    ['time limits', '20个工作日内，15日内，7×24小时'],
    ['links and mail addresses', 'http://www.example.cn/2017/t20170101.html，zwgk2017@example.cn'],
    ['what an extraction left of a picture', '[image: image9.png]'],
  ])('%s are no figures', (_name, text) => {
    expect(figuresIn(text)).toEqual([]);
  });
});

describe('words that hold a part of a number', () => {
  it.each(['建成专区、成立专班、完成改造', '近半年来，过半个月', '八成员单位', '三分之二十五', '一成不变'])(
    '%s are no share',
    (text) => {
      expect(figuresIn(text)).toEqual([]);
    },
  );
});

describe('a figure that a word loosens', () => {
  const intervalOf = (text: string): readonly (string | null)[] => {
    const approximate = readFigures(text)[0]!.approximate!;
    return [approximate.from && printShort(approximate.from), approximate.to && printShort(approximate.to)];
  };

  it.each([
    ['公开信息390余条', ['390', '399']],
    ['新开栏目近400个', ['300', '400']],
    ['收到意见约50件', ['45', '55']],
    ['收到意见1000件左右', ['500', '1500']],
    ['发布信息超过20条', ['20', null]],
    ['公开文件20件以上', ['20', null]],
    ['收到申请不足30件', [null, '30']],
    ['发布信息6.7万余条', ['67000', '67999']],
    ['每周更新3至5条', ['3', '5']],
    ['更新200条—260条', ['200', '260']],
    ['网上办理占八成五', ['83', '87']],
    ['占比近八成', ['70', '81']],
    ['占三成多', ['30', '40']],
    ['占三分之一', ['31.33', '35.33']],
    ['比上年翻了一番', ['80', '150']],
  ] as const)('%s', (text, expected) => {
    expect(intervalOf(text)).toEqual(expected);
  });
});
