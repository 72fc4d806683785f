import { z } from 'zod';
import { defineCheck } from '../check.ts';
import { judgeText } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const words = z.array(z.string().min(1)).min(1);

const schema = z.strictObject({
  /** "确保", what happens ("发生"), and what must not ("泄密"). */
  promises: words,
  happens: words,
  harms: words,
  /** Words between promise and event that put it right ("不"), and words after it that make it a condition ("时"). */
  negations: words,
  conditions: words,
});

type Options = z.infer<typeof schema>;

const GAP = 6;
const REACH = 14;

const has = (list: readonly string[], text: string): boolean => list.some((word) => text.includes(word));

/** "确保发生泄密…" without a negation: the sentence says the opposite of what it means. */
const reversedIn = (clause: string, options: Options): boolean =>
  options.promises.some((promise) => {
    const at = clause.indexOf(promise);
    if (at < 0) return false;
    const rest = clause.slice(at + promise.length);
    return options.happens.some((event) => {
      const gap = rest.indexOf(event);
      if (gap < 0 || gap > GAP || has(options.negations, rest.slice(0, gap))) return false;
      const after = rest.slice(gap + event.length);
      const near = after.slice(0, REACH);
      const harmed = options.harms.some((harm) => {
        const harmAt = near.indexOf(harm);
        return harmAt >= 0 && !has(options.negations, near.slice(0, harmAt));
      });
      return harmed && !has(options.conditions, after);
    });
  });

/** Sentences that promise the harm they mean to prevent. */
export const reversedMeaning = defineCheck<z.infer<typeof schema>>({
  name: 'reversed-meaning',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, options) =>
    judgeText(document, ({ text }) =>
      text
        .split(/[。；;，,]/)
        .filter((clause) => reversedIn(clause, options))
        .map((clause) => clause.slice(0, 50)),
    ),
});
