import type { WebPage } from './read-page.ts';

const ERROR_WORDS =
  /(?<!\d)404(?!\d)|页面不存在|找不到(?:该|此|您|页)|无法(?:访问|找到)|不存在或|已被?删除|访问(?:出错|被拒|受限|过于频繁)|系统(?:错误|繁忙|维护)|网站(?:维护|升级)|not found|forbidden|access denied|验证码|安全验证|请求被拦截|(?:50[0234]|40[03]) (?:error|bad|service|internal|gateway)/i;

/** Longer pages are content, whatever words they use. */
const LONGEST_ERROR = 1500;

const SHORTEST_CONTENT = 40;

/** Pages with more links than this are a site's own content, with or without words of error in its menus. */
const LINKS_OF_ERROR = 40;

/**
 * What a page that came with "200 OK" is: `content`, an error page in disguise, or nothing without scripts. Errors are
 * recognised only on short pages without a table, unless their title tells, so that a report that speaks of errors is
 * never taken for one. Pure.
 */
export const judgePage = ({ title, text, links, hasTable }: WebPage): 'content' | 'error-page' | 'empty-page' => {
  const isShort = text.length < LONGEST_ERROR && links.length < LINKS_OF_ERROR;
  if (isShort && (ERROR_WORDS.test(title) || (!hasTable && ERROR_WORDS.test(text)))) return 'error-page';
  return text.length < SHORTEST_CONTENT && links.length < 3 ? 'empty-page' : 'content';
};

/** Characters of a page with attachments below which it only leads to them, and is no report itself. */
const LONGEST_COVER = 1200;

/** Whether a page is no more than the cover of its attachments. Pure. */
export const isCover = ({ text, hasTable }: WebPage, attachments: number): boolean =>
  attachments > 0 && !hasTable && text.length < LONGEST_COVER;
