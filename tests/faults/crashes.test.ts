import { tryRows } from './try-rows.ts';

// Crashes, the disk and the calendar.
tryRows((row) => row <= 10);
