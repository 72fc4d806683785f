import type { Document } from '../../../model/document.ts';
import type { Locator } from '../../../model/locator.ts';
import { defineCheck } from '../check.ts';
import { judgeOccurrences } from '../judge-text.ts';
import { noOptions } from '../read-options.ts';

/** "E:\文件夹\图.jpg" "D:/a/b" "/Users/x/…" "/home/x/…" "file:///…" "\\server\share"; not "http://host/home/…". */
const PATHS = [
  /(?<![A-Za-z])[A-Za-z]:\\[^\s\]"'”’<>|]{1,200}/g,
  /(?<![A-Za-z/])[A-Za-z]:\/(?!\/)[^\s\]"'”’<>|]{2,200}/g,
  /(?<![\w./:-])\/(?:Users|home)\/[^\s\]"'”’<>|]{2,200}/g,
  /file:\/\/\/?[^\s\]"'”’<>|]{2,200}/g,
  /(?<![\w\\])\\\\[\w.-]{1,60}\\[^\s\]"'”’<>|]{1,200}/g,
];

/** What follows the ending of a file name is the caption of a picture, not its path. */
const upToEnding = (path: string): string =>
  /^.*\.(?:jpe?g|png|gif|bmp|emf|wmf|docx?|xlsx?|pptx?|pdf|wps|et|txt|html?)/i.exec(path)?.[0] ?? path;

type Place = { readonly text: string; readonly locator: Locator };

const placesOf = (document: Document): readonly Place[] =>
  document.blocks.flatMap((block): readonly Place[] => (block.is === 'table' ? block.cells : [block]));

/** Paths of the author's computer left in the text, in picture names or in cells: one verdict, each path once. */
export const localPaths = defineCheck({
  name: 'local-paths',
  parseOptions: noOptions,
  judge: ({ document }) => {
    const seen = new Map<string, Locator>();
    for (const { text, locator } of placesOf(document)) {
      if (!/[\\/]/.test(text)) continue;
      for (const pattern of PATHS) {
        for (const [match] of text.matchAll(pattern)) {
          const path = upToEnding(match);
          if (![...seen.keys()].some((known) => known.includes(path))) seen.set(path, locator);
        }
      }
    }
    return [
      judgeOccurrences(
        [...seen].map(([quote, locator]) => ({ quote, locator })),
        document,
      ),
    ];
  },
});
