import { realpath, stat } from 'node:fs/promises';
import type { AuditFailure } from '../model/audit-result.ts';
import type { Language } from '../model/text.ts';
import { readFolder } from '../platform/read-folder.ts';

/** A file to audit: `source` is the name that results carry, `path` where its bytes are. */
export type Input = { readonly source: string; readonly path: string };

export type Inputs = { readonly inputs: readonly Input[]; readonly failures: readonly AuditFailure[] };

const ACCEPTED = {
  zh: '可接受:.txt 或 .html 报告文件,或含有此类文件的文件夹',
  en: 'accepted: a report as .txt or .html, or a folder of such files',
} as const;

const MESSAGES = {
  zh: {
    missing: `文件或文件夹不存在;${ACCEPTED.zh}`,
    neither: `既不是文件也不是文件夹;${ACCEPTED.zh}`,
    empty: `文件夹中没有文件;${ACCEPTED.zh}`,
    unreadable: (why: string) => `无法读取(${why});${ACCEPTED.zh}`,
  },
  en: {
    missing: `no such file or folder; ${ACCEPTED.en}`,
    neither: `neither a file nor a folder; ${ACCEPTED.en}`,
    empty: `the folder holds no files; ${ACCEPTED.en}`,
    unreadable: (why: string) => `cannot be read (${why}); ${ACCEPTED.en}`,
  },
} as const;

const failed = (source: string, message: string): Inputs => ({
  inputs: [],
  failures: [{ source, code: 'unreadable', message }],
});

const below = (folder: string, path: string): string => (folder.endsWith('/') ? folder + path : `${folder}/${path}`);

const listFolder = async (folder: string, language: Language): Promise<Inputs> => {
  const { files, refused } = await readFolder(folder);
  if (files.length === 0 && refused.length === 0) return failed(folder, MESSAGES[language].empty);
  return {
    inputs: files.map(({ path }) => ({ source: below(folder, path), path: below(folder, path) })),
    failures: refused.map(({ path, code, message }) => ({ source: below(folder, path), code, message })),
  };
};

const look = async (given: string, language: Language): Promise<Inputs> => {
  const messages = MESSAGES[language];
  try {
    // A link named on the command line is meant; links found inside a folder are not followed.
    const path = await realpath(given);
    const found = await stat(path);
    if (found.isDirectory()) return await listFolder(given, language);
    if (!found.isFile()) return failed(given, messages.neither);
    return { inputs: [{ source: given, path }], failures: [] };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return failed(given, code === 'ENOENT' ? messages.missing : messages.unreadable(code ?? message));
  }
};

/**
 * The files that the paths name, in the order given; folders are walked and sorted by path, a file named twice is
 * taken once. What cannot be read becomes a failure and does not stop the others.
 */
export const collectInputs = async (paths: readonly string[], language: Language): Promise<Inputs> => {
  const inputs = new Map<string, Input>();
  const failures: AuditFailure[] = [];
  for (const given of paths) {
    const seen = await look(given, language);
    for (const input of seen.inputs) if (!inputs.has(input.source)) inputs.set(input.source, input);
    failures.push(...seen.failures);
  }
  return { inputs: [...inputs.values()], failures };
};
