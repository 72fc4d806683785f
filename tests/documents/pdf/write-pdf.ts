import { type DrawnPage, PAGE } from '../layout/print-report.ts';

/** How pages are put into a PDF. */
export type PdfStyle = {
  /** Quarter turns clockwise that the viewer makes; the page is drawn turned back. */
  readonly rotate?: 0 | 90;
  /** Lines as strokes, or as the thin filled rectangles that word processors draw. */
  readonly lines?: 'stroked' | 'filled';
  /** Every text drawn twice, a little apart, as some programs make bold print. */
  readonly twice?: boolean;
  /** Extra entries of the trailer, for faults. */
  readonly trailer?: string;
  /** Codes without a way back to characters, as fonts that tell nothing have them. */
  readonly untold?: boolean;
};

/** Codes that belong to the shapes of a font alone: other characters, where they are taken for characters. */
const ELSEWHERE = 0x0b00;

const hex = (text: string, by: number): string =>
  [...text].map((char) => (char.codePointAt(0)! + by).toString(16).padStart(4, '0').slice(-4)).join('');

const number = (value: number): string => String(Math.round(value * 100) / 100);

const content = (page: DrawnPage, style: PdfStyle): string => {
  const y = (down: number): number => PAGE.height - down;
  const lines = page.lines.map(({ x0, y0, x1, y1 }) => {
    if (style.lines !== 'filled') return `${number(x0)} ${number(y(y0))} m ${number(x1)} ${number(y(y1))} l S`;
    const [width, height] = [Math.max(0.5, x1 - x0), Math.max(0.5, y1 - y0)];
    return `${number(x0)} ${number(y(y1))} ${number(width)} ${number(height)} re f`;
  });
  const shifts = style.twice ? [0, 0.3] : [0];
  const texts = page.texts.flatMap((text) =>
    shifts.map(
      (shift) =>
        `BT /F1 ${number(text.size)} Tf ${number(text.x + shift)} ${number(y(text.y))} Td <${hex(text.text, style.untold ? ELSEWHERE : 0)}> Tj ET`,
    ),
  );
  // a page that the viewer turns clockwise is drawn turned the other way
  const turn = style.rotate === 90 ? `0 1 -1 0 ${PAGE.height} 0 cm` : '';
  return [turn, '0.5 w', ...lines, ...texts].join('\n');
};

/** The standard way to name Chinese characters without embedding a font (ISO 32000-1, 9.7.5.2). */
const fonts = (untold: boolean): readonly string[] => [
  `<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/${untold ? 'Identity-H' : 'UniGB-UCS2-H'}/DescendantFonts[4 0 R]>>`,
  `<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(${untold ? 'Identity' : 'GB1'})/Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500 814 939 500]>>`,
  '<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>',
];

/** A PDF of the pages, with the standard Song font, which is not embedded. */
export const writePdf = (pages: readonly DrawnPage[], style: PdfStyle = {}): Uint8Array => {
  const box = style.rotate === 90 ? `0 0 ${PAGE.height} ${PAGE.width}` : `0 0 ${PAGE.width} ${PAGE.height}`;
  const kids = pages.map((_, i) => `${6 + 2 * i} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages.length}/Kids[${kids}]>>`,
    ...fonts(style.untold === true),
  ];
  pages.forEach((page, i) => {
    const stream = content(page, style);
    objects.push(
      `<</Type/Page/Parent 2 0 R/MediaBox[${box}]/Rotate ${style.rotate ?? 0}/Contents ${7 + 2 * i} 0 R/Resources<</Font<</F1 3 0 R>>>>>>`,
      `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    );
  });
  let file = '%PDF-1.5\n';
  const offsets = objects.map((object, i) => {
    const offset = file.length;
    file += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  file += `trailer\n<</Size ${objects.length + 1}/Root 1 0 R${style.trailer ?? ''}>>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
};
