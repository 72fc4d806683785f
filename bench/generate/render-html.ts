import type { CleanReport, Piece } from './clean-report.ts';
import { type Grid, type GridCell, officialGrid } from './official-grid.ts';

/** How a page shows the report: bare; or between navigation, lists of links and tables used for the layout. */
export const HTML_LAYOUTS = ['plain-page', 'paragraph-cells', 'portal-page', 'nested-tables'] as const;

export type HtmlLayout = (typeof HTML_LAYOUTS)[number];

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const spans = (cell: GridCell): string =>
  (cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '') + (cell.colSpan > 1 ? ` colspan="${cell.colSpan}"` : '');

const cellHtml = (cell: GridCell, layout: HtmlLayout): string => {
  const text = escapeHtml(cell.text) || (layout === 'plain-page' ? '' : '&nbsp;');
  // Word processors wrap the text of every cell in a paragraph and a span.
  const inside =
    layout === 'paragraph-cells' ? `<p class="MsoNormal"><span style="font-size:12pt">${text}</span></p>` : text;
  return `<td${spans(cell)}>${inside}</td>`;
};

const tableHtml = (grid: Grid, layout: HtmlLayout): string =>
  `<table border="1">\n${grid.map((row) => `<tr>${row.map((cell) => cellHtml(cell, layout)).join('')}</tr>`).join('\n')}\n</table>`;

const pieceHtml = (report: CleanReport, piece: Piece, layout: HtmlLayout): string => {
  if (piece.is === 'table') return tableHtml(officialGrid(report, piece.id), layout);
  if (piece.is === 'paragraph') return `<p>　　${escapeHtml(piece.text)}</p>`;
  if (layout === 'plain-page') return `<h${piece.level + 1}>${escapeHtml(piece.text)}</h${piece.level + 1}>`;
  return `<p><strong>${escapeHtml(piece.text)}</strong></p>`;
};

const chineseDate = (iso: string): string => {
  const [year, month, day] = iso.split('-').map(Number);
  return `${year}年${month}月${day}日`;
};

const signature = (report: CleanReport): string =>
  `<p style="text-align:right">${report.office.name}</p>\n<p style="text-align:right">${chineseDate(report.published)}</p>`;

const bodyHtml = (report: CleanReport, layout: HtmlLayout): string =>
  [...report.pieces.map((piece) => pieceHtml(report, piece, layout)), signature(report)].join('\n');

const meta = (report: CleanReport): string =>
  `<div class="info">发布时间：${report.published}　来源：${report.office.desk}　字号：大 中 小</div>`;

const links = (texts: readonly string[]): string =>
  `<ul>${texts.map((text, at) => `<li><a href="/c/${at}.html">${text}</a></li>`).join('')}</ul>`;

const MENU = links(['首页', '要闻动态', '政务公开', '办事服务', '互动交流', '走进样例']);
const COLUMN = links(['公开指南', '公开制度', '法定主动公开内容', '政府信息公开年报', '依申请公开']);
const RELATED = links(['上一篇：机构职能', '下一篇：领导分工', '相关文件']);

const footer = (report: CleanReport): string =>
  `<div class="footer"><p>主办：${report.office.desk}</p><p>网站标识码：1500000000　备案号：样例备00000000号</p></div>`;

const page = (report: CleanReport, inside: string): string =>
  `<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>${report.title}</title>
<meta name="PubDate" content="${report.published}"></head>\n<body>\n${inside}\n</body></html>\n`;

const portalPage = (report: CleanReport, layout: HtmlLayout): string =>
  page(
    report,
    `<div class="header"><form><input name="q"><button>搜索</button></form>${MENU}</div>
<div class="position">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk">政务公开</a> &gt; 年报</div>
<div class="left">${COLUMN}</div>
<div class="content"><h1>${report.title}</h1>\n${meta(report)}\n<div class="TRS_Editor">${bodyHtml(report, layout)}</div>
<div class="share">分享到：微信 微博 【打印】【关闭】</div></div>
<div class="right">${RELATED}</div>\n${footer(report)}`,
  );

const nestedTables = (report: CleanReport, layout: HtmlLayout): string =>
  page(
    report,
    `<table width="1000"><tr><td colspan="2">${MENU}</td></tr><tr><td width="200">${COLUMN}</td><td>
<table width="100%"><tr><td class="title">${report.title}</td></tr>
<tr><td>${meta(report)}</td></tr>
<tr><td><div id="zoom">${bodyHtml(report, layout)}</div></td></tr></table>
</td></tr><tr><td colspan="2">${footer(report)}</td></tr></table>`,
  );

/** The report as a page of the given layout; UTF-8. */
export const renderHtml = (report: CleanReport, layout: HtmlLayout): string => {
  switch (layout) {
    case 'plain-page':
    case 'paragraph-cells':
      return page(report, `<h1>${report.title}</h1>\n${meta(report)}\n${bodyHtml(report, layout)}`);
    case 'portal-page':
      return portalPage(report, layout);
    case 'nested-tables':
      return nestedTables(report, layout);
  }
};
