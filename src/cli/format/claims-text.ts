import type { AuditResult } from '../../model/audit-result.ts';
import type { CellRef, Claim, ClaimVerdict, Operand } from '../../model/claim.ts';
import { printShort } from '../../model/decimal.ts';
import { type Fact, factKey } from '../../model/fact.ts';
import type { Locator } from '../../model/locator.ts';
import type { Language } from '../../model/text.ts';
import { sayWhere } from '../../scorecards/say-where.ts';
import { type Words, wordsOf } from '../../scorecards/words.ts';
import { terminalText, wrap } from './terminal-text.ts';

const WORDS = {
  zh: {
    roles: {
      whole: '总数',
      part: '其中',
      numerator: '分子',
      denominator: '基数',
      cell: '比对',
      before: '前',
      after: '后',
      in: '收入',
      out: '去向',
    },
    computed: '计算为',
    unnamed: '（未写名称）',
    table: '表',
    none: '正文中没有数字表述。',
    counts: (holds: number, violated: number, undecided: number) =>
      `相符 ${holds} · 不符 ${violated} · 未判定 ${undecided}`,
  },
  en: {
    roles: {
      whole: 'whole',
      part: 'part',
      numerator: 'part',
      denominator: 'base',
      cell: 'with',
      before: 'before',
      after: 'after',
      in: 'came in',
      out: 'went out',
    },
    computed: 'computed',
    unnamed: '(not named)',
    table: 'table',
    none: 'The prose states no figures.',
    counts: (holds: number, violated: number, undecided: number) =>
      `agree ${holds} · disagree ${violated} · undecided ${undecided}`,
  },
} as const;

type View = {
  readonly facts: ReadonlyMap<string, Fact>;
  readonly verdicts: ReadonlyMap<string, ClaimVerdict>;
  readonly words: Words;
  readonly own: (typeof WORDS)[Language];
  /** The decoded text, where places in it are known. */
  readonly text: string;
  readonly columns: number;
};

/** Claims of one sentence, with their numbers in the listing. */
type Group = {
  readonly locator: Locator;
  readonly claims: readonly { readonly claim: Claim; readonly number: number }[];
};

const groupsOf = (claims: readonly Claim[]): readonly Group[] => {
  const groups = new Map<string, { locator: Locator; claims: { claim: Claim; number: number }[] }>();
  claims.forEach((claim, i) => {
    const { block, start, line } = claim.locator;
    const key = start === null ? `${block}:${line}:${claim.quote}` : `${start}`;
    const group = groups.get(key) ?? { locator: claim.locator, claims: [] };
    group.claims.push({ claim, number: i + 1 });
    groups.set(key, group);
  });
  return [...groups.values()];
};

const isWithin = ({ start, end }: Locator, text: string): boolean =>
  start !== null && end !== null && start < end && end <= text.length;

/** The sentence with the number of each claim before its figure; its quote where its place in the text is unknown. */
const sentenceOf = ({ locator, claims }: Group, text: string): string => {
  if (!isWithin(locator, text)) return terminalText(claims[0]!.claim.quote);
  const marks = new Map<number, number[]>();
  for (const { claim, number } of claims) {
    const at = claim.stated?.locator.start ?? null;
    if (at !== null) marks.set(at, [...(marks.get(at) ?? []), number]);
  }
  let sentence = '';
  let from = locator.start!;
  for (const [at, numbers] of [...marks].toSorted(([a], [b]) => a - b)) {
    if (at < from || at > locator.end!) continue;
    sentence += `${text.slice(from, at)}[${numbers.join(',')}]`;
    from = at;
  }
  return terminalText(sentence + text.slice(from, locator.end!)).trim();
};

const sayReading = (fact: Fact | undefined, { words }: View): string => {
  const reading = fact?.reading ?? { is: 'absent' };
  if (reading.is === 'stated') return printShort(reading.value);
  return reading.is === 'text' ? reading.value : words.figures[reading.is];
};

