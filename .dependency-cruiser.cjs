// The map of the rooms, in words a machine checks. docs/architecture.md tells the same as a table.
const ROOMS = 'receive|resolve|transfer|deliver|datasets|schedule';
const FLOOR = 'ledger|store|vault|egress|observe|expressions|http|workers';
/** What opens a socket to somewhere, or asks for a name. */
const WAYS_OUT =
  '^(node:)?(http|https|http2|net|tls|dgram|dns|dns/promises)$|' +
  '(^|node_modules/)(undici|axios|got|node-fetch|ws|superagent|needle|follow-redirects|nodemailer)(/|$)';
const SHELVES = 'gate|events|hub|mapping|registry|oauth|tenancy';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two things are one, or that a word belongs in flow/.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rooms-do-not-know-each-other',
      comment: 'Data walks one way, and pipeline/ is the only place that knows the order.',
      severity: 'error',
      from: { path: `^src/(${ROOMS})/` },
      to: { path: `^src/(${ROOMS}|pipeline|admin)/`, pathNot: '^src/$1/' },
    },
    {
      name: 'enter-by-the-front-door',
      comment: 'A folder shows its index.ts; what is behind it may change without asking.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.+', pathNot: ['^src/$1/', '^src/[^/]+/index\\.ts$'] },
    },
    {
      name: 'insiders-do-not-use-their-own-front-door',
      comment: 'A file that imports its own index.ts makes a barrel cycle.',
      severity: 'error',
      from: { path: '^src/([^/]+)/.+', pathNot: '^src/[^/]+/index\\.ts$' },
      to: { path: '^src/$1/index\\.ts$' },
    },
    {
      name: 'words-stay-pure',
      comment: 'flow, errors and clock are what everybody may import: they import nobody.',
      severity: 'error',
      from: { path: '^src/(flow|errors|clock)/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^src/', '^node_modules/'], pathNot: ['^src/(flow|errors|clock)/'] },
    },
    {
      name: 'config-stands-alone',
      severity: 'error',
      comment: 'The settings are data; nothing of the host is needed to read them.',
      from: { path: '^src/config/', pathNot: '\\.spec\\.ts$' },
      to: { path: '^src/', pathNot: '^src/(config|errors)/' },
    },
    {
      name: 'the-floor-carries-no-rooms',
      comment: 'The floor serves everybody and knows nobody above it.',
      severity: 'error',
      from: { path: `^src/(${FLOOR})/` },
      to: { path: `^src/(${SHELVES}|${ROOMS}|pipeline|admin)/` },
    },
    {
      name: 'shelves-know-no-rooms',
      comment: 'Shelves are read by rooms, never the other way.',
      severity: 'error',
      from: { path: `^src/(${SHELVES})/` },
      to: { path: `^src/(${ROOMS}|pipeline|admin)/` },
    },
    {
      name: 'admin-does-not-drive-the-pipeline',
      comment: 'The management API reads rooms through their front doors.',
      severity: 'error',
      from: { path: '^src/admin/' },
      to: { path: '^src/pipeline/' },
    },
    {
      name: 'egress-is-the-only-way-out',
      comment:
        'Every outbound call passes the one guard: only its types are seen elsewhere. listen-first listens.',
      severity: 'error',
      from: {
        path: '^(src|sdk/src)/',
        pathNot: ['^src/egress/', '^src/listen-first\\.ts$', '\\.spec\\.ts$'],
      },
      to: { path: WAYS_OUT, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-database-is-called-by-the-store',
      comment: 'Its drivers open sockets of their own, to the address of the settings alone.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/store/' },
      to: { path: '(^|node_modules/)pg(/|$)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'traces-are-told-by-observe',
      comment:
        'The SDK of OpenTelemetry opens sockets of its own, to the address of the settings alone, and is loaded only when asked for.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/observe/traces/otel-spans\\.ts$' },
      to: { path: '(^|node_modules/)@opentelemetry/' },
    },
    {
      name: 'connectors-call-through-their-context',
      comment: 'A connector has ctx.http, and no module of Node or npm that could call around it.',
      severity: 'error',
      from: { path: '^connectors/[^/]+/src/' },
      to: { pathNot: ['^connectors/', '^sdk/', '(^|node_modules/)zod(/|$)'] },
    },
    {
      name: 'connectors-see-only-the-sdk',
      comment: 'A connector must be able to run in a process of its own.',
      severity: 'error',
      from: { path: '^connectors/' },
      to: { path: '^(src|console)/' },
    },
    {
      name: 'connectors-do-not-know-each-other',
      comment: 'Each connector is a package of its own.',
      severity: 'error',
      from: { path: '^connectors/([^/]+)/' },
      to: { path: '^connectors/', pathNot: '^connectors/$1/' },
    },
    {
      name: 'the-client-stands-alone',
      comment: 'Who calls the host installs the client without it.',
      severity: 'error',
      from: { path: '^client/src/' },
      to: { path: '^(src|sdk|connectors|console|test)/' },
    },
    {
      name: 'the-command-line-talks-to-hosts',
      comment: 'It knows the host by its API, and the SDK to sign what it sends.',
      severity: 'error',
      from: { path: '^cli/src/' },
      to: { path: '^(src|connectors|console|test)/' },
    },
    {
      name: 'sdk-stands-alone',
      comment: 'Authors install the SDK without the host.',
      severity: 'error',
      from: { path: '^sdk/src/' },
      to: { path: '^(src|connectors|console|test)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'types', 'default'],
      exportsFields: ['exports'],
    },
  },
};
