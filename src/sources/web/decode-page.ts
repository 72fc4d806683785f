const META_CHARSET = /charset\s{0,8}=\s{0,8}["']?([A-Za-z0-9_.:-]{1,40})/i;

const decodeAs = (bytes: Uint8Array, charset: string, fatal: boolean): string | null => {
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes);
  } catch {
    return null;
  }
};

const markOf = ([first, second]: Uint8Array): string | null =>
  first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : null;

/**
 * The text of a web page, to look for links in. Valid UTF-8 is taken for that whatever the page says, as pages moved
 * from GBK often still name it; then its byte order mark, the header, the page's own word, and GB18030 are believed.
 */
export const decodePage = (bytes: Uint8Array, contentType: string | null): string => {
  const mark = markOf(bytes);
  if (mark) return decodeAs(bytes, mark, false) ?? '';
  const utf8 = decodeAs(bytes, 'utf-8', true);
  if (utf8 !== null) return utf8;
  const head = decodeAs(bytes.subarray(0, 4096), 'latin1', false) ?? '';
  const named = [contentType ?? '', head].flatMap((text) => META_CHARSET.exec(text)?.[1] ?? []);
  for (const charset of named) {
    if (/^utf-?8$/i.test(charset)) continue;
    const text = decodeAs(bytes, charset, false);
    if (text !== null) return text;
  }
  return decodeAs(bytes, 'gb18030', false) ?? '';
};
