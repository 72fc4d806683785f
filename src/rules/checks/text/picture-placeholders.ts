import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { noOptions } from '../read-options.ts';

const WRITTEN_OUT = /^(?:\[image:|!\[|[[【]图片)/i;

/** Placeholders and file names of pictures left in the text. A picture of a web page is a picture, not a placeholder. */
export const picturePlaceholders = defineCheck({
  name: 'picture-placeholders',
  parseOptions: noOptions,
  judge: ({ document }) => {
    const page = document.mediaType.includes('html');
    const found = document.blocks.flatMap((block) =>
      block.is === 'picture' && (!page || WRITTEN_OUT.test(block.text))
        ? [{ quote: block.text, locator: block.locator }]
        : [],
    );
    return [judgeOccurrences(found, document)];
  },
});
