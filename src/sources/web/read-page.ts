import { type Token, Tokenizer, TokenizerMode } from 'parse5';

/** A link of a page: where it leads, the words on it or in its title, and the text that stands around it (a date). */
export type PageLink = { readonly url: string; readonly text: string; readonly after: string };

/** What matters of a web page for finding a report in it. `text` is the visible text, white space folded. */
export type WebPage = {
  readonly title: string;
  readonly links: readonly PageLink[];
  readonly text: string;
  readonly hasTable: boolean;
  /** Where the page sends a browser at once, null where it stays. */
  readonly refresh: string | null;
};

const MOST_LINKS = 5000;

/** Elements whose content is not text for people. */
const RAW: Readonly<Record<string, number>> = {
  script: TokenizerMode.SCRIPT_DATA,
  style: TokenizerMode.RAWTEXT,
  textarea: TokenizerMode.RCDATA,
  noscript: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  title: TokenizerMode.RCDATA,
};

const fold = (text: string): string => text.replace(/\s+/g, ' ').trim();

const attribute = (token: Token.TagToken, name: string): string =>
  token.attrs.find((one) => one.name === name)?.value ?? '';

const absolute = (href: string, base: string): string | null => {
  const trimmed = href.trim();
  if (trimmed === '' || trimmed.startsWith('#') || !URL.canParse(trimmed, base)) return null;
  const url = new URL(trimmed, base);
  url.hash = '';
  return ['http:', 'https:'].includes(url.protocol) ? url.href : null;
};

type OpenLink = { href: string; title: string; from: number };

type FoundLink = OpenLink & { readonly to: number };

/** Words after a link that may hold its date. */
const AROUND = 60;

const refreshOf = (token: Token.TagToken): string | null => {
  if (attribute(token, 'http-equiv').toLowerCase() !== 'refresh') return null;
  const content = attribute(token, 'content');
  const [seconds = '', ...rest] = content.split(';');
  const target = rest.join(';').trim();
  if (!/^\s*[0-5](?:\.\d{0,3})?\s*$/.test(seconds) || !/^url\s{0,4}=/i.test(target)) return null;
  return target
    .slice(target.indexOf('=') + 1)
    .trim()
    .replace(/^["']|["']$/g, '');
};

/**
 * Reads a page without building its tree, in time linear in its length whatever it nests: its title, its links with
 * their words, and its visible text. Never throws for broken markup.
 */
export const readPage = (html: string, url: string): WebPage => {
  const parts: string[] = [];
  const found: FoundLink[] = [];
  let length = 0;
  let open: OpenLink | null = null;
  let inside = '';
  let title = '';
  let base = url;
  let hasTable = false;
  let refresh: string | null = null;

  const add = (text: string): void => {
    if (inside === 'title') title += text;
    if (inside !== '') return;
    parts.push(text);
    length += text.length;
  };
  const closeLink = (): void => {
    if (open && found.length < MOST_LINKS) found.push({ ...open, to: length });
    open = null;
  };
  const start: Record<string, (token: Token.TagToken) => void> = {
    a: (token) => {
      closeLink();
      open = { href: attribute(token, 'href'), title: attribute(token, 'title'), from: length };
    },
    base: (token) => {
      base = absolute(attribute(token, 'href'), url) ?? base;
    },
    table: () => {
      hasTable = true;
    },
    meta: (token) => {
      refresh ??= refreshOf(token);
    },
  };
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag: (token) => {
        if (Object.hasOwn(start, token.tagName)) start[token.tagName]?.(token);
        add(' ');
        const mode = Object.hasOwn(RAW, token.tagName) ? RAW[token.tagName] : undefined;
        if (mode === undefined || token.selfClosing) return;
        inside = token.tagName;
        tokenizer.state = mode;
      },
      onEndTag: ({ tagName }) => {
        if (tagName === inside) inside = '';
        if (tagName === 'a') closeLink();
        add(' ');
      },
      onCharacter: ({ chars }) => add(chars),
      onWhitespaceCharacter: ({ chars }) => add(chars),
      onNullCharacter: () => {},
      onComment: () => {},
      onDoctype: () => {},
      onEof: () => {},
    },
  );
  tokenizer.write(html, true);
  closeLink();

  const whole = parts.join('');
  const links = found.flatMap(({ href, title: named, from, to }): readonly PageLink[] => {
    const target = absolute(href, base);
    if (target === null) return [];
    const words = fold(whole.slice(from, Math.min(to, from + 400)));
    const text = fold(named).length > words.length ? fold(named).slice(0, 400) : words;
    return [{ url: target, text, after: fold(whole.slice(to, to + AROUND)) }];
  });
  return {
    title: fold(title.slice(0, 1000)),
    links,
    text: fold(whole),
    hasTable,
    refresh: refresh === null ? null : absolute(refresh, base),
  };
};
