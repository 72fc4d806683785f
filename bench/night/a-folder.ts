import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Template } from '../../src/model/template.ts';
import { damagedFile } from '../generate/damaged-file.ts';
import { generatedFile } from '../generate/report-bytes.ts';

/** A folder with the reports and the roster of so many generated offices, one report each; every other one has a wrong figure or two. */
export type OfficeFolder = { readonly env: Readonly<Record<string, string>>; readonly remove: () => Promise<void> };

export const folderOf = async (offices: number, templates: readonly Template[]): Promise<OfficeFolder> => {
  const folder = await mkdtemp(join(tmpdir(), 'gouji-bench-'));
  const ids = Array.from({ length: offices }, (_, at) => `o${String(at).padStart(6, '0')}`);
  const rows = ids.map((id) => `${id},样例${id}局,department,default,${id}@example.invalid`);
  await writeFile(join(folder, 'offices.csv'), `id,name,level,profile,mail\n${rows.join('\n')}\n`);
  for (const [at, id] of ids.entries()) {
    const file = (at % 2 === 0 ? damagedFile : generatedFile)(templates, 700_000 + at);
    await mkdir(join(folder, 'source', id), { recursive: true });
    await writeFile(join(folder, 'source', id, file.name), file.bytes);
  }
  const env = {
    GOUJI_DATA: join(folder, 'data'),
    GOUJI_REPORTS: join(folder, 'reports'),
    GOUJI_SOURCE: join(folder, 'source'),
    GOUJI_OFFICES: join(folder, 'offices.csv'),
    GOUJI_MAIL_FROM: 'gouji@sender.invalid',
  };
  return { env, remove: () => rm(folder, { recursive: true, force: true }) };
};
