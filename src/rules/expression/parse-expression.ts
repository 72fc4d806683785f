import { parseDecimal } from '../../model/decimal.ts';
import { type CompareOperator, type Expression, FUNCTION_NAMES, type FunctionName } from '../../model/expression.ts';

type Token = { readonly text: string; readonly kind: 'number' | 'name' | 'operator' | 'end'; readonly at: number };

/** What is wrong with an expression; `at` the zero-based character where it was noticed. */
export class ExpressionFault extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** One token at a time: a number, a path with an optional group ("t3.new[np]", "t3.deny.*"), or an operator. */
const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_]\w*(?:\.\w+)*(?:\.\*)?(?:\[[a-z_]+\])?)|(==|!=|<=|>=|[<>+\-*(),]))/y;

const tokenise = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (at < source.length && source.slice(at).trim() !== '') {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(source);
    if (!match) {
      const bad = source.slice(at).trimStart();
      const place = source.length - bad.length;
      throw new ExpressionFault(
        `“${bad.slice(0, 12)}” at character ${place + 1} is no number, figure or operator`,
        place,
      );
    }
    const text = match[1] ?? match[2] ?? match[3]!;
    const kind = match[1] ? 'number' : match[2] ? 'name' : 'operator';
    at = TOKEN.lastIndex;
    tokens.push({ text, kind, at: at - text.length });
  }
  return [...tokens, { text: '', kind: 'end', at: source.length }];
};

const COMPARE: readonly string[] = ['==', '!=', '<=', '>=', '<', '>'];

const MAX_DEPTH = 60;

class Parser {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(source: string) {
    this.#tokens = tokenise(source);
  }

  whole(): Expression {
    const expression = this.#implies();
    const token = this.#peek();
    if (token.kind !== 'end') this.#fail(token, 'the end of the expression');
    return expression;
  }

  #peek(): Token {
    return this.#tokens[this.#next]!;
  }

  #take(): Token {
    const token = this.#peek();
    this.#next += 1;
    return token;
  }

  #accept(text: string): boolean {
    if (this.#peek().text !== text || this.#peek().kind === 'end') return false;
    this.#next += 1;
    return true;
  }

  #fail(token: Token, wanted: string): never {
    const found = token.kind === 'end' ? 'the end' : `“${token.text}”`;
    throw new ExpressionFault(`found ${found} at character ${token.at + 1}, expected ${wanted}`, token.at);
  }

  #implies(): Expression {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw new Error(`nested deeper than ${MAX_DEPTH} levels`);
    const left = this.#or();
    const result: Expression = this.#accept('implies')
      ? { is: 'logic', op: 'implies', left, right: this.#implies() }
      : left;
    this.#depth -= 1;
    return result;
  }

  #or(): Expression {
    let left = this.#and();
    while (this.#accept('or')) left = { is: 'logic', op: 'or', left, right: this.#and() };
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    while (this.#accept('and')) left = { is: 'logic', op: 'and', left, right: this.#not() };
    return left;
  }

  #not(): Expression {
    return this.#accept('not') ? { is: 'not', of: this.#not() } : this.#compare();
  }

  #compare(): Expression {
    const left = this.#sum();
    const op = this.#peek().text;
    if (!COMPARE.includes(op)) return left;
    this.#take();
    const result: Expression = { is: 'compare', op: op as CompareOperator, left, right: this.#sum() };
    if (COMPARE.includes(this.#peek().text)) this.#fail(this.#peek(), '“and” between two comparisons');
    return result;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      if (this.#accept('+')) left = { is: 'arithmetic', op: '+', left, right: this.#product() };
      else if (this.#accept('-')) left = { is: 'arithmetic', op: '-', left, right: this.#product() };
      else return left;
    }
  }

  #product(): Expression {
    let left = this.#atom();
    while (this.#accept('*')) left = { is: 'arithmetic', op: '*', left, right: this.#atom() };
    return left;
  }

  #atom(): Expression {
    const token = this.#take();
    if (token.kind === 'number') return { is: 'number', value: parseDecimal(token.text)! };
    if (token.text === '(') {
      const inner = this.#implies();
      if (!this.#accept(')')) this.#fail(this.#peek(), '“)”');
      return inner;
    }
    if (token.kind !== 'name') this.#fail(token, 'a number, a figure such as t3.new, a function or “(”');
    if (this.#peek().text === '(') return this.#call(token);
    return figure(token.text);
  }

  #call(token: Token): Expression {
    const name = FUNCTION_NAMES.find((known) => known === token.text);
    if (!name)
      throw new ExpressionFault(`unknown function “${token.text}”; there are ${FUNCTION_NAMES.join(', ')}`, token.at);
    this.#take();
    const args: Expression[] = [this.#implies()];
    while (this.#accept(',')) args.push(this.#implies());
    if (!this.#accept(')')) this.#fail(this.#peek(), '“,” or “)”');
    return { is: 'call', name: name as FunctionName, args };
  }
}

const figure = (text: string): Expression => {
  const match = /^([^[]+)(?:\[(.+)\])?$/.exec(text)!;
  const path = match[1]!;
  const group = match[2] ?? null;
  if (path.endsWith('.*')) return { is: 'figures', pattern: path, group };
  return { is: 'figure', path, group };
};

/**
 * Parses a rule's expression:
 *
 *     t3.new + t3.carry_in == t3.sum + t3.carry_out
 *     row[total] == row[np] + row[biz]
 *     t3.sum == sum(t3.granted, t3.deny.*)
 *     t3.carry_in == prior.t3.carry_out
 *     row[total] >= children.row[total]
 *
 * Operators by rising strength: implies, or, and, not, comparison, + -, *. Throws an Error that names the place and
 * what would be accepted. Nothing in the language loops or reaches outside the report.
 */
export const parseExpression = (source: string): Expression => {
  if (source.length > 4000) throw new Error('longer than 4000 characters');
  return new Parser(source).whole();
};
