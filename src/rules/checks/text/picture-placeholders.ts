import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { noOptions } from '../read-options.ts';

const WRITTEN_OUT = /^(?:\[image:|!\[|[[【]图片)/i;

/** Placeholders and file names of pictures left in the text. Only in plain text is every picture one: elsewhere it is shown. */
export const picturePlaceholders = defineCheck({
  name: 'picture-placeholders',
  parseOptions: noOptions,
  judge: ({ document }) => {
    const isPlain = document.mediaType === 'text/plain';
    const found = document.blocks.flatMap((block) =>
      block.is === 'picture' && (isPlain || WRITTEN_OUT.test(block.text))
        ? [{ quote: block.text, locator: block.locator }]
        : [],
    );
    return [judgeOccurrences(found, document)];
  },
});
