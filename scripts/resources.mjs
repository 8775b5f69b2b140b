// The resources of /v1, and why an operation that one might look for is not there. The page and the test read both.

const KEPT = 'it is what happened: kept and swept, never written over';
const MADE_BY_THE_HOST = 'the host makes it of what comes in';

/** `create`: where it is made under another path. `without`: the operations that there are none of, and why. */
export const RESOURCES = [
  { name: 'connections', path: '/v1/connections' },
  { name: 'scopes', path: '/v1/connections/{id}/scopes' },
  {
    name: 'unknown scopes',
    path: '/v1/connections/{id}/unknown-scopes',
    without: {
      create: 'counted from verdicts',
      read: 'the list says all there is',
      change: 'adopted as a scope, by POST …/adopt',
      delete: 'gone as soon as a scope has the name',
    },
  },
  { name: 'schedules', path: '/v1/connections/{id}/schedules' },
  {
    name: 'upgrades of a connection',
    path: '/v1/connections/{id}/upgrades',
    create: '/v1/connections/{id}/upgrade',
    without: {
      read: 'the list says all there is',
      change: 'taken back as a whole by POST …/roll-back',
      delete: 'the last 50 are kept: a roll-back goes back to them',
    },
  },
  {
    name: 'syncs',
    path: '/v1/connections/{id}/syncs',
    create: '/v1/connections/{id}/sync',
    without: { change: 'a list of ids is taken as it was sent', delete: 'kept for 30 days' },
  },
  {
    name: 'reconciles',
    path: '/v1/connections/{id}/reconciles',
    create: '/v1/connections/{id}/reconcile',
    without: { change: 'moved on by POST …/run and …/cancel', delete: KEPT },
  },
  {
    name: 'unlinked records',
    path: '/v1/connections/{id}/unlinked',
    without: {
      create: 'it is a view of records',
      read: 'each is read as a record',
      change: 'linked by POST /v1/links',
      delete: 'deleted as a record',
    },
  },
  {
    name: 'connectors',
    path: '/v1/connectors',
    without: {
      change: 'a version is what its connections were made with: a change is a new version',
      delete: 'connections, hooks and replays of its version would stand without it',
    },
  },
  {
    name: 'refused connectors',
    path: '/v1/refused-connectors',
    without: {
      create: 'found at boot',
      read: 'the list says all there is',
      change: 'mended in its folder',
      delete: 'gone at the next boot without it',
    },
  },
  { name: 'receivers', path: '/v1/receivers' },
  { name: 'mapping collections', path: '/v1/mapping-collections' },
  {
    name: 'versions of a collection',
    path: '/v1/mapping-collections/{id}/versions',
    without: {
      create: 'made by each change of the collection',
      change: 'every definition there was is kept as it was',
      delete: 'transfers name the version they were made with',
    },
  },
  { name: 'translations', path: '/v1/translations' },
  { name: 'record types', path: '/v1/record-types', create: '/v1/record-types/{name}' },
  {
    name: 'records',
    path: '/v1/records',
    without: {
      create: 'a record comes from a system, with a link to it',
      change: 'a field changed here alone would be undone by the next transfer: it is changed in a system',
    },
  },
  {
    name: 'changes of a record',
    path: '/v1/records/{id}/history',
    without: { create: MADE_BY_THE_HOST, read: 'the list says all there is', change: KEPT, delete: KEPT },
  },
  {
    name: 'links',
    path: '/v1/links',
    without: { change: 'its ids do not change; which is primary is set by POST …/primary' },
  },
  { name: 'match rules', path: '/v1/match-rules' },
  {
    name: 'suggested match rules',
    path: '/v1/match-rules/suggestions',
    without: {
      create: 'part of the host',
      read: 'the list says all there is',
      change: 'switched on by POST …/{key}, and changed as a rule',
      delete: 'part of the host',
    },
  },
  {
    name: 'duplicates',
    path: '/v1/duplicates',
    without: {
      create: 'found by the rules',
      change: 'decided on by POST …/dismiss and …/reopen',
      delete: 'gone when its records or its rule are',
    },
  },
  {
    name: 'merges',
    path: '/v1/merges',
    without: { change: 'undone as a whole by POST …/undo', delete: KEPT },
  },
  {
    name: 'hooks',
    path: '/v1/hooks',
    without: {
      create: 'it comes in at the address of a connection or receiver',
      change: 'what was received is kept as it was',
      delete: KEPT,
    },
  },
  {
    name: 'transfers',
    path: '/v1/transfers',
    without: {
      create: MADE_BY_THE_HOST,
      change: 'commanded by POST …/release, retry, park, cancel and decide',
      delete: KEPT,
    },
  },
  {
    name: 'turns of a transfer',
    path: '/v1/transfers/{id}/turns',
    without: {
      create: MADE_BY_THE_HOST,
      read: 'the list says all there is',
      change: KEPT,
      delete: 'gone after a day',
    },
  },
  {
    name: 'verdicts',
    path: '/v1/verdicts',
    without: { create: MADE_BY_THE_HOST, read: 'the list says all there is', change: KEPT, delete: KEPT },
  },
  {
    name: 'rejections',
    path: '/v1/rejections',
    without: {
      create: MADE_BY_THE_HOST,
      read: 'the list says all there is',
      change: 'verified again by POST …/rejections/recover',
      delete: 'the newest 200 of an address are kept',
    },
  },
  {
    name: 'waiting deletes',
    path: '/v1/deletes',
    without: {
      create: MADE_BY_THE_HOST,
      read: 'the list says all there is of a window; its requests are transfers',
      change: 'decided on by POST …/release and …/cancel',
      delete: 'decided on by POST …/cancel',
    },
  },
  {
    name: 'replays',
    path: '/v1/replays',
    without: { change: 'moved on by POST …/run, pause, resume and cancel', delete: KEPT },
  },
  { name: 'keys', path: '/v1/keys' },
  { name: 'tenants', path: '/v1/tenants' },
  {
    name: 'audit trail',
    path: '/v1/audit',
    without: { create: 'written by every change', change: KEPT, delete: KEPT },
  },
  {
    name: 'event types',
    path: '/v1/event-types',
    without: {
      create: 'what is told is in the catalogue of the host',
      change: 'a version of the catalogue comes with a version of the host',
      delete: 'who does not want one does not name it',
    },
  },
  { name: 'endpoints', path: '/v1/endpoints' },
  {
    name: 'portal links',
    path: '/v1/portal-links',
    without: { change: 'it is made for a while, on its terms: a new one has others' },
  },
  { name: 'triggers', path: '/v1/triggers' },
  {
    name: 'callbacks',
    path: '/v1/callbacks',
    without: {
      create: 'arranged by the call that begins the work (`callbackUrl`)',
      change: 'sent again by POST …/resend',
      delete: KEPT,
    },
  },
  {
    name: 'deliveries of triggers',
    path: '/v1/triggers/{id}/deliveries',
    without: {
      create: MADE_BY_THE_HOST,
      change: 'sent again by POST …/resend',
      delete: KEPT,
    },
  },
  {
    name: 'deliveries',
    path: '/v1/endpoints/{id}/deliveries',
    without: {
      create: MADE_BY_THE_HOST,
      change: 'sent again by POST …/resend',
      delete: KEPT,
    },
  },
  { name: 'handlers', path: '/v1/handlers' },
  {
    name: 'decisions',
    path: '/v1/handlers/{id}/decisions',
    without: {
      create: 'made by each step that a handler decides about',
      change: 'decided by the handler, or by POST …/release',
      delete: KEPT,
    },
  },
  { name: 'datasets', path: '/v1/datasets' },
  {
    name: 'rows of a dataset',
    path: '/v1/datasets/{id}/rows',
    without: {
      create: 'handed in by POST …/data',
      delete: 'left out of imports by a change, or gone with the dataset',
    },
  },
  {
    name: 'imports',
    path: '/v1/imports',
    without: {
      change: 'moved on by POST …/continue, pause, resume, cancel and undo',
      delete: 'gone with their dataset',
    },
  },
  {
    name: 'rows of an import',
    path: '/v1/imports/{id}/data',
    without: {
      create: MADE_BY_THE_HOST,
      read: 'the list says all there is',
      change: 'mended in the dataset',
      delete: KEPT,
    },
  },
];

