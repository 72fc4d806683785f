// Which folder may import which: docs/decisions and src/model/README.md hold the words, this file holds the law.
// `npm run check` fails on any other import, also of types alone.

const PURE = 'documents|facts|claims|rules|findings|localisation|scorecards';

/** A folder of src/ may import itself and `allowed`, nothing else of ours. */
const folder = (name, allowed, comment) => ({
  name: `${name}-imports`,
  comment,
  severity: 'error',
  from: { path: `^src/${name}/` },
  to: { path: '^src/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
});

const EXPRESSION = 'rules/expression';

export default {
  forbidden: [
    folder(
      'model',
      [],
      'The model is the words that every step shares: if it knew a step, all steps would know that step.',
    ),
    folder('text', ['model'], 'Reading characters and numbers is a leaf: any step may use it, so it may use none.'),
    folder(
      'platform',
      [],
      'Configuration, log and clock come first: what they import could not be configured by them.',
    ),
    folder(
      'documents',
      ['model', 'text'],
      'A reader knows formats. It knows no office and no indicator, so that a new format changes nothing else.',
    ),
    folder('facts', ['model', 'text'], 'Facts are read from a document of any format; steps meet only in the model.'),
    folder(
      'claims',
      ['model', 'text'],
      'What the prose states is read without a look at the tables or the rules, so that it cannot be bent to fit them.',
    ),
    folder(
      'rules',
      ['model', 'text'],
      'Rules judge facts and claims wherever these came from; steps meet only in the model.',
    ),
    folder('findings', ['model', 'text'], 'Findings are made of verdicts alone, so that any rule gives them alike.'),
    folder(
      'scorecards',
      ['model', 'text', EXPRESSION],
      'A workbook shows results and recomputes nothing in its own way; the expression tree is allowed for the live formulas.',
    ),
    folder(
      'localisation',
      ['model', 'text', EXPRESSION],
      'Localisation solves the linear form of the rules, the one stated exception, and must not learn how they are judged.',
    ),
    folder(
      'audit',
      ['model', ...PURE.split('|')],
      'The audit joins the pure steps and stays pure: the same bytes give the same result anywhere.',
    ),
    folder(
      'reading',
      ['model', 'platform', 'documents', 'audit', 'scorecards'],
      'Untrusted bytes are parsed in child processes: this folder is both sides of that wall, and knows no store and no queue.',
    ),
    folder(
      'workbench',
      ['model', 'text', 'audit', ...PURE.split('|')],
      'The workbench tries the rules out on reports of its own making: it uses the steps as an audit does, and no step uses it.',
    ),
    folder('sources', ['model', 'text', 'platform'], 'Fetching bytes must not depend on what is later read from them.'),
    folder(
      'delivery',
      ['model', 'text', 'platform'],
      'Mail carries what a scorecard says; it must not look behind it.',
    ),
    folder('store', ['model', 'text', 'platform'], 'The store remembers; it decides nothing, so it needs no step.'),
    folder(
      'jobs',
      ['model', 'text', 'platform', 'sources', 'audit', 'reading', 'scorecards', 'delivery', 'store'],
      'Jobs join the steps through the audit and never reach into one of them.',
    ),
    {
      name: 'world-at-the-edges',
      comment:
        'Files, processes, the clock and the environment appear at the edges only: a pure step gives the same answer for the same input.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/((sources|store|jobs|reading|cli|platform)/|delivery/transport(/|\\.|-))' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'network-at-two-edges',
      comment:
        'Only fetching reports and sending mail may open a connection; the guard against hostile addresses stands there.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(sources/|delivery/transport(/|\\.|-))' },
      to: { path: '^(node:)?(http|https|http2|net|tls|dns|dns/promises|dgram)$', dependencyTypes: ['core'] },
    },
    {
      name: 'database-in-the-store',
      comment: 'One folder knows how things are remembered, so that another database is one folder of work.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '^(node:)?sqlite$|node_modules/(kysely|pg|aws4fetch)/' },
    },
    {
      name: 'servers-of-the-store-only-when-asked',
      comment: 'A run whose store is a folder must not load the libraries for a database server or a bucket.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/(open-postgres|postgres-lock)' },
      to: { path: '^src/store/(open-postgres|postgres-lock)|node_modules/(pg|aws4fetch)/', dynamic: false },
    },
    {
      name: 'redis-in-the-queue',
      comment: 'One folder knows how work is distributed; what must not be lost goes to the store, never to Redis.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/jobs/queue/' },
      to: { path: 'node_modules/(bullmq|ioredis)/' },
    },
    {
      name: 'queue-of-redis-only-when-asked',
      comment: 'A run without a Redis must not load the libraries for one.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/jobs/queue/(bullmq-queue|redis-link|shared-worker|dashboard)' },
      to: {
        path: '^src/jobs/queue/(bullmq-queue|redis-link|shared-worker|dashboard)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nothing-imports-the-command-line',
      comment: 'The command line is one of several ways in; a step that needs it could not run in a job.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one file, or a third is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'resolvable',
      comment: 'An import that cannot be found would be skipped by every other rule here.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-tests-in-the-program',
      comment: 'The program must run from a checkout without its tests and benchmarks.',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { path: '^(tests|bench|scripts)/' },
    },
    {
      name: 'no-tools-in-the-program',
      comment: 'The program must run after an installation without development tools.',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
