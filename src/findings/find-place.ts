import type { Evidence } from '../model/rule.ts';
import type { Template } from '../model/template.ts';
import type { Bilingual } from '../model/text.ts';

const WHOLE: Bilingual = { zh: '全文', en: 'whole report' };

const lineOf = (evidence: Evidence, language: 'zh' | 'en'): string => {
  const { line, page } = evidence.locator;
  if (page !== null) return language === 'zh' ? `第${page}页` : `page ${page}`;
  if (line === null) return '';
  return language === 'zh' ? `第${line}行` : `line ${line}`;
};

const placeInTable = (evidence: Evidence, template: Template): Bilingual => {
  const indicator = template.indicators.get(evidence.indicator!);
  const table = template.tables.find((t) => t.id === indicator?.table);
  const group = evidence.group === null ? null : (template.groups.get(evidence.group) ?? null);
  const label = indicator?.name ?? evidence.label ?? evidence.indicator!;
  const zh = [table?.title.zh ?? '数据表', `“${label}”`, group ? `${group.zh}列` : '', lineOf(evidence, 'zh')];
  const en = [table?.title.en ?? 'table', `“${label}”`, group ? `column ${group.zh}` : '', lineOf(evidence, 'en')];
  return { zh: zh.filter((part) => part !== '').join(' '), en: en.filter((part) => part !== '').join(' ') };
};

/** Where a finding stands, for people: the table, row and column of its first figure, or the line of the text. */
export const findPlace = (evidence: readonly Evidence[], template: Template | null): Bilingual => {
  const first = evidence[0];
  if (!first) return WHOLE;
  if (first.indicator !== null && template) return placeInTable(first, template);
  const zh = lineOf(first, 'zh');
  return zh === '' ? WHOLE : { zh: `正文${zh}`, en: `text, ${lineOf(first, 'en')}` };
};
