import type { Border, Fill, Font, Style } from 'exceljs';
import type { Severity } from '../model/rule.ts';

/** How a cell looks. Styles are shared between cells and never changed in place. */
export type Look = Partial<Style>;

const FAMILY = '微软雅黑';

const font = (more: Partial<Font> = {}): Partial<Font> => ({
  name: FAMILY,
  size: 10,
  color: { argb: 'FF222222' },
  ...more,
});

const fill = (argb: string): Fill => ({ type: 'pattern', pattern: 'solid', fgColor: { argb } });

const thin: Partial<Border> = { style: 'thin', color: { argb: 'FFB8C0CC' } };

const border = { top: thin, left: thin, bottom: thin, right: thin };

const wrapped = { vertical: 'top', horizontal: 'left', wrapText: true, indent: 1 } as const;

const centred = { vertical: 'middle', horizontal: 'center', wrapText: true } as const;

export const TITLE: Look = {
  font: font({ size: 16, bold: true, color: { argb: 'FF1F3A5F' } }),
  alignment: { vertical: 'middle' },
};

export const HINT: Look = {
  font: font({ size: 9, color: { argb: 'FF666666' } }),
  alignment: { vertical: 'top', wrapText: true },
};

export const SECTION: Look = {
  font: font({ size: 12, bold: true, color: { argb: 'FF1F3A5F' } }),
  alignment: { vertical: 'middle' },
  border: { bottom: { style: 'medium', color: { argb: 'FF1F3A5F' } } },
};

export const HEAD: Look = { font: font({ bold: true }), fill: fill('FFDCE6F0'), border, alignment: centred };

export const SUBHEAD: Look = {
  font: font({ bold: true }),
  fill: fill('FFF0F3F7'),
  border,
  alignment: { vertical: 'middle', wrapText: true, indent: 1 },
};

export const TEXT: Look = { font: font(), border, alignment: wrapped };

export const LABEL: Look = { ...TEXT, alignment: { ...wrapped, vertical: 'middle' } };

export const CENTRE: Look = { ...TEXT, alignment: { ...centred, vertical: 'top' } };

/** Short words in the middle of their cell. */
export const MIDDLE: Look = { ...TEXT, alignment: centred };

export const NUMBER: Look = {
  ...TEXT,
  numFmt: '0.##########',
  alignment: { vertical: 'middle', horizontal: 'right', indent: 1 },
};

export const WHOLE: Look = { ...NUMBER, numFmt: '0' };

export const MISSING: Look = {
  ...TEXT,
  font: font({ italic: true, size: 9, color: { argb: 'FF808080' } }),
  alignment: { vertical: 'middle', horizontal: 'right', wrapText: true, indent: 1 },
};

export const KEY: Look = {
  ...TEXT,
  font: font({ bold: true }),
  fill: fill('FFF0F3F7'),
  alignment: { ...wrapped, vertical: 'middle' },
};

export const PLAIN: Look = { font: font({ size: 10.5 }), alignment: wrapped };

export const BIG: Look = {
  font: font({ size: 32, bold: true, color: { argb: 'FF1F3A5F' } }),
  border,
  alignment: { vertical: 'middle', horizontal: 'center' },
};

const SEVERITY_FILL: Readonly<Record<Severity, string>> = {
  fatal: 'FFE6B8B7',
  error: 'FFF8D7D3',
  warning: 'FFFDF0CF',
  info: 'FFE6F0FA',
};

export const SEVERITY_RGB = SEVERITY_FILL;

/** The look on the calm ground of its severity, bold from error up so that a grey print shows it too. */
export const coloured = (look: Look, severity: Severity): Look => ({
  ...look,
  fill: fill(SEVERITY_FILL[severity]),
  font: { ...look.font, bold: look.font?.bold === true || severity === 'error' || severity === 'fatal' },
});

/** The look in grey: for what needs no action. */
export const faded = (look: Look): Look => ({ ...look, font: { ...look.font, color: { argb: 'FF808080' } } });

/** The number look with a mark after the figure, which stays a number: "17▲". */
export const marked = (look: Look, mark: string): Look => ({ ...look, numFmt: `${look.numFmt ?? '0'}"${mark}"` });
