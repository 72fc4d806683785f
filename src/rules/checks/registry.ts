import type { Check } from './check.ts';

/** Every check a rule file may name. A new check is a file and a line here. */
export const CHECKS: ReadonlyMap<string, Check> = new Map<string, Check>([]);
