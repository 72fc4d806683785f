import { describe, expect, it } from 'vitest';
import { readSentences } from '../../src/claims/read-sentences.ts';
import { readFacts } from '../../src/facts/read-facts.ts';
import type { Cell, Document, Table } from '../../src/model/document.ts';
import { factKey } from '../../src/model/fact.ts';
import { locator } from '../../src/model/locator.ts';
import { documentOf } from '../documents/snapshots.ts';
import { theTemplates } from '../the-knowledge.ts';

const HEADER = '<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>';
const PAGE = `<h1>样例局2022年政府信息公开工作年度报告</h1><table border="1">
<tr><td colspan="4">第二十条第（一）项</td></tr>${HEADER}
<tr><td>规章</td><td>0</td><td>0</td><td>0</td></tr><tr><td>行政规范性文件</td><td>3</td><td>1</td><td>12</td></tr>
<tr><td colspan="4">第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr><tr><td>行政许可</td><td colspan="3">218</td></tr>
<tr><td colspan="4">第二十条第（六）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr><tr><td>行政处罚</td><td colspan="3">9</td></tr>
<tr><td>行政强制</td><td colspan="3">0</td></tr></table>`;

const document = documentOf(PAGE);

const withTables = (change: (table: Table) => Table): Document => ({
  ...document,
  blocks: document.blocks.map((block) => (block.is === 'table' ? change(block) : block)),
});

const doubting =
  (text: string) =>
  (table: Table): Table => ({
    ...table,
    cells: table.cells.map((cell): Cell => (cell.text === text ? { ...cell, doubtful: true } : cell)),
  });

const readingOf = (from: Document, key: string) =>
  readFacts(from, theTemplates()).facts.find((fact) => factKey(fact.indicator, fact.group) === key)?.reading;

describe('print that was recognised without certainty', () => {
  it('in the cell of a figure makes it unreadable, by our own fault', () => {
    const key = 'g21.t2.license.decisions';
    expect(readingOf(document, key)).toMatchObject({ is: 'stated' });
    expect(readingOf(withTables(doubting('218')), key)).toMatchObject({ is: 'unreadable', ours: true });
  });

  it('in a label still lets the row be known by it', () => {
    const key = 'g21.t2.license.decisions';
    expect(readingOf(withTables(doubting('行政许可')), key)).toMatchObject({ is: 'stated' });
  });

  it('in a table leaves a row that is not found unreadable, where it is missing in a table that is certain', () => {
    const without = (table: Table): Table => ({
      ...table,
      cells: table.cells.map((cell) => (cell.text === '行政强制' ? { ...cell, text: '彳亍攵弓虽制' } : cell)),
    });
    const key = 'g21.t2.coercion.decisions';
    expect(readingOf(withTables(without), key)).toEqual({ is: 'absent' });
    const uncertain = withTables((table) => ({ ...without(table), uncertain: true }));
    expect(readingOf(uncertain, key)).toMatchObject({ is: 'unreadable', ours: true });
  });

  it('in a paragraph states nothing', () => {
    const paragraph = { is: 'paragraph', text: '全年收到申请12件。', locator: locator({}) } as const;
    const said = (doubtful: boolean) =>
      readSentences({ ...document, blocks: [doubtful ? { ...paragraph, doubtful } : paragraph] });
    expect(said(false)).toHaveLength(1);
    expect(said(true)).toEqual([]);
  });
});
