export const HISTORY_FORMATS = ['text', 'json'] as const;
