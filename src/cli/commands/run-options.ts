import { stat } from 'node:fs/promises';
import { type Config, type ConfigFlags, type Environment, parseConfig } from '../../platform/config.ts';
import { ConfigurationError, quoteValue } from '../../platform/faults.ts';
import type { RunView } from '../format/run-summary.ts';

/** The flags that `run` and `serve` share; what is not given comes from the environment or the defaults. */
export type RunOptions = Pick<ConfigFlags, 'source' | 'offices' | 'reports' | 'data' | 'lang'>;

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
};

/** The configuration of a night. Throws a ConfigurationError with all faults, also when the reports are not there. */
export const configOf = async (
  options: RunOptions & Pick<ConfigFlags, 'dashboard'>,
  environment: Environment,
): Promise<Config> => {
  const { source, offices, reports, data, lang, dashboard } = options;
  const config = parseConfig(environment, { source, offices, reports, data, lang, dashboard });
  if (await isFolder(config.source)) return config;
  throw new ConfigurationError('报告目录不存在 · there is no folder of reports:', [
    `--source (GOUJI_SOURCE) is ${quoteValue(config.source)}; accepted: a folder with a folder of reports for each office`,
  ]);
};

export const viewOf = (config: Config): RunView => ({ language: config.lang, sends: config.smtp !== null });
