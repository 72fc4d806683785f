export const OFFICE_FORMATS = ['table', 'json', 'csv'] as const;