const sayCell = ({ indicator, group }: CellRef, label: string, view: View): string => {
  const fact = view.facts.get(factKey(indicator, group));
  const where = fact === undefined ? '' : sayWhere(fact.locator, view.words);
  const place = where === '' ? '' : view.words.parentheses(where);
  return terminalText(`${view.own.table} ${fact?.label || label} ${sayReading(fact, view)}${place}`);
};

const sayOperand = (operand: Operand, view: View): string => {
  const role = view.own.roles[operand.role];
  if (operand.from === 'table') return `${role} ${sayCell(operand, operand.label, view)}`;
  const { figure, cell } = operand;
  const unit = figure.percent && !/[%分成半]/.test(figure.raw) ? '%' : (figure.unit ?? '');
  const said = `${role} ${terminalText(`${operand.label || view.own.unnamed} ${figure.raw}${unit}`)}`;
  return cell === null ? said : `${said} ＝ ${sayCell(cell, operand.label, view)}`;
};

const verdictOf = (claim: Claim, view: View): string => {
  const { verdict, computed } = view.verdicts.get(claim.id) ?? { verdict: 'undecided', computed: null };
  const said = view.words.claimVerdicts[verdict];
  if (verdict === 'violated' && computed !== null)
    return `${said} ${view.words.parentheses(`${view.own.computed} ${computed}`)}`;
  const reason = verdict === 'undecided' ? (claim.undecidable ?? claim.doubt) : null;
  return reason === null ? said : `${said} ${view.words.parentheses(view.words.claims.reasons[reason])}`;
};

const indented = (text: string, indent: number, columns: number): readonly string[] =>
  wrap(text, Math.max(20, columns - indent)).map((line) => `${' '.repeat(indent)}${line}`);

const sayClaim = (claim: Claim, number: number, view: View): readonly string[] => {
  const figure = claim.stated === null ? '' : ` ${terminalText(claim.stated.raw)}`;
  const head = `[${number}] ${view.words.kinds[claim.kind]}${figure} ${verdictOf(claim, view)}`;
  return [
    ...indented(head, 2, view.columns),
    ...claim.operands.flatMap((operand) => indented(sayOperand(operand, view), 6, view.columns)),
  ];
};

const sayGroup = (group: Group, view: View): string => {
  const where = sayWhere(group.locator, view.words);
  const sentence = wrap(`${where === '' ? '' : `${where}  `}${sentenceOf(group, view.text)}`, view.columns);
  const claims = group.claims.flatMap(({ claim, number }) => sayClaim(claim, number, view));
  return `\n${[...sentence, ...claims].join('\n')}\n`;
};

/**
 * The sentences of a report that state figures, each figure marked with the numbers of its claims, and below each claim its
 * verdict, the figures it rests on and the cells that give them. `text` is the decoded report, in which places are
 * known for plain text; other formats are shown by their quotes.
 */
export const claimsText = (
  result: AuditResult,
  text: string,
  language: Language,
  columns: number,
  only: (verdict: ClaimVerdict['verdict']) => boolean,
): readonly string[] => {
  const verdicts = new Map(result.claimVerdicts.map((verdict) => [verdict.claim, verdict]));
  const facts = new Map(result.facts.map((fact) => [factKey(fact.indicator, fact.group), fact]));
  const plain = result.mediaType.startsWith('text/plain');
  const view: View = {
    facts,
    verdicts,
    words: wordsOf(language),
    own: WORDS[language],
    text: plain ? text : '',
    columns,
  };
  const of = (claim: Claim): ClaimVerdict['verdict'] => verdicts.get(claim.id)?.verdict ?? 'undecided';
  const count = (verdict: ClaimVerdict['verdict']): number => result.claims.filter((c) => of(c) === verdict).length;
  const head = [result.source, result.office.name, result.identity.period.year].filter((part) => part !== null);
  const counts = view.own.counts(count('holds'), count('violated'), count('undecided'));
  const groups = groupsOf(result.claims).filter(({ claims }) => claims.some(({ claim }) => only(of(claim))));
  return [
    `${terminalText(head.join('  '))}\n${counts}\n`,
    ...groups.map((group) => sayGroup(group, view)),
    ...(result.claims.length === 0 ? [`${view.own.none}\n`] : []),
  ];
};
