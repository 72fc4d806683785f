import type { Language } from '../../model/text.ts';

export type RulesOptions = { readonly rules?: string; readonly templates?: string };

export type RulesListOptions = RulesOptions & { readonly lang: Language };
