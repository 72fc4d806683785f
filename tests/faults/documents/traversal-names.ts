/** What leads to another folder, on one system or another, or in one way of writing or another. */
const STEPS = [
  '../',
  '..\\',
  './../',
  '....//',
  '..;/',
  '..\u0000/',
  '%2e%2e/',
  '%2e%2e%2f',
  '..%2f',
  '..%5c',
  '%252e%252e%252f',
  '..%c0%af',
  '\u2025/',
  '\uff0e\uff0e/',
  '\uff0e\uff0e\uff0f',
  '..\u2215',
  '..\u29f5',
  '.\u200b./',
  '\u202e../',
  'a/../../',
  'a\\..\\..\\',
] as const;

/** Where a file would be put that must not be. */
export const PLACES = ['escaped.txt', 'tmp/escaped.txt', 'etc/cron.d/escaped'] as const;

const DEPTHS = [1, 3, 12] as const;

/** Names that begin at the root, at a drive, at another machine or at a person's home. */
const roots = (folder: string): readonly string[] =>
  [
    '/',
    '//',
    '\\',
    '\\\\host\\share\\',
    '//host/share/',
    '\\\\?\\C:\\',
    '\\\\.\\C:\\',
    'C:\\',
    'C:/',
    'C:',
    'c:..\\',
    'file:///',
    'file://localhost/',
    '~/',
    '~root/',
    '$HOME/',
    '%TEMP%\\',
    `${folder}/`,
    `file://${folder}/`,
  ].flatMap((root) => PLACES.map((place) => root + place));

const DEVICES = ['CON', 'NUL', 'aux.txt', 'COM1', 'LPT1.html', 'CONIN$', 'nul .txt', 'PRN\u00b9'] as const;

/** Names that one system or another takes for a device, another file, or no file. */
const ODD = [
  ...DEVICES,
  '.',
  '..',
  '...',
  '/',
  '\\',
  ' ',
  '\t',
  'a.txt ',
  'a.txt.',
  'a.txt. . .',
  ' a.txt',
  'a.txt::$DATA',
  'a.txt:stream',
  'a\u0000.txt',
  'a.txt\u0000.html',
  'a\r\nb.txt',
  'a\u2028b.txt',
  '-rf',
  '|touch escaped',
  '$(touch escaped)',
  '`touch escaped`',
  'a;touch escaped;.txt',
  '*',
  '?',
  '__proto__',
  'constructor',
  'toString',
  'a\u0301.txt',
  '\u202etxt.exe',
  '\ud800.txt',
  '.gouji/config',
  '.ssh/authorized_keys',
  'a'.repeat(300),
  `${'a/'.repeat(200)}b`,
  'a'.repeat(60_000),
] as const;

/** Names for what is packed, each of which would put a file elsewhere, or be no file, were it used as a path. */
export const traversalNames = (folder: string): readonly string[] => [
  ...STEPS.flatMap((step) => DEPTHS.flatMap((depth) => PLACES.map((place) => step.repeat(depth) + place))),
  ...roots(folder),
  ...ODD,
];

/** The same as raw bytes, where no character stands for them: "/" and "." longer than they are written (RFC 3629, 10). */
export const OVERLONG_NAMES: readonly Uint8Array[] = [
  [0x2e, 0x2e, 0xc0, 0xaf],
  [0xc0, 0xae, 0xc0, 0xae, 0x2f],
  [0xe0, 0x80, 0xae, 0xe0, 0x80, 0xae, 0xe0, 0x80, 0xaf],
  [0xf0, 0x80, 0x80, 0xae, 0xf0, 0x80, 0x80, 0xae, 0x2f],
  [0xff, 0x2e, 0x2e, 0x2f],
].map((bytes) => Uint8Array.from([...bytes, ...new TextEncoder().encode('escaped.txt')]));
