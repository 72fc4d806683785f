import type { Bilingual, Language } from '../model/text.ts';

type Slots = Readonly<Record<string, string | Bilingual>>;

const LONGEST_SLOT = 120;

const fill = (template: string, slots: Slots, language: Language): string =>
  template.replace(/\{([^{}]{1,60})\}/g, (whole, name: string) => {
    const slot = slots[name];
    if (slot === undefined) return whole;
    const text = typeof slot === 'string' ? slot : slot[language];
    return text.length > LONGEST_SLOT ? `${text.slice(0, LONGEST_SLOT)}…` : text;
  });

/** Fills "{left}", "{t3.new}" … in both languages; a placeholder without a slot stays as it is, so that it is seen. */
export const renderMessage = (message: Bilingual, slots: Slots): Bilingual => ({
  zh: fill(message.zh, slots, 'zh'),
  en: fill(message.en, slots, 'en'),
});
