const CHARSETS = ['utf-8', 'gb18030'] as const;

const decode = (raw: Uint8Array): string => {
  for (const charset of CHARSETS) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(raw);
    } catch {
      // not of this charset; the next one is tried
    }
  }
  return new TextDecoder('gb18030').decode(raw);
};

/**
 * The name of a member as people read it: UTF-8 when the bytes are, else GB18030, whatever the archive claims. It is
 * shown and compared, and never used as a path: control characters are gone, "\" is "/".
 */
export const memberName = (raw: Uint8Array): string =>
  decode(raw)
    .replace(/[\u0000-\u001f\u007f]/g, '')
    .replaceAll('\\', '/');
