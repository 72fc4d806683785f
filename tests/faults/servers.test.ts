import { tryRows } from './try-rows.ts';

// Redis, mail, and the network that reports come over.
tryRows((row) => (row > 10 && row < 19) || row > 28);
