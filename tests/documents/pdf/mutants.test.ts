import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../bench/generate/random.ts';
import { readPdf } from '../../../src/documents/pdf/read-pdf.ts';
import { NO_ENGINES } from '../../../src/documents/reader.ts';
import { readingEngines } from '../../../src/platform/reading-engines.ts';

const engines = { ...readingEngines(), recogniser: NO_ENGINES.recogniser };
const original = Uint8Array.from(readFileSync(join(import.meta.dirname, 'files', 'word-processor.pdf')));

const MUTANTS = 60;
