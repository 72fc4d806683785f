// Makes the kept files of tests/golden/formats again: one report of each form in the formats that an office program
// writes. Needs LibreOffice (`soffice`) and poppler (`pdftoppm`); changes the files, so it is run
// by hand alone. `npm run format` puts facts.json into shape.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CleanReport, cleanReport } from '../bench/generate/clean-report.ts';
import { type HtmlLayout, renderHtml } from '../bench/generate/render-html.ts';
import { renderText, type TextLayout } from '../bench/generate/render-text.ts';
import { add, decimal, printShort } from '../src/model/decimal.ts';
import { printReport } from '../tests/documents/layout/print-report.ts';
import { anArchive } from '../tests/documents/mhtml/web-archive.ts';
import { writeOfd } from '../tests/documents/ofd/write-ofd.ts';
import { theTemplates } from '../tests/the-knowledge.ts';

type Kept = {
  readonly template: string;
  readonly seed: number;
  /** The page as it is published, and as it is opened in the office program. */
  readonly page: HtmlLayout;
  readonly opened: HtmlLayout;
  readonly text: TextLayout;
  /** A figure printed otherwise than it was meant, and the rules that it breaks. */
  readonly wrong: string;
  readonly findings: readonly string[];
};

const KEPT: readonly Kept[] = [
  {
    template: 'annual-report-2014',
    seed: 935,
    page: 'nested-tables',
    opened: 'paragraph-cells',
    text: 'cell-lines',
    wrong: 'g14.app.received',
    findings: ['applications-by-channel', 'prose-matches-table'],
  },
  {
    template: 'annual-report-2019',
    seed: 904,
    page: 'plain-page',
    opened: 'plain-page',
    text: 'tab-rows',
    wrong: 't3.sum[total]',
    findings: ['applicants-add-up', 'applications-balance', 'prose-matches-table', 'results-add-up-2019'],
  },
  {
    template: 'annual-report-2021',
    seed: 935,
    page: 'portal-page',
    opened: 'paragraph-cells',
    text: 'cell-lines-covered',
    wrong: 't3.new[np]',
    findings: ['applicants-add-up', 'applications-balance', 'prose-matches-table'],
  },
];

const ROOT = join(import.meta.dirname, '..', 'tests', 'golden', 'formats');
const work = mkdtempSync(join(tmpdir(), 'golden-formats-'));

/** The report with one figure that its tables and its text do not bear out. */
const spoil = (report: CleanReport, key: string): CleanReport => {
  const figures = new Map(report.figures);
  const meant = figures.get(key);
  if (!meant) throw new Error(`${report.template.id} has no figure ${key}`);
  return { ...report, figures: figures.set(key, add(meant, decimal(7))) };
};

const convert = (filters: readonly string[], to: string, files: readonly string[]): void => {
  const own = `-env:UserInstallation=file://${join(work, 'profile')}`;
  execFileSync('soffice', [own, '--headless', ...filters, '--convert-to', to, '--outdir', work, ...files], {
    stdio: 'ignore',
  });
};

const textEncoder = new TextEncoder();

const markdownOf = (report: CleanReport): string => {
  const [title, ...rest] = renderText(report, 'pipe-rows').split('\n');
  const headings = new Map(
    report.pieces.flatMap((piece) =>
      piece.is === 'heading' ? [[piece.text, '#'.repeat(piece.level + 1)] as const] : [],
    ),
  );
  const lines = rest.map((line) => (headings.has(line) ? `${headings.get(line)} ${line}` : line.replace(/^　+/, '')));
  // A line of its own is a paragraph of its own; the lines of a table stay together.
  return [`# ${title}`, ...lines.flatMap((line) => (line.startsWith('|') ? [line] : ['', line]))].join('\n');
};

/** Pages are signed and dated like the other formats. */
const signed = (report: CleanReport): CleanReport => {
  const [year, month, day] = report.published.split('-').map(Number);
  const lines = [report.office.name, `${year}年${month}月${day}日`];
  return { ...report, pieces: [...report.pieces, ...lines.map((text) => ({ is: 'paragraph', text }) as const)] };
};

/** The outlines of this font are smaller than those of the office program's own. */
const inSans = (page: string): string =>
  page.replace('</head>', '<style>body,td,p,h1,h2,h3{font-family:"Noto Sans CJK SC"}</style></head>');

const savedPage = (page: string): Uint8Array =>
  anArchive([{ type: 'text/html; charset=utf-8', encoding: 'quoted-printable', bytes: textEncoder.encode(page) }]);

const expectedOf = (report: CleanReport, kept: Kept): string =>
  `${JSON.stringify(
    {
      template: report.template.id,
      title: report.title,
      office: report.office.name,
      year: report.year,
      published: report.published,
      findings: kept.findings,
      figures: Object.fromEntries([...report.figures].map(([key, figure]) => [key, printShort(figure)])),
    },
    null,
    2,
  )}\n`;

const reports = KEPT.map((kept) => {
  const template = theTemplates().find(({ id }) => id === kept.template)!;
  return { kept, report: spoil(cleanReport(template, kept.seed), kept.wrong) };
});

const madeAs = (ending: string): readonly string[] => KEPT.map(({ template }) => join(work, `${template}.${ending}`));

for (const { kept, report } of reports) {
  const folder = join(ROOT, kept.template);
  mkdirSync(folder, { recursive: true });
  const page = renderHtml(report, kept.page);
  writeFileSync(join(work, `${kept.template}.html`), inSans(renderHtml(report, kept.opened)));
  writeFileSync(join(folder, 'report.html'), page);
  writeFileSync(join(folder, 'report.txt'), renderText(report, kept.text));
  writeFileSync(join(folder, 'report.md'), markdownOf(report));
  writeFileSync(join(folder, 'report.mhtml'), savedPage(page));
  const drawn = printReport(signed(report), { rules: 'all', repeatHeader: false, openAtPageEnd: false });
  writeFileSync(join(folder, 'report.ofd'), writeOfd(drawn, { deltas: 'runs' }));
  writeFileSync(join(folder, 'facts.json'), expectedOf(report, kept));
}

convert(['--infilter=HTML (StarWriter)'], 'docx:MS Word 2007 XML', madeAs('html'));
for (const to of ['doc:MS Word 97', 'rtf:Rich Text Format', 'pdf:writer_pdf_Export']) convert([], to, madeAs('docx'));
convert(['--infilter=HTML (StarCalc)'], 'xlsx:Calc MS Excel 2007 XML', madeAs('html'));
for (const to of ['xls:MS Excel 97', 'ods:calc8']) convert([], to, madeAs('xlsx'));

for (const { kept } of reports) {
  for (const ending of ['docx', 'doc', 'rtf', 'pdf', 'xlsx', 'xls', 'ods']) {
    copyFileSync(join(work, `${kept.template}.${ending}`), join(ROOT, kept.template, `report.${ending}`));
  }
}

/** The number of the page with the most figures. */
const fullestPage = (pdf: string): string => {
  const pages = execFileSync('pdftotext', [pdf, '-']).toString().split('\f');
  const figures = pages.map((text) => text.match(/^\d+$/gm)?.length ?? 0);
  return String(figures.indexOf(Math.max(...figures)) + 1);
};

// That page as the scanner of an office gives it.
for (const { kept } of reports) {
  const pdf = join(work, `${kept.template}.pdf`);
  const page = fullestPage(pdf);
  const target = join(ROOT, kept.template, 'page');
  execFileSync('pdftoppm', ['-f', page, '-l', page, '-r', '150', '-mono', '-png', '-singlefile', pdf, target]);
}
rmSync(work, { recursive: true });
