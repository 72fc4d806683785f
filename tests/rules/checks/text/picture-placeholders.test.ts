import { expect, test } from 'vitest';
import { locator } from '../../../../src/model/locator.ts';
import { picturePlaceholders } from '../../../../src/rules/checks/text/picture-placeholders.ts';
import { aText } from '../a-check-input.ts';

const verdictOn = (mediaType: string, text: string) => {
  const document = {
    mediaType,
    parser: { name: 'test', version: '1' },
    blocks: [
      { is: 'paragraph' as const, text: '全年平稳。', locator: locator({ block: 0 }) },
      { is: 'picture' as const, text, locator: locator({ block: 1 }) },
    ],
    notes: [],
  };
  return picturePlaceholders.judge({ ...aText(), document }, {}).map(({ is }) => is);
};

test.each(['text/html', 'application/msword', 'application/rtf', 'application/pdf'])(
  'a picture of %s is a picture, not what an extraction left of one',
  (mediaType) => {
    expect(verdictOn(mediaType, 'image1.png')).toEqual(['holds']);
    expect(verdictOn(mediaType, '[image: image1.png]')).toEqual(['violated']);
  },
);

test('in plain text every picture is a placeholder', () => {
  expect(verdictOn('text/plain', 'image1.png')).toEqual(['violated']);
});
