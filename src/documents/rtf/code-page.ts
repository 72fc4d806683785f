/** How the bytes of a font are meant; `codePage` null is that of the document. */
export type Font = { readonly codePage: number | null; readonly isSymbols: boolean };

export const PLAIN_FONT: Font = { codePage: null, isSymbols: false };

/** Code pages and the names under which they can be decoded. GBK and GB2312 are parts of GB18030. */
const LABELS: ReadonlyMap<number, string> = new Map([
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [1250, 'windows-1250'],
  [1251, 'windows-1251'],
  [1252, 'windows-1252'],
  [1253, 'windows-1253'],
  [1254, 'windows-1254'],
  [1255, 'windows-1255'],
  [1256, 'windows-1256'],
  [1257, 'windows-1257'],
  [1258, 'windows-1258'],
  [10000, 'macintosh'],
  [10008, 'gb18030'],
  [20936, 'gb18030'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

/** \fcharset of a font and the code page it means. */
const CHARSETS: ReadonlyMap<number, number> = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

/** Fonts of signs: their characters mean nothing outside of them. */
export const SYMBOL_CHARSET = 2;

/**
 * The code page of a font by its \fcharset. Null, the document's own, also for charset 0: Chinese programs write GBK
 * under fonts of that charset, and Word itself writes no other bytes there in a GBK document.
 */
export const codePageOfCharset = (charset: number): number | null => CHARSETS.get(charset) ?? null;

const decoders = new Map<string, { readonly decode: (bytes: Uint8Array) => string }>();

/** Decodes bytes of a code page; an unknown one as windows-1252. Broken bytes become U+FFFD. */
export const decodeCodePage = (bytes: Uint8Array, codePage: number): string => {
  const label = LABELS.get(codePage) ?? 'windows-1252';
  // making a decoder takes longer than using it, and a file may change its font at every character
  const decoder = decoders.get(label) ?? new TextDecoder(label);
  decoders.set(label, decoder);
  return decoder.decode(bytes);
};
