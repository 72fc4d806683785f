/** A text for people, in Chinese and English. */
export type Bilingual = { readonly zh: string; readonly en: string };

export type Language = keyof Bilingual;
