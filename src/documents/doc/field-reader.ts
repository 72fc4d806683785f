/** The marks of a field: before its code, between code and result, after its result ([MS-DOC] 2.8.25). */
const BEGIN = 0x13;
const RESULT = 0x14;
const END = 0x15;

export const isFieldMark = (code: number): boolean => code >= BEGIN && code <= END;

/** Follows the fields of a text; only their results are text. */
export type FieldReader = {
  readonly isCode: () => boolean;
  readonly read: (mark: number) => void;
  /** Ends a paragraph: no code goes on beyond it, so that a field without an end cannot swallow the document. */
  readonly endParagraph: () => void;
};

export const fieldReader = (): FieldReader => {
  let open: ('code' | 'result')[] = [];
  let codes = 0;
  return {
    isCode: () => codes > 0,
    read: (mark) => {
      const wasCode = open.at(-1) === 'code';
      if (mark === BEGIN) {
        open.push('code');
        codes += 1;
        return;
      }
      if (wasCode) codes -= 1;
      if (mark === END) open.pop();
      else if (wasCode && mark === RESULT) open[open.length - 1] = 'result';
    },
    endParagraph: () => {
      open = [];
      codes = 0;
    },
  };
};
