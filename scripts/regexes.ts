import { createHash } from 'node:crypto';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { check } from 'recheck';
import ts from 'typescript';

// node scripts/regexes.ts [--write]   checks every regular expression of the source: none may take more than linear time
//
// Those found safe before are in regexes-checked.json by a hash of pattern and flags; only others are checked.
// --write adds what was found safe and drops what is no longer in the source.

const root = fileURLToPath(new URL('..', import.meta.url));
const cacheFile = join(root, 'scripts/regexes-checked.json');

/** What is put into a pattern at run time is taken to be a word. */
const WORD = '甲乙';

const SECONDS = 60;

type Found = { readonly file: string; readonly line: number; readonly source: string; readonly flags: string };

/** Constant strings of a file by name, so that patterns made of them can be put together. */
const constantsOf = (file: ts.SourceFile): ReadonlyMap<string, ts.Expression> => {
  const constants = new Map<string, ts.Expression>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      constants.set(node.name.text, node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return constants;
};

/** The string that an expression stands for, as far as the file says. */
const textOf = (node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>, depth = 0): string => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map((span) => textOf(span.expression, constants, depth) + span.literal.text);
    return node.head.text + spans.join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return textOf(node.left, constants, depth) + textOf(node.right, constants, depth);
  if (ts.isRegularExpressionLiteral(node)) return node.text.slice(1, node.text.lastIndexOf('/'));
  if (ts.isPropertyAccessExpression(node) && node.name.text === 'source')
    return textOf(node.expression, constants, depth);
  const named = ts.isIdentifier(node) && depth < 8 ? constants.get(node.text) : undefined;
  return named === undefined ? WORD : textOf(named, constants, depth + 1);
};

const patternOf = (node: ts.Node, constants: ReadonlyMap<string, ts.Expression>): readonly [string, string] | null => {
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return [node.text.slice(1, end), node.text.slice(end + 1)];
  }
  const made = ts.isNewExpression(node) || ts.isCallExpression(node);
  if (!made || !ts.isIdentifier(node.expression) || node.expression.text !== 'RegExp') return null;
  const [source, flags] = node.arguments ?? [];
  return source ? [textOf(source, constants), flags ? textOf(flags, constants) : ''] : null;
};

const regexesIn = (path: string): readonly Found[] => {
  const file = ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = constantsOf(file);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const pattern = patternOf(node, constants);
    if (pattern !== null) {
      const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      found.push({ file: path, line, source: pattern[0], flags: pattern[1] });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

const hashOf = ({ source, flags }: Found): string =>
  createHash('sha256').update(`/${source}/${flags}`).digest('hex').slice(0, 16);

const readCache = (): ReadonlySet<string> => {
  try {
    return new Set(JSON.parse(readFileSync(cacheFile, 'utf8')) as string[]);
  } catch {
    return new Set();
  }
};

/** The end of the group that opens at `start`: past its closing parenthesis, escapes and classes left out of account. */
const groupEnd = (source: string, start: number): number => {
  let depth = 0;
  let inClass = false;
  for (let i = start; i < source.length; i += 1) {
    const char = source[i];
    if (char === '\\') i += 1;
    else if (inClass) inClass = char !== ']';
    else if (char === '[') inClass = true;
    else if (char === '(') depth += 1;
    else if (char === ')') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return source.length;
};

const LOOKAROUND = /^\(\?(?:=|!|<=|<!)/;

/** A character that stands for what looks ahead or behind: a text may have it or lack it, as it may match or not. */
const STAND_IN = '\uE000';

/**
 * The pattern without what looks ahead or behind, and the patterns inside those: each is matched at one place. The
 * checker decides exactly only what has none.
 */
const withoutLookarounds = (source: string): readonly string[] => {
  const inner: string[] = [];
  let plain = '';
  let inClass = false;
  for (let i = 0; i < source.length; i += 1) {
    const opening = inClass ? undefined : LOOKAROUND.exec(source.slice(i, i + 4))?.[0];
    if (opening !== undefined) {
      const end = groupEnd(source, i);
      inner.push(...withoutLookarounds(`^(?:${source.slice(i + opening.length, end - 1)})`));
      plain += STAND_IN;
      i = end - 1;
      continue;
    }
    const char = source[i]!;
    if (char === '\\') {
      plain += char + source[i + 1]!;
      i += 1;
      continue;
    }
    if (char === '[') inClass = true;
    if (char === ']') inClass = false;
    plain += char;
  }
  return [plain, ...inner];
};

/** Bounded repetitions are counted out, so that the answer is exact and not a guess. */
const EXACT = { timeout: SECONDS * 1000, maxRepeatCount: 2000, maxPatternSize: 100_000, maxNFASize: 1_000_000 };

/** What is wrong with a pattern; null when it is safe. Sticky patterns are looked for at one place, as if they began with ^. */
const faultOf = async ({ source, flags }: Found): Promise<string | null> => {
  const anchored = flags.includes('y') ? `^(?:${source})` : source;
  for (const pattern of withoutLookarounds(anchored)) {
    const result = await check(pattern, flags.replace(/[dgvy]/g, ''), EXACT);
    if (result.status === 'unknown') return `not decided: ${result.error.kind}`;
    if (result.status === 'vulnerable') return `${result.complexity.summary}: ${result.attack.pattern.slice(0, 120)}`;
  }
  return null;
};

const write = process.argv.includes('--write');
const all = globSync(['src/**/*.ts', 'bin/**/*.js'], { cwd: root }).toSorted().flatMap(regexesIn);
const cache = readCache();
const unknown = new Map(all.filter((found) => !cache.has(hashOf(found))).map((found) => [hashOf(found), found]));
const safe = new Set(all.map(hashOf).filter((hash) => cache.has(hash)));
let faults = 0;
for (const [hash, found] of unknown) {
  const fault = await faultOf(found);
  if (fault === null) safe.add(hash);
  else {
    faults += 1;
    console.log(`${found.file}:${found.line} /${found.source}/${found.flags}\n  ${fault}`);
  }
}
if (write) writeFileSync(cacheFile, `${JSON.stringify([...safe].toSorted(), null, 2)}\n`);
console.log(`${all.length} regular expressions, ${unknown.size} checked now, ${faults} not safe`);
process.exitCode = faults > 0 ? 1 : 0;
