const decoded = (bytes: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * The text of a hand-kept file: UTF-8 with or without byte order mark, UTF-16 with one, or GBK (GB18030) as Chinese
 * spreadsheets save it; null when it is none of them. The mark is not part of the text.
 */
export const decodeText = (bytes: Uint8Array): string | null => {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le');
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be');
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030');
};
