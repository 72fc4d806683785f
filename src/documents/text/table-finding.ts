import type { Table } from '../../model/document.ts';
import type { SourceLine } from './source-line.ts';

/**
 * What a finder made of the lines from where it was asked: tables, and lines that turned out to be none, in order.
 * `end` is the index of the first line it did not look at; every line before it is accounted for, but for blank ones.
 */
export type TableFinding = { readonly end: number; readonly parts: readonly (Table | SourceLine)[] };

/** Looks for tables starting at line `at`; null when nothing of its kind starts there. Runs in time linear in what it takes. */
export type TableFinder = (lines: readonly SourceLine[], at: number) => TableFinding | null;