const METHODS = {
  create: ['post', 'put'],
  read: ['get'],
  list: ['get'],
  change: ['patch', 'put'],
  delete: ['delete'],
};

/** Which operations a resource has: `POST /v1/…`, or undefined where there is none. */
export function operationsOf({ path, create = path }, paths) {
  const item = Object.keys(paths).find(
    (one) => one.startsWith(`${path}/{`) && one.indexOf('/', path.length + 1) < 0,
  );
  const at = { create, list: path, read: item, change: item, delete: item };
  return Object.fromEntries(
    Object.entries(METHODS).map(([name, methods]) => {
      const method = methods.find((one) => paths[at[name]]?.[one]);
      return [name, method && `${method.toUpperCase()} ${at[name]}`];
    }),
  );
}

/** What a list takes beside the part of its path, `limit` and `cursor`. */
export function listOf({ path }, paths) {
  const parameters = (paths[path]?.get?.parameters ?? []).filter((one) => one.in === 'query');
  const sort = parameters.find(({ name }) => name === 'sort');
  return {
    hasPages: ['limit', 'cursor'].every((wanted) => parameters.some(({ name }) => name === wanted)),
    sorts: sort?.schema?.enum ?? [],
    filters: parameters.map(({ name }) => name).filter((name) => !['limit', 'cursor', 'sort'].includes(name)),
  };
}

export function resourcesPage({ paths }) {
  const rows = RESOURCES.map((resource) => {
    const operations = operationsOf(resource, paths);
    const { sorts, filters } = listOf(resource, paths);
    const cell = (name) => (operations[name] === undefined ? '–' : 'yes');
    const words = (list) => (list.length === 0 ? '–' : list.map((word) => `\`${word}\``).join(' '));
    return `| [${resource.name}](#${anchor(resource.name)}) | \`${resource.path}\` | ${['create', 'read', 'list', 'change', 'delete'].map(cell).join(' | ')} | ${words(filters)} | ${words(sorts)} |`;
  });
  const reasons = RESOURCES.filter(({ without }) => without).map(
    ({ name, without }) =>
      `## ${name}\n\n${Object.entries(without)
        .map(([operation, why]) => `- no ${operation}: ${why}.`)
        .join('\n')}\n`,
  );
  const table = rows.map((row) =>
    row.replace(/\[([^\]]+)\]\(#([^)]+)\)/, (whole, name) =>
      RESOURCES.find((one) => one.name === name)?.without ? whole : name,
    ),
  );
  return `# Resources

Generated from \`scripts/resources.mjs\` and the description of the built host. Every list answers \`items\` and \`next\`, takes
\`limit\` (1 to 200, 50 by default), \`cursor\` and \`sort\` (the first one named is the default), and goes on by a cursor
under the same filters and order only: with others it is refused with \`CURSOR_MISMATCH\`. A page may be short, or empty,
and yet have a next one, where a filter fits little of a long list.

| resource | path | create | read | list | change | delete | filters | sorts |
|---|---|---|---|---|---|---|---|---|
${table.join('\n')}

What there is none of, and why:

${reasons.join('\n')}`;
}

function anchor(name) {
  return name.replaceAll(' ', '-');
}
