import { tryRows } from './try-rows.ts';

// Documents that nobody vouches for.
tryRows((row) => row >= 19 && row <= 28);
