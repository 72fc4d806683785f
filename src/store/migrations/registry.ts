import { first } from './0001-first.ts';
import { memory } from './0002-memory.ts';
import { sourceMemory } from './0003-source-memory.ts';
import type { Migration } from './migration.ts';

/** All migrations in order: the place of one, from 1, is the version of the schema it makes. */
export const MIGRATIONS: readonly Migration[] = [first, memory, sourceMemory];
