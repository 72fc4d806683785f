const MARKS: readonly (readonly [readonly number[], string])[] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
  [[0x3c, 0x00], 'utf-16le'],
  [[0x00, 0x3c], 'utf-16be'],
];

/** The encoding that the XML declaration at the start names; UTF-8 when it names none (XML 1.0, 4.3.3). */
const declared = (bytes: Uint8Array): string => {
  const head = String.fromCharCode(...bytes.subarray(0, 200));
  const name = /^<\?xml\s[^<>]{0,150}?\sencoding\s{0,9}=\s{0,9}["']([\w-]{1,40})/.exec(head)?.[1]?.toLowerCase();
  if (name === undefined) return 'utf-8';
  return name === 'gbk' || name === 'gb2312' ? 'gb18030' : name;
};

/** The text of an XML part: by its byte order mark, else by its declaration. Broken bytes become U+FFFD. */
export const decodeXml = (bytes: Uint8Array): string => {
  const mark = MARKS.find(([code]) => code.every((byte, i) => bytes[i] === byte));
  const charset = mark?.[1] ?? declared(bytes);
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    // a name that no decoder knows; nearly all parts are UTF-8 whatever they say
    return new TextDecoder('utf-8').decode(bytes);
  }
};
