/** A file in a winmail.dat. */
export type WinmailFile = { readonly name: string; readonly bytes: Uint8Array };

const SIGNATURE = 0x223e9f78;
const NEXT_ATTACHMENT = 0x9002;
const TITLE = 0x8010;
const DATA = 0x800f;

const MOST_FILES = 50;

/**
 * The files in a winmail.dat (TNEF), as Outlook packs them for other mail programs; null when it is none or is cut
 * off. Names are read as GB18030, as these programs write them here.
 */
export const readWinmail = (bytes: Uint8Array): readonly WinmailFile[] | null => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 6 || view.getUint32(0, true) !== SIGNATURE) return null;
  const files: { name: string; bytes: Uint8Array | null }[] = [];
  // Each attribute: level (1 byte), id (4), length (4), data, checksum (2).
  for (let at = 6; at < bytes.length; ) {
    if (at + 9 > bytes.length) return null;
    const id = view.getUint16(at + 1, true);
    const length = view.getUint32(at + 5, true);
    const end = at + 9 + length;
    if (end + 2 > bytes.length) return null;
    const data = bytes.subarray(at + 9, end);
    const last = files.at(-1);
    if (id === NEXT_ATTACHMENT && files.length < MOST_FILES) files.push({ name: '', bytes: null });
    else if (id === TITLE && last) last.name = new TextDecoder('gb18030').decode(data).split('\0')[0] ?? '';
    else if (id === DATA && last) last.bytes = data;
    at = end + 2;
  }
  return files.flatMap(({ name, bytes: content }) => (content ? [{ name: name || 'attachment', bytes: content }] : []));
};
