import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { strToU8 } from 'fflate';
import { generatedFile } from '../../../bench/generate/report-bytes.ts';
import { theTemplates } from '../../the-knowledge.ts';
import { allOf, type FaultRow, type Figure, told, zero } from '../fault-row.ts';
import { aRealPlace, type RealPlace } from '../night/a-real-night.ts';
import { gzipOfName, mailOfNames, zipOfNames } from './name-carriers.ts';
import { hostileReaders, snapshotOf } from './read-hostile.ts';
import { OVERLONG_NAMES, PLACES, traversalNames } from './traversal-names.ts';

/** Longer lines of a header are no mail any more. */
const LONGEST_IN_MAIL = 1000;

type Carrier = { readonly file: string; readonly names: number; readonly bytes: Uint8Array };

type Named = { readonly name: Uint8Array; readonly bytes: Uint8Array };

/** Something under every name. One in twenty is a whole report, which is judged; the others are refused at little cost. */
const membersIn = (folder: string): readonly Named[] => {
  const title = strToU8('某旗2023年政府信息公开工作年度报告');
  const report = generatedFile(theTemplates(), 0).bytes;
  const names = [...traversalNames(folder).map((name) => strToU8(name)), ...OVERLONG_NAMES];
  return names.map((name, at) => ({ name, bytes: at % 20 === 0 ? report : title }));
};

const isFolder = ({ name }: Named): boolean => [0x2f, 0x5c].includes(name.at(-1)!);

/** Packed in a zip archive, in gzip files, and attached to a mail. */
const carriersOf = ([inZip, inGzip, inMail]: readonly (readonly Named[])[]): readonly Carrier[] => {
  const attached = inMail!.filter(({ name }) => name.length <= LONGEST_IN_MAIL);
  const packed = inGzip!.map((member, at) => ({ name: strToU8(`${at}.gz`), bytes: gzipOfName(member) }));
  return [
    { file: 'names.zip', names: inZip!.filter((one) => !isFolder(one)).length, bytes: zipOfNames(inZip!) },
    { file: 'packed.zip', names: packed.length, bytes: zipOfNames(packed) },
    { file: 'names.eml', names: attached.length, bytes: mailOfNames(attached) },
  ];
};

/** Each name in one of the three: as many as a night takes in a few seconds. */
const thirds = (members: readonly Named[]): readonly (readonly Named[])[] =>
  [0, 1, 2].map((third) => members.filter((_, at) => at % 3 === third));

/** A name by which a step out of the folder could still be made, or a line broken. */
const leadsOut = (name: string): boolean =>
  /[\u0000-\u001f\\]/.test(name) || name.split(/[/!]/).some((step) => step === '..' || step === '.' || step === '');

type Shown = { readonly taken: number; readonly leading: number };

/** Takes the carriers apart as the night does, and looks at the names that are shown. */
const showNames = async (carriers: readonly Carrier[]): Promise<Shown> => {
  const readers = hostileReaders(1);
  try {
    let [taken, leading] = [0, 0];
    for (const { bytes } of carriers) {
      const expanded = await readers.expand(snapshotOf(bytes, 'x'));
      if (expanded === null) continue;
      const named = [...expanded.snapshots, ...expanded.failures, ...expanded.leftOut];
      taken += named.length;
      leading += named.filter(({ source }) => leadsOut(source)).length;
    }
    return { taken, leading };
  } finally {
    await readers.close();
  }
};

const ancestors = (folder: string): readonly string[] =>
  dirname(folder) === folder ? [folder] : [folder, ...ancestors(dirname(folder))];

/** Where the files would be, were the names followed from any folder that the program knows. */
const places = ({ data, reports, source, offices }: RealPlace): readonly string[] => {
  const bases = [data, reports, join(source, offices[0]!), process.cwd(), tmpdir(), process.env.HOME ?? '/'];
  return [...new Set(bases.flatMap(ancestors).flatMap((base) => PLACES.map((place) => join(base, place))))];
};

/** Every file of the place that is none of the program's own: by where it lies, or by what it is called. */
const strangers = async ({ folder }: RealPlace, given: ReadonlySet<string>): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => !one.isDirectory()).map((one) => join(one.parentPath, one.name));
  const own = ['data', 'reports'].map((name) => join(folder, name, '/'));
  return paths.filter(
    (path) => !given.has(path) && (!own.some((start) => path.startsWith(start)) || path.includes('escaped')),
  );
};

const filesIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((one) => !one.isDirectory())
    .map((one) => join(one.parentPath, one.name));

const measureIn = async (place: RealPlace): Promise<readonly Figure[]> => {
  const members = membersIn(place.folder);
  const office = join(place.source, place.offices[0]!);
  for (const { file, bytes } of carriersOf(thirds(members))) await writeFile(join(office, file), bytes);
  const given = new Set(await filesIn(place.folder));
  const before = new Set(places(place).filter((path) => existsSync(path)));
  const { code } = await place.run().end;
  const outside = places(place).filter((path) => existsSync(path) && !before.has(path));
  const strange = await strangers(place, given);
  const carriers = carriersOf([members, members, members]);
  const names = carriers.reduce((sum, carrier) => sum + carrier.names, 0);
  const { taken, leading } = await showNames(carriers);
  return [
    told('names', names),
    allOf('of these taken out, or refused by name', Math.min(taken, names), names),
    zero('shown names that lead out of a folder', leading),
    told('files written inside', (await filesIn(place.folder)).length - given.size),
    zero('files outside the folders of the program', outside.length + strange.length),
    ...(outside.length + strange.length > 0 ? [told('these', [...outside, ...strange].slice(0, 8).join('; '))] : []),
    zero('exit code of the night', code ?? 99),
  ];
};

export const oddNames: FaultRow = {
  row: 23,
  fault: 'an archive or a mail names its files so that they would lie elsewhere',
  promise: 'nothing is written by a name that came from outside',
  lacks: async () => null,
  measure: async () => {
    const place = await aRealPlace(1);
    try {
      return await measureIn(place);
    } finally {
      await place.remove();
    }
  },
};
