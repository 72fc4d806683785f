import type { Severity } from '../../model/rule.ts';
import type { Bilingual } from '../../model/text.ts';

export const SEVERITY_NAMES: Readonly<Record<Severity, Bilingual>> = {
  fatal: { zh: '严重', en: 'fatal' },
  error: { zh: '错误', en: 'error' },
  warning: { zh: '警告', en: 'warning' },
  info: { zh: '提示', en: 'info' },
};
