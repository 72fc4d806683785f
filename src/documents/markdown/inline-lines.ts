import type { fromMarkdown } from 'mdast-util-from-markdown';

/** A node at the top of a Markdown text: a heading, a paragraph, a table … */
export type RootContent = ReturnType<typeof fromMarkdown>['children'][number];

/** A node within a line: text, emphasis, a picture … */
export type PhrasingContent = Extract<RootContent, { type: 'paragraph' }>['children'][number];

/** A line of inline content as it is shown, and the line of the source in which it begins. */
export type InlineLine = { readonly text: string; readonly line: number | null };

type Open = { text: string; line: number | null };

const lineOf = (node: PhrasingContent): number | null => node.position?.start.line ?? null;

/** Tags in running text: a break is one, the others only say how it looks. */
const htmlText = (value: string): string => (/^<br\s{0,9}\/?>$/i.test(value) ? '\n' : '');

type Shown = { readonly text: string } | { readonly inside: readonly PhrasingContent[] };

/** What a node shows: text, or what it holds. */
const shown = (node: PhrasingContent): Shown => {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return { text: node.value };
    case 'break':
      return { text: '\n' };
    case 'html':
      return { text: htmlText(node.value) };
    default:
      return { inside: 'children' in node ? node.children : [] };
  }
};

/** The lines that inline content shows, its marks resolved. Each line of the source stays a line. */
export const inlineLines = (nodes: readonly PhrasingContent[]): readonly InlineLine[] => {
  const lines: Open[] = [{ text: '', line: nodes[0] ? lineOf(nodes[0]) : null }];
  const visit = (node: PhrasingContent): void => {
    const what = shown(node);
    if ('inside' in what) {
      what.inside.forEach(visit);
      return;
    }
    what.text.split('\n').forEach((piece, i) => {
      const before = lines.at(-1)!;
      if (i === 0) before.text += piece;
      else
        lines.push({ text: piece, line: node.type === 'html' || before.line === null ? before.line : before.line + 1 });
    });
  };
  nodes.forEach(visit);
  return lines;
};
