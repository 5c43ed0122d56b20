/**
 * The borders between the rooms. The table below is the twin of "Rooms" in docs/architecture.md: change both
 * in one commit. Every rule says what it keeps; test/unit/borders.spec.ts proves that each one can fail.
 */

/** Room -> the rooms it may use directly; what those may use, it may use too. */
const MAY_USE = {
  kernel: [],
  config: ['kernel'],
  forms: ['kernel'],
  law: ['kernel', 'forms'],
  workbook: ['kernel', 'forms', 'law'],
  persistence: ['kernel'],
  jobs: ['kernel', 'config', 'persistence'],
  events: ['persistence'],
  territory: ['persistence', 'law'],
  audit: ['persistence'],
  access: ['audit', 'territory'],
  register: ['access', 'territory'],
  regime: ['register'],
  filing: ['regime', 'workbook'],
  consolidation: ['filing'],
  reminders: ['filing'],
  analysis: ['regime'],
  exchange: ['consolidation', 'analysis'],
  assembly: ['exchange', 'reminders', 'jobs', 'events', 'config'],
};

/** Everything a room may use, itself included. */
function reach(room, seen = new Set()) {
  if (!seen.has(room)) {
    seen.add(room);
    for (const next of MAY_USE[room]) reach(next, seen);
  }
  return [...seen];
}

const oneOf = (names) => `(${names.join('|')})`;
const SPEC = '[.]spec[.]tsx?$';
const SPREADSHEET = 'node_modules/(exceljs|hucre|fflate|saxes|hyparquet|hyparquet-writer)/';
const QUEUE = 'node_modules/(bullmq|@nestjs/bullmq)/';
const REDIS = 'node_modules/ioredis/';
const WEB_SERVER = 'node_modules/(@nestjs|@apollo|graphql|graphql-ws|@as-integrations|express)/';
const MAIL = 'node_modules/nodemailer/';
const DATABASE = 'node_modules/(@mikro-orm|pg)/';

const directions = Object.keys(MAY_USE).map((room) => ({
  name: `direction-${room}`,
  severity: 'error',
  comment: `libs/${room} may use only: ${reach(room).join(', ')}. A use in the other direction ties the foundation to what stands on it; move the shared part down, or pass it in from above.`,
  from: { path: `^libs/${room}/` },
  to: { path: '^libs/', pathNot: `^libs/${oneOf(reach(room))}/` },
}));

export default {
  forbidden: [
    ...directions,
    {
      name: 'room-known',
      severity: 'error',
      comment:
        'A new room needs a line in the table of docs/architecture.md and in MAY_USE here, so that its direction is decided and not grown.',
      from: { path: '^libs/', pathNot: `^libs/${oneOf(Object.keys(MAY_USE))}/` },
      to: {},
    },
    {
      name: 'front-door',
      severity: 'error',
      comment:
        "A room is entered by its index only (import from '#lib/ROOM'). What the index does not export may change without asking anybody.",
      from: { path: '^(apps|libs)/([^/]+)/' },
      to: { path: '^libs/[^/]+/', pathNot: ['^libs/[^/]+/src/index[.]ts$', '^libs/$2/'] },
    },
    {
      name: 'libs-below-apps',
      severity: 'error',
      comment: 'A room never imports an app: the same room serves api, worker, command line and tests.',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-apart',
      severity: 'error',
      comment:
        'Apps are separate processes and never import each other; what two of them need belongs in a room of libs/.',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Files that need each other are one file, or have a third one in common. Types alone may refer to each other: they are gone when the program runs.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'rules-pure',
      severity: 'error',
      comment:
        'Rules of the law (rules/**) are pure: no Nest, database, queue, spreadsheet, GraphQL or Node. They run in the browser, the command line and the server alike, and are tested alone.',
      from: { path: '^libs/[^/]+/src/rules/', pathNot: SPEC },
      to: { path: oneOf([SPREADSHEET, QUEUE, REDIS, WEB_SERVER, DATABASE, MAIL]) },
    },
    {
      name: 'rules-without-node',
      severity: 'error',
      comment: 'Rules of the law (rules/**) use nothing of Node: a file or a clock that they need is passed in.',
      from: { path: '^libs/[^/]+/src/rules/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'browser-safe',
      severity: 'error',
      comment: 'kernel and forms are part of the portal: nothing of Node in them.',
      from: { path: '^libs/(kernel|forms)/src/', pathNot: SPEC },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'web-server-in-apps',
      severity: 'error',
      comment:
        'Nest and GraphQL live in apps/ only. Rooms are plain classes and functions that a test calls without a server.',
      from: { path: '^libs/' },
      to: { path: WEB_SERVER },
    },
    {
      name: 'graphql-in-api',
      severity: 'error',
      comment: 'GraphQL types and resolvers belong to apps/api; worker and command line call the rooms.',
      from: { path: '^apps/(worker|cli)/' },
      to: { path: 'node_modules/(@nestjs/graphql|@nestjs/apollo|@apollo|graphql)/' },
    },
    {
      name: 'queue-in-jobs',
      severity: 'error',
      comment:
        'BullMQ is used in libs/jobs and apps/worker only. Everybody else writes an outbox row in the transaction of the change; so a job is never lost and never runs for a change that was rolled back.',
      from: { path: '^(libs|apps)/', pathNot: '^(libs/jobs|apps/worker)/' },
      to: { path: QUEUE },
    },
    {
      name: 'redis-in-events',
      severity: 'error',
      comment:
        'The Redis client is used in libs/events only (the queue library brings its own use of it): everybody else announces a change in its transaction, and hears of changes through the bus, whichever server carries it.',
      from: { path: '^(libs|apps)/', pathNot: '^libs/events/' },
      to: { path: REDIS },
    },
    {
      name: 'spreadsheet-in-workbook',
      severity: 'error',
      comment:
        'Spreadsheet libraries are used in libs/workbook only: each of them has its own way to read a cell wrongly, and they are guarded against there.',
      from: { path: '^(libs|apps)/', pathNot: '^libs/workbook/' },
      to: { path: SPREADSHEET },
    },
    {
      name: 'mail-in-reminders',
      severity: 'error',
      comment:
        'The mail library is used in libs/reminders only: every mail is an outbox row first, and its outcome is recorded there.',
      from: { path: '^(libs|apps)/', pathNot: '^libs/reminders/' },
      to: { path: MAIL },
    },
    {
      name: 'web-uses-browser-rooms',
      severity: 'error',
      comment: 'The portal may use kernel and forms only; everything else would drag the server into the browser.',
      from: { path: '^apps/web/' },
      to: { path: '^libs/', pathNot: '^libs/(kernel|forms)/' },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'An import that leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'runtime-dependency',
      severity: 'error',
      comment:
        'What runs on the server is listed in "dependencies" of package.json, not in "devDependencies" (the portal is bundled, specs are not shipped).',
      from: { path: '^(libs|apps/(api|worker|cli))/', pathNot: SPEC },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // Written by tools, checked by the test that compares them with their source.
    exclude: { path: '^apps/web/src/gql/' },
    tsPreCompilationDeps: true,
    detectProcessBuiltinModuleCalls: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['ccn-source', 'import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.json'],
    },
  },
};
