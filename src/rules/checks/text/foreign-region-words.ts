import { z } from 'zod';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';
import { inapplicable, undecided } from '../outcome.ts';
import { proseLines } from '../prose-lines.ts';

const schema = z.strictObject({
  /** Kinds of region of one rank ("县", "旗"): an office of the one does not call itself by the other. */
  ranks: z.array(z.array(z.string().min(1)).min(2)).min(1),
});

/**
 * Words by which another office would speak of itself: "我县", "本县" in the report of a 旗. Only ranks of which the
 * office's own name holds exactly one kind are looked at.
 */
export const foreignRegionWords = defineCheck<z.infer<typeof schema>>({
  name: 'foreign-region-words',
  parseOptions: optionsBySchema(schema),
  judge: ({ document, factSet }, { ranks }) => {
    const name = factSet.identity.officeName === null ? null : squeeze(factSet.identity.officeName);
    if (name === null) return [undecided('name of the office')];
    const foreign = ranks.flatMap((kinds) => {
      const own = kinds.filter((kind) => name.includes(kind));
      return own.length === 1 ? kinds.filter((kind) => kind !== own[0]) : [];
    });
    if (foreign.length === 0) return [inapplicable('the name of the office does not tell')];
    const found = proseLines(document).flatMap(({ text, locator }) =>
      foreign.flatMap((kind) => {
        const at = ['我', '本'].map((own) => text.indexOf(own + kind)).find((index) => index >= 0);
        return at === undefined ? [] : [{ quote: text.slice(Math.max(0, at - 6), at + 8), locator }];
      }),
    );
    return [judgeOccurrences(found, document)];
  },
});
