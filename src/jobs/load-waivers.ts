import { fileURLToPath } from 'node:url';
import { parseWaivers, type Waiver } from '../audit/waive-findings.ts';
import { ConfigurationError } from '../platform/faults.ts';
import { LIMITS } from '../platform/limits.ts';
import { readPlainFile } from '../platform/read-folder.ts';

/** Where waivers are kept unless the configuration names another file. */
export const OWN_WAIVERS = fileURLToPath(new URL('../../seeds/waivers.yaml', import.meta.url));

/** The waivers of a file, or the project's own. Throws one ConfigurationError that lists every fault with its line. */
export const loadWaivers = async (path: string | null): Promise<readonly Waiver[]> => {
  const file = path ?? OWN_WAIVERS;
  const bytes = await readPlainFile(file, LIMITS.rosterBytes).catch((cause: Error) => {
    throw new ConfigurationError(`the waivers ${file} cannot be read:`, [cause.message], { cause });
  });
  const parsed = parseWaivers(new TextDecoder().decode(bytes));
  if ('waivers' in parsed) return parsed.waivers;
  throw new ConfigurationError(
    `the waivers ${file} have faults:`,
    parsed.faults.map(({ line, field, message }) => `${file}:${line} ${field}: ${message}`),
  );
};
