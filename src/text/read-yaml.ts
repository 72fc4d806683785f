import { LineCounter, type ParsedNode, parseDocument } from 'yaml';
import type { z } from 'zod';

/** A fault of a YAML text: the one-based line, the field ("groups.2.cap"), and what would be accepted. */
export type YamlFault = { readonly line: number; readonly field: string; readonly message: string };

export type ReadYaml<T> =
  | { readonly value: T; readonly lineOf: (path: readonly PropertyKey[]) => number }
  | { readonly faults: readonly YamlFault[] };

const numberOf = (part: PropertyKey): PropertyKey =>
  typeof part === 'string' && /^\d+$/.test(part) ? Number(part) : part;

/** Reads a YAML text of a given shape, or gives all its faults at once, each with line and field. Never throws. */
export const readYaml = <T>(text: string, shape: z.ZodType<T>): ReadYaml<T> => {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  if (document.errors.length > 0) {
    return {
      faults: document.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, field: '', message })),
    };
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const known = path.slice(0, length);
      // A key that is a number stands in the text as one, and in the path of a fault as a text.
      const node = (document.getIn(known, true) ?? document.getIn(known.map(numberOf), true)) as ParsedNode | undefined;
      if (node?.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  const parsed = shape.safeParse(document.toJS({ maxAliasCount: 100 }));
  if (parsed.success) return { value: parsed.data, lineOf };
  return {
    faults: parsed.error.issues.map(({ path, message }) => ({ line: lineOf(path), field: path.join('.'), message })),
  };
};
