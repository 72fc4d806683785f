import { z } from 'zod';
import type { Block } from '../../../model/document.ts';
import { squeeze } from '../../../text/normalise.ts';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { optionsBySchema } from '../options-by-schema.ts';

const schema = z.strictObject({
  /** How a caption ends. */
  endings: z.array(z.string().min(1)).min(1),
  longest: z.number().int().positive(),
});

const isCaption = (block: Block, endings: readonly string[], longest: number): boolean => {
  if (block.is !== 'paragraph') return false;
  const text = squeeze(block.text);
  return (
    text.length <= longest &&
    /^(?:20\d\d年|[图表]\d)/.test(text) &&
    !/[。，,；;：:、]/.test(text) &&
    endings.some((ending) => text.endsWith(ending))
  );
};

const shows = (block: Block | undefined): boolean => block?.is === 'picture' || block?.is === 'table';

/** Captions with no picture or table before or after them. */
export const danglingCaptions = defineCheck<z.infer<typeof schema>>({
  name: 'dangling-captions',
  parseOptions: optionsBySchema(schema),
  judge: ({ document }, { endings, longest }) => {
    const { blocks } = document;
    const found = blocks.flatMap((block, i) =>
      i > 2 && isCaption(block, endings, longest) && !shows(blocks[i - 1]) && !shows(blocks[i + 1])
        ? [{ quote: block.is === 'paragraph' ? block.text.trim() : '', locator: block.locator }]
        : [],
    );
    return [judgeOccurrences(found, document)];
  },
});
