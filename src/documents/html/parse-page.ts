import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

export type PageDocument = DefaultTreeAdapterTypes.Document;
export type PageElement = DefaultTreeAdapterTypes.Element;
export type PageNode = DefaultTreeAdapterTypes.ChildNode;
export type PageText = DefaultTreeAdapterTypes.TextNode;

/** A page that cannot be taken apart within the limits. */
export class PageLimitError extends Error {
  readonly code: 'too-large' | 'too-deep';

  constructor(code: 'too-large' | 'too-deep', message: string) {
    super(message);
    this.code = code;
  }
}

const MOST_ELEMENTS = 500_000;

/** The largest form has some 400 cells; a page of this many takes longer than a report is worth. */
const MOST_CELLS = 50_000;

/** Real pages stay below a hundred; some end tags make the parser look through everything that is open. */
const DEEPEST = 1000;

/**
 * Parses a page; throws `PageLimitError` when it has too many elements or cells or nests them too deeply. Both are counted while
 * the tree grows: misnested formatting can multiply elements far beyond the size of the source.
 */
export const parsePage = (source: string): PageDocument => {
  let elements = 0;
  let cells = 0;
  let depth = 0;
  return parse(source, {
    sourceCodeLocationInfo: true,
    treeAdapter: {
      ...defaultTreeAdapter,
      createElement: (tagName, namespace, attrs) => {
        elements += 1;
        if (elements > MOST_ELEMENTS) {
          throw new PageLimitError('too-large', `the page has more than ${MOST_ELEMENTS} elements`);
        }
        if (tagName === 'td' || tagName === 'th') cells += 1;
        if (cells > MOST_CELLS) {
          throw new PageLimitError('too-large', `the page has more than ${MOST_CELLS} table cells`);
        }
        return defaultTreeAdapter.createElement(tagName, namespace, attrs);
      },
      onItemPush: () => {
        depth += 1;
        if (depth > DEEPEST) {
          throw new PageLimitError('too-deep', `the page nests elements more than ${DEEPEST} deep`);
        }
      },
      onItemPop: () => {
        depth -= 1;
      },
    },
  });
};

const PLAIN_TAG =
  /<\/?(?!(?:table|thead|tbody|tfoot|tr|td|th|caption|p|br|li|h[1-6]|img|script|style|title|meta)[\s/>])[a-z][^<>]*>/gi;

/** The source with all tags but those of tables, paragraphs and headings replaced by blanks, so that offsets stay. */
export const withoutContainers = (source: string): string =>
  source.replace(PLAIN_TAG, (tag) => tag.replace(/[^\n]/g, ' '));

export const isElement = (node: PageNode): node is PageElement => 'tagName' in node;

export const isText = (node: PageNode): node is PageText => node.nodeName === '#text';

/** The value of an attribute (names are lower case), null when it is absent. */
export const attribute = (element: PageElement, name: string): string | null =>
  element.attrs.find((attr) => attr.name === name)?.value ?? null;

/** A link that leads somewhere; an anchor with a name only is none. */
export const isLink = (element: PageElement): boolean => element.tagName === 'a' && attribute(element, 'href') !== null;

const UNSEEN = new Set(
  'script style noscript template head iframe object embed svg math canvas video audio map select option datalist button input textarea'.split(
    ' ',
  ),
);

/** Whether a reader of the page sees nothing of the element. */
export const isUnseen = (element: PageElement): boolean => {
  if (UNSEEN.has(element.tagName) || attribute(element, 'hidden') !== null) return true;
  const style = attribute(element, 'style');
  return style !== null && /(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)/i.test(style);
};

/** What a walk does at each node; `enter` returning false leaves out what is inside (and its `leave`). */
export type Visitor = {
  readonly text: (node: PageText) => void;
  readonly enter: (element: PageElement) => boolean;
  readonly leave: (element: PageElement) => void;
};

/** Visits the visible nodes below a node in document order. Does not recurse: a page chooses its own depth. */
export const walk = (root: PageDocument | PageElement, visitor: Visitor): void => {
  const open: { readonly element: PageElement | null; readonly nodes: readonly PageNode[]; at: number }[] = [
    { element: null, nodes: root.childNodes, at: 0 },
  ];
  while (open.length > 0) {
    const top = open.at(-1)!;
    const node = top.nodes[top.at];
    top.at += 1;
    if (!node) {
      open.pop();
      if (top.element) visitor.leave(top.element);
    } else if (isText(node)) {
      visitor.text(node);
    } else if (isElement(node) && !isUnseen(node) && visitor.enter(node)) {
      open.push({ element: node, nodes: node.childNodes, at: 0 });
    }
  }
};
