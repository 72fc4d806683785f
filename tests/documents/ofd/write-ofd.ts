import { strToU8, zipSync } from 'fflate';
import { type DrawnLine, type DrawnPage, type DrawnText, PAGE } from '../layout/print-report.ts';

/** The ways in which programs write the same page (GB/T 33190-2016). */
export type OfdStyle = {
  readonly prefix?: 'ofd:' | '' | 'x:';
  /** Advances of characters: each for itself, runs as "g n v", or none where the font gives them. */
  readonly deltas?: 'each' | 'runs' | 'none';
  /** Objects at their own place with CTM, or on a boundary as large as the page. */
  readonly places?: 'boundary' | 'matrix';
  /** Places of parts from the root of the package or from the part that names them. */
  readonly locations?: 'absolute' | 'relative';
  /** Lines and page headers on a template page. */
  readonly template?: boolean;
  /** Objects inside page blocks inside page blocks. */
  readonly nested?: boolean;
  /** Each page in a document of its own. */
  readonly bodies?: boolean;
  /** Parts whose names differ in case from the places that lead to them. */
  readonly otherCase?: boolean;
};

const MM = 25.4 / 72;

const mm = (points: number): string => String(Math.round(points * MM * 1000) / 1000);

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const advances = (text: string, size: number): readonly string[] =>
  [...text].slice(0, -1).map((char) => mm((/^[\u0000-\u00ff]$/.test(char) ? 0.5 : 1) * size));

/** "3.7 3.7 3.7 1.8" as "g 3 3.7 1.8". */
const asRuns = (values: readonly string[]): string => {
  const runs: { readonly value: string; count: number }[] = [];
  for (const value of values) {
    const last = runs.at(-1);
    if (last?.value === value) last.count += 1;
    else runs.push({ value, count: 1 });
  }
  return runs.map(({ value, count }) => (count > 1 ? `g ${count} ${value}` : value)).join(' ');
};

const deltaOf = ({ text, size }: DrawnText, style: OfdStyle): string => {
  const values = advances(text, size);
  if (style.deltas === 'none' || values.length === 0) return '';
  return ` DeltaX="${style.deltas === 'runs' ? asRuns(values) : values.join(' ')}"`;
};

const textObject = (text: DrawnText, style: OfdStyle, p: string): string => {
  const code = (x: string, y: string): string =>
    `<${p}TextCode X="${x}" Y="${y}"${deltaOf(text, style)}>${escapeXml(text.text)}</${p}TextCode>`;
  if (style.places === 'matrix') {
    // half the size, drawn twice as large, from a boundary at the place of the text
    const size = { ...text, size: text.size / 2 };
    const inner = `<${p}TextCode X="0" Y="${mm(size.size)}"${deltaOf(size, style)}>${escapeXml(text.text)}</${p}TextCode>`;
    const boundary = `${mm(text.x)} ${mm(text.y - text.size)} 100 ${mm(text.size * 1.3)}`;
    return `<${p}TextObject ID="9" Boundary="${boundary}" CTM="2 0 0 2 0 0" Font="3" Size="${mm(size.size)}">${inner}</${p}TextObject>`;
  }
  const page = `0 0 ${mm(PAGE.width)} ${mm(PAGE.height)}`;
  return `<${p}TextObject ID="9" Boundary="${page}" Font="3" Size="${mm(text.size)}">${code(mm(text.x), mm(text.y))}</${p}TextObject>`;
};

const pathObject = ({ x0, y0, x1, y1 }: DrawnLine, p: string): string =>
  `<${p}PathObject ID="8" Boundary="${mm(x0)} ${mm(y0)} ${mm(x1 - x0)} ${mm(y1 - y0)}" LineWidth="0.2"><${p}AbbreviatedData>M 0 0 L ${mm(x1 - x0)} ${mm(y1 - y0)}</${p}AbbreviatedData></${p}PathObject>`;

const layer = (objects: string, style: OfdStyle, p: string): string => {
  const blocks = style.nested
    ? `<${p}PageBlock ID="6"><${p}PageBlock ID="7">${objects}</${p}PageBlock></${p}PageBlock>`
    : objects;
  return `<${p}Content><${p}Layer ID="5" Type="Body">${blocks}</${p}Layer></${p}Content>`;
};

const wrap = (name: string, inner: string, p: string): string => {
  const space = p === '' ? 'xmlns' : `xmlns:${p.slice(0, -1)}`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${p}${name} ${space}="http://www.ofdspec.org/2016">${inner}</${p}${name}>`;
};

const pageXml = (page: DrawnPage, style: OfdStyle, p: string, withTemplate: boolean): string => {
  const lines = withTemplate ? '' : page.lines.map((line) => pathObject(line, p)).join('');
  const texts = page.texts.map((text) => textObject(text, style, p)).join('');
  const template = withTemplate ? `<${p}Template TemplateID="20" ZOrder="Background"/>` : '';
  return wrap('Page', template + layer(lines + texts, style, p), p);
};

type Parts = Record<string, Uint8Array>;

const addDocument = (parts: Parts, folder: string, pages: readonly DrawnPage[], style: OfdStyle, p: string): void => {
  const root = style.locations === 'absolute' ? `/${folder}/` : '';
  const withTemplate = style.template === true && pages.length > 0;
  const ids = pages.map((_, i) => `<${p}Page ID="${i + 1}" BaseLoc="${root}Pages/Page_${i}/Content.xml"/>`).join('');
  const templates = withTemplate
    ? pages.map((_, i) => `<${p}TemplatePage ID="${20 + i}" BaseLoc="${root}Tpls/Tpl_${i}/Content.xml"/>`).join('')
    : '';
  const area = `<${p}PageArea><${p}PhysicalBox>0 0 ${mm(PAGE.width)} ${mm(PAGE.height)}</${p}PhysicalBox></${p}PageArea>`;
  const common = `<${p}CommonData><${p}MaxUnitID>99</${p}MaxUnitID>${area}${templates}</${p}CommonData>`;
  parts[`${folder}/Document.xml`] = strToU8(wrap('Document', `${common}<${p}Pages>${ids}</${p}Pages>`, p));
  pages.forEach((page, i) => {
    const xml = pageXml(page, style, p, withTemplate).replace('TemplateID="20"', `TemplateID="${20 + i}"`);
    const name = `${folder}/Pages/Page_${i}/Content.xml`;
    parts[style.otherCase ? name.toLowerCase() : name] = strToU8(xml);
    if (withTemplate) {
      const lines = page.lines.map((line) => pathObject(line, p)).join('');
      parts[`${folder}/Tpls/Tpl_${i}/Content.xml`] = strToU8(wrap('Page', layer(lines, style, p), p));
    }
  });
};

/** An OFD package of the pages. */
export const writeOfd = (pages: readonly DrawnPage[], style: OfdStyle = {}): Uint8Array => {
  const p = style.prefix ?? 'ofd:';
  const parts: Parts = {};
  const documents = style.bodies ? pages.map((page) => [page]) : [pages];
  documents.forEach((own, i) => {
    addDocument(parts, `Doc_${i}`, own, style, p);
  });
  const bodies = documents
    .map((_, i) => `<${p}DocBody><${p}DocInfo/><${p}DocRoot>Doc_${i}/Document.xml</${p}DocRoot></${p}DocBody>`)
    .join('');
  parts['OFD.xml'] = strToU8(wrap('OFD', bodies, p));
  return zipSync(parts);
};
