import { describe, expect, it } from 'vitest';
import { recogniseParts } from '../../src/facts/recognise-parts.ts';
import type { Block, Document } from '../../src/model/document.ts';
import type { Part } from '../../src/model/fact.ts';
import { locator } from '../../src/model/locator.ts';
import { theTemplates } from '../the-knowledge.ts';

const form = theTemplates().find((template) => template.id === 'annual-report-2021')!;

type Line = readonly [level: 1 | 2, number: string, text: string] | string;

const aReport = (lines: readonly Line[]): Document => ({
  mediaType: 'text/plain',
  parser: { name: 'test', version: '1' },
  blocks: lines.map((line, i): Block => {
    const at = locator({ line: i + 1 });
    if (typeof line === 'string') return { is: 'paragraph', text: line, locator: at };
    const [level, number, text] = line;
    return { is: 'heading', level, number, text, runIn: false, locator: at };
  }),
  notes: [],
});

const partOf = (lines: readonly Line[], kind: Part['kind'], id: string): Part =>
  recogniseParts(aReport(lines), form, []).find((part) => part.kind === kind && part.id === id)!;

describe('a chapter of the form', () => {
  it('is found by a heading in other words that has its number', () => {
    const part = partOf([[1, '六', '六、其他事项'], '没有。'], 'chapter', 'other');
    expect([part.presence, part.locator.line]).toEqual(['heading', 1]);
  });

  it('is not found by a heading that only has its number', () => {
    expect(partOf([[1, '六', '六、明年打算'], '多跑基层。'], 'chapter', 'other').presence).toBe('absent');
  });

  it('is not found by the heading of another chapter that slipped to its number', () => {
    const lines: readonly Line[] = [[1, '六', '六、存在的主要问题及改进情况'], '更新偏慢。'];
    expect(partOf(lines, 'chapter', 'other').presence).toBe('absent');
    expect(partOf(lines, 'chapter', 'problems').presence).toBe('heading');
  });
});

describe('an aspect of the overview', () => {
  const overview = (...lines: readonly Line[]): readonly Line[] => [
    [1, '一', '一、总体情况'],
    ...lines,
    [1, '二', '二、主动公开政府信息情况'],
  ];

  it.each([
    ['management', '（三）', '（三）政府信息资源规范化管理'],
    ['platform', '（四）', '（四）平台和渠道建设'],
    ['supervision', '（五）', '（五）监督管理情况'],
  ] as const)('%s is found by a section in other words', (id, number, text) => {
    expect(partOf(overview([2, number, text]), 'aspect', id).presence).toBe('content');
  });

  it('is found where the running text of the chapter names it', () => {
    expect(partOf(overview('政府信息管理方面，旧件按季清理。'), 'aspect', 'management').presence).toBe('content');
  });

  it('is absent when only another chapter names it', () => {
    const lines = [...overview('照常。'), '政府信息管理方面，旧件按季清理。'];
    expect(partOf(lines, 'aspect', 'management').presence).toBe('absent');
  });

  it('is absent when its number was given to another aspect', () => {
    expect(partOf(overview([2, '（三）', '（三）平台建设情况']), 'aspect', 'management').presence).toBe('absent');
  });
});

describe('problems and improvements', () => {
  it('are found under a heading in fewer words and with another number', () => {
    const part = partOf([[1, '三', '三、问题和改进'], '更新偏慢，已按季检查。'], 'chapter', 'problems');
    expect(part.presence).toBe('content');
  });
});

describe('requests for information', () => {
  it('count as reported where the overview only says how many came in', () => {
    const part = partOf([[1, '一', '一、总体情况'], '全年收到申请1件，已答复。'], 'aspect', 'applications');
    expect(part.presence).toBe('content');
  });
});
