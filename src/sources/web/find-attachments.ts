import type { PageLink } from './read-page.ts';

/** Endings of files in which offices publish reports. */
const DOCUMENT = /\.(?:pdf|docx?|wps|xlsx?|et|ofd|rtf|zip|rar|7z|txt)$/i;

const ABOUT_REPORTS = /报告|年报|附件|统计|信息公开|表/;
const ABOUT_OTHERS = /指南|目录|制度|申请表|办法|条例|规定|流程|手册|须知/;

/** More are not one report's attachments. */
const MOST = 10;

/** Whether an address names a document file rather than a page. */
export const isDocumentAddress = (url: string): boolean => DOCUMENT.test(fileNameOf(url));

/** The name of the file that an address leads to, readable; some servers give it as a parameter. */
export const fileNameOf = (url: string): string => {
  const { pathname, searchParams } = new URL(url);
  const names = [pathname.slice(pathname.lastIndexOf('/') + 1), ...searchParams.values()].map(decodeName);
  return (names.find((name) => DOCUMENT.test(name)) ?? names[0] ?? '').slice(0, 300);
};

const decodeName = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Whether a text holds the pieces of a pattern with `*` in their order: "*年度报告*.pdf". Linear; case does not matter. */
export const matchesPattern = (text: string, pattern: string): boolean => {
  const pieces = pattern.toLowerCase().split('*');
  const [head = '', ...rest] = pieces;
  const tail = rest.pop();
  const lower = text.toLowerCase();
  if (tail === undefined) return lower === head;
  if (!lower.startsWith(head)) return false;
  let at = head.length;
  for (const piece of rest) {
    const found = lower.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return lower.length - tail.length >= at && lower.endsWith(tail);
};

/** The links of a page that lead to document files, by the address or by the words on the link. */
export const documentLinksOf = (links: readonly PageLink[]): readonly PageLink[] =>
  links.filter(({ url, text }) => DOCUMENT.test(fileNameOf(url)) || DOCUMENT.test(text)).slice(0, 200);

const isWanted = ({ url, text }: PageLink, pattern: string | null): boolean => {
  const name = fileNameOf(url);
  if (pattern !== null) return matchesPattern(name, pattern) || matchesPattern(text, pattern);
  const words = `${text} ${name}`;
  return ABOUT_REPORTS.test(words) && !ABOUT_OTHERS.test(words);
};

/** Which document files of a report's page are its attachments: by the roster's pattern, else those whose names speak of a report. Pure. */
export const attachmentsOf = (links: readonly PageLink[], pattern: string | null): readonly string[] =>
  [...new Set(links.filter((link) => isWanted(link, pattern)).map(({ url }) => url))].slice(0, MOST);
