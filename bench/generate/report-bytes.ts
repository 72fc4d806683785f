import type { Template } from '../../src/model/template.ts';
import { type CleanReport, cleanReport } from './clean-report.ts';
import { HTML_LAYOUTS, type HtmlLayout, renderHtml } from './render-html.ts';
import { renderText, TEXT_LAYOUTS, type TextLayout } from './render-text.ts';

export const LAYOUTS = [...TEXT_LAYOUTS, ...HTML_LAYOUTS] as const;

export type Layout = TextLayout | HtmlLayout;

/** One generated report as a file: what was put in, and what the program gets to see. */
export type GeneratedFile = {
  readonly report: CleanReport;
  readonly layout: Layout;
  readonly name: string;
  readonly text: string;
  readonly bytes: Uint8Array;
};

const isHtml = (layout: Layout): layout is HtmlLayout => (HTML_LAYOUTS as readonly string[]).includes(layout);

/** A report as a file in one of the layouts. */
export const fileOf = (report: CleanReport, layout: Layout): GeneratedFile => {
  const text = isHtml(layout) ? renderHtml(report, layout) : renderText(report, layout);
  const name = `generated-${report.seed}.${isHtml(layout) ? 'html' : 'txt'}`;
  return { report, layout, name, text, bytes: new TextEncoder().encode(text) };
};

/** The numbered report as a file; forms and layouts alternate, so that every pair of them comes up. */
export const generatedFile = (templates: readonly Template[], number: number): GeneratedFile => {
  const template = templates[number % templates.length]!;
  const layout = LAYOUTS[Math.floor(number / templates.length) % LAYOUTS.length]!;
  return fileOf(cleanReport(template, number), layout);
};
