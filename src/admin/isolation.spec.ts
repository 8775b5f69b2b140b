import { anAdminYard, aConnection, type AdminYard, type Answer, type Call } from '../../test/kit/an-admin.js';
import { everyRow, type Rows } from '../../test/kit/every-row.js';
import { MARK, THINGS, aFurnishedTenant, type Furnished } from '../../test/kit/furnished.js';
import { operationsOf } from '../../test/kit/operations.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;
let first: Furnished;
/** Ids of the same form that were never given out. */
let ghosts: Ids;

type Ids = Readonly<Record<string, string>>;

/** A call with another's ids; what of it is the caller's own stands in it as it is. */
interface Trial {
  readonly operation: string;
  readonly path: (id: Ids) => string;
  readonly body?: (id: Ids) => unknown;
}

beforeAll(async () => {
  yard = await anAdminYard();
  first = await aFurnishedTenant(yard);
  const hot = {
    record: 'rec',
    other: 'rec',
    link: 'lnk',
    hook: 'hok',
    transfer: 'req',
    tracking: 'trk',
    event: 'evt',
    audit: 'aud',
  } as const;
  ghosts = Object.fromEntries(
    THINGS.map((thing) => [
      thing,
      thing in hot
        ? yard.publicIds.publicId(hot[thing as keyof typeof hot], 999_000 + THINGS.indexOf(thing))
        : first.ids[thing].replace(/.{4}$/, 'none'),
    ]),
  );
});

afterAll(() => yard[Symbol.asyncDispose]());

/** Takes no id of anything, or makes what is the caller's own: there is nothing of another to name. */
const NAME_NOTHING = new Set([
  'POST /v1/connectors',
  'POST /v1/translations',
  'POST /v1/match-rules',
  'POST /v1/match-rules/suggestions/{key}',
  'PUT /v1/record-types/{name}',
  'POST /v1/keys',
  'POST /v1/tenants',
  'GET /v1/event-types',
  'GET /v1/event-types/{type}',
  'POST /v1/endpoints',
  'POST /v1/portal-links',
  'POST /v1/triggers',
  'POST /v1/datasets',
  'GET /v1/master-key',
  'POST /v1/master-key/rotation',
]);

const LISTS = [
  'connectors',
  'refused-connectors',
  'receivers',
  'connections',
  'mapping-collections',
  'translations',
  'hooks',
  'transfers',
  'deletes',
  'records?type=TRANSACTION',
  'record-types',
  'duplicates?type=TRANSACTION',
  'match-rules',
  'match-rules/suggestions',
  'merges',
  'rejections',
  'verdicts',
  'audit?action=connection',
  'replays',
  'keys',
  'endpoints',
  'portal-links',
  'triggers',
  'handlers',
  'callbacks',
  'datasets',
  'imports',
];

const TYPE = 'TRANSACTION';
const TRIED = { method: 'POST', headers: {}, body: '{}' };
const CONNECTION = '/v1/connections/{connection}';
const COLLECTION = '/v1/mapping-collections/{collection}';
const ENDPOINT = '/v1/endpoints/{endpoint}';
const TRIGGER = '/v1/triggers/{trigger}';
const HANDLER = '/v1/handlers/{handler}';
const DATASET = '/v1/datasets/{dataset}';

/** Every place an id can stand: in paths and queries as `{thing}`, in bodies by a function of the ids. */
const TRIALS: readonly Trial[] = [
  at('GET /v1/connectors/{name}', '/v1/connectors/{connector}'),
  at('POST /v1/receivers', '/v1/receivers', (id) => ({ connector: id['connector'], urlPath: 'mine' })),
  ...each('/v1/receivers/{id}', '/v1/receivers/{receiver}', { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  at('GET /v1/receivers/{id}/sequence', '/v1/receivers/{receiver}/sequence'),
  at('POST /v1/receivers/{id}/rejections/recover', '/v1/receivers/{receiver}/rejections/recover'),
  at('POST /v1/connections', '/v1/connections', ({ connector }) => ({ connector, name: 'x', mode: 'live' })),
  ...each('/v1/connections/{id}', CONNECTION, { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  ...['upgrade-plan', 'upgrade', 'roll-back'].map((act) =>
    at(`POST /v1/connections/{id}/${act}`, `${CONNECTION}/${act}`, () => ({})),
  ),
  ...['upgrade-plan', 'upgrade', 'roll-back'].map((act) =>
    at(`POST /v1/connectors/{name}/${act}`, `/v1/connectors/{connector}/${act}`, () => ({})),
  ),
  ...['rotate-key', 'pause', 'resume', 'check', 'rejections/recover'].map((act) =>
    at(`POST /v1/connections/{id}/${act}`, `${CONNECTION}/${act}`),
  ),
  at('POST /v1/connections/{id}/authorize', `${CONNECTION}/authorize`, () => ({})),
  ...[
    'budgets',
    'subscriptions',
    'scopes',
    'upgrades',
    'schedules',
    'syncs',
    'reconciles',
    'sequence',
    `unlinked?type=${TYPE}`,
  ].map((of) => at(`GET /v1/connections/{id}/${of.split('?')[0]}`, `${CONNECTION}/${of}`)),
  at('POST /v1/connections/{id}/scopes', `${CONNECTION}/scopes`, () => ({
    name: 'x',
    type: 'PRODUCT',
    action: 'UPDATED',
    source: 'payload',
  })),
  ...inside('/v1/connections/{id}/scopes/{scopeId}', 'scopes/{scope}', {
    GET: 0,
    PATCH: { enabled: false },
    DELETE: 0,
  }),
  ...inside('/v1/connections/{id}/scopes/{scopeId}/child-policy', 'scopes/{scope}/child-policy', { GET: 0 }),
  at('POST /v1/connections/{id}/schedules', `${CONNECTION}/schedules`, () => ({
    scope: 'order/poll',
    everySeconds: 60,
  })),
  ...inside('/v1/connections/{id}/schedules/{scheduleId}', 'schedules/{schedule}', {
    GET: 0,
    PATCH: { paused: true },
    DELETE: 0,
  }),
  ...inside('/v1/connections/{id}/schedules/{scheduleId}/run', 'schedules/{schedule}/run', { POST: {} }),
  at('POST /v1/connections/{id}/initialize', `${CONNECTION}/initialize`, () => ({ type: TYPE })),
  at('GET /v1/connections/{id}/initialize/{type}', `${CONNECTION}/initialize/${TYPE}`),
  at('POST /v1/connections/{id}/initialize/{type}/{decision}', `${CONNECTION}/initialize/${TYPE}/pause`),
  at('POST /v1/connections/{id}/sync', `${CONNECTION}/sync?type=${TYPE}`, () => ['1001']),
  ...inside('/v1/connections/{id}/syncs/{syncId}', 'syncs/{sync}', { GET: 0 }),
  at('PATCH /v1/connections/{id}/subscriptions', `${CONNECTION}/subscriptions`, () => ({ isManaged: false })),
  at('POST /v1/connections/{id}/subscriptions/reconcile', `${CONNECTION}/subscriptions/reconcile`),
  ...inside('/v1/connections/{id}/subscriptions/{subscriptionId}', 'subscriptions/{subscription}', {
    DELETE: 0,
  }),
  at('POST /v1/connections/{id}/reconcile', `${CONNECTION}/reconcile`, () => ({ type: TYPE })),
  ...inside('/v1/connections/{id}/reconciles/{reconcileId}', 'reconciles/{reconcile}', { GET: 0 }),
  ...inside('/v1/connections/{id}/reconciles/{reconcileId}/run', 'reconciles/{reconcile}/run', { POST: {} }),
  ...inside('/v1/connections/{id}/reconciles/{reconcileId}/cancel', 'reconciles/{reconcile}/cancel', {
    POST: {},
  }),
  at('GET /v1/mapping-collections', '/v1/mapping-collections?connection={connection}'),
  at('POST /v1/mapping-collections', '/v1/mapping-collections', ({ connection = '' }) =>
    collectionIntoHub(connection),
  ),
  ...each('/v1/mapping-collections/{id}', COLLECTION, { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  ...['versions', 'coverage', 'resync', 'difference?from=1'].map((of) =>
    at(`GET /v1/mapping-collections/{id}/${of.split('?')[0]}`, `${COLLECTION}/${of}`),
  ),
  at('GET /v1/mapping-collections/{id}/versions/{version}', `${COLLECTION}/versions/1`),
  at('POST /v1/mapping-collections/{id}/preview', `${COLLECTION}/preview`, () => ({ record: {} })),
  at('POST /v1/mapping-collections/{id}/rollback', `${COLLECTION}/rollback`, () => ({ version: 1 })),
  at('POST /v1/mapping-collections/{id}/clone', `${COLLECTION}/clone`, () => ({ name: 'x' })),
  at('POST /v1/mapping-collections/{id}/reverse', `${COLLECTION}/reverse`, () => ({ name: 'x' })),
  at('POST /v1/mapping-collections/{id}/clone', '/v1/mapping-collections/{own.collection}/clone', (id) => ({
    name: 'x',
    connection: id['connection'],
  })),
  at(
    'POST /v1/mapping-collections/{id}/preview',
    '/v1/mapping-collections/{own.collection}/preview',
    (id) => ({
      recordId: id['record'],
    }),
  ),
  at('POST /v1/mapping-collections/{id}/resync', `${COLLECTION}/resync`, () => ({ run: true })),
  at('POST /v1/mapping-collections/{id}/resync/cancel', `${COLLECTION}/resync/cancel`),
  at('GET /v1/translations/{id}/coverage', '/v1/translations/{translation}/coverage'),
  ...each('/v1/translations/{id}', '/v1/translations/{translation}', {
    GET: 0,
    PUT: { rows: {} },
    DELETE: 0,
  }),
  at('GET /v1/hooks', '/v1/hooks?connection={connection}'),
  at('GET /v1/hooks/{id}', '/v1/hooks/{hook}'),
  at('GET /v1/hooks/{id}/body', '/v1/hooks/{hook}/body'),
  at('GET /v1/tail', '/v1/tail?connection={connection}'),
  at('GET /v1/tail', '/v1/tail?subscriber={endpoint}'),
  at('GET /v1/transfers', '/v1/transfers?connection={connection}'),
  at('GET /v1/transfers/{id}', '/v1/transfers/{transfer}'),
  at('GET /v1/transfers/{id}/turns', '/v1/transfers/{transfer}/turns'),
  ...['release', 'retry', 'park', 'cancel'].flatMap((act) => [
    at(`POST /v1/transfers/{id}/${act}`, `/v1/transfers/{transfer}/${act}`),
    at(`POST /v1/transfers/${act}`, `/v1/transfers/${act}`, ({ connection }) => ({
      connection,
      state: 'held',
    })),
  ]),
  at('POST /v1/transfers/{id}/decide', '/v1/transfers/{transfer}/decide', () => ({ decision: 'keep' })),
  at('GET /v1/deletes', '/v1/deletes?connection={connection}'),
  ...['release', 'cancel'].map((act) =>
    at(`POST /v1/deletes/${act}`, `/v1/deletes/${act}`, ({ connection }) => ({
      connection,
      direction: 'TO',
      type: TYPE,
    })),
  ),
  at('POST /v1/deletes/preview', '/v1/deletes/preview', ({ record }) => ({ record })),
  at('POST /v1/deletes/preview', '/v1/deletes/preview', ({ transfer }) => ({ transfer })),
  at('POST /v1/deletes/preview', '/v1/deletes/preview', ({ connection, scope }) => ({
    connection,
    scope,
    guard: 'delete',
  })),
  at('POST /v1/deletes/preview', '/v1/deletes/preview', ({ connection }) => ({
    connection,
    direction: 'TO',
    type: TYPE,
  })),
  at('GET /v1/records', `/v1/records?type=${TYPE}&connection={connection}&externalId=${MARK}-a`),
  ...each('/v1/records/{id}', '/v1/records/{record}', { GET: 0, DELETE: 0 }),
  at('GET /v1/records/{id}/history', '/v1/records/{record}/history'),
  at('POST /v1/records/{id}/undelete', '/v1/records/{record}/undelete'),
  at('POST /v1/records/{id}/erase', '/v1/records/{record}/erase', () => ({})),
  at('GET /v1/records/{id}/erasure', '/v1/records/{record}/erasure'),
  ...each('/v1/record-types/{name}', '/v1/record-types/{recordType}', { GET: 0, DELETE: 0 }),
  at('POST /v1/links', '/v1/links', ({ record, connection }) => ({ record, connection, externalId: '1' })),
  at('POST /v1/links', '/v1/links', ({ record, ...id }) => ({
    record,
    connection: id['own.connection'],
    externalId: '1',
  })),
  ...each('/v1/links/{id}', '/v1/links/{link}', { GET: 0, DELETE: 0 }),
  at('POST /v1/links/{id}/primary', '/v1/links/{link}/primary'),
  at('GET /v1/duplicates/{id}', '/v1/duplicates/{duplicate}'),
  at('POST /v1/duplicates/{id}/dismiss', '/v1/duplicates/{duplicate}/dismiss'),
  at('POST /v1/duplicates/{id}/reopen', '/v1/duplicates/{duplicate}/reopen'),
  ...each('/v1/match-rules/{id}', '/v1/match-rules/{matchRule}', {
    GET: 0,
    PATCH: { name: 'mine' },
    DELETE: 0,
  }),
  at('POST /v1/playground', '/v1/playground', ({ connection }) => ({ connection, request: { body: '{}' } })),
  at('GET /v1/merges', '/v1/merges?winner={record}'),
  ...['', '/preview'].map((end) =>
    at(`POST /v1/merges${end}`, `/v1/merges${end}`, ({ record, other }) => ({
      winner: record,
      losers: [other],
    })),
  ),
  at('GET /v1/merges/{id}', '/v1/merges/{merge}'),
  at('POST /v1/merges/{id}/undo', '/v1/merges/{merge}/undo'),
  ...['hook={hook}', 'transfer={transfer}'].map((by) => at('GET /v1/explain/now', `/v1/explain/now?${by}`)),
  at('GET /v1/explain', '/v1/explain?connection={connection}&deliveryId=d-1'),
  at('GET /v1/explain', '/v1/explain?trackingId={tracking}'),
  ...[
    'hook={hook}',
    'transfer={transfer}',
    'recordId={record}',
    'event={event}',
    'subscriber={endpoint}&sequence=1',
  ].map((by) => at('GET /v1/explain', `/v1/explain?${by}`)),
  at('GET /v1/explain', `/v1/explain?connection={connection}&type=${TYPE}&externalId=${MARK}-a`),
  at('POST /v1/playground', '/v1/playground', ({ connection }) => ({ connection, request: TRIED })),
  at('POST /v1/playground', '/v1/playground', ({ connector }) => ({ connector, request: TRIED })),
  at('POST /v1/replays', '/v1/replays', ({ hook }) => ({ hook })),
  at('POST /v1/replays', '/v1/replays', ({ connection }) => ({ connection })),
  at('GET /v1/replays/{id}', '/v1/replays/{replay}'),
  ...['run', 'pause', 'resume', 'cancel'].map((act) =>
    at(`POST /v1/replays/{id}/${act}`, `/v1/replays/{replay}/${act}`),
  ),
  at('GET /v1/connections/{id}/unknown-scopes', `${CONNECTION}/unknown-scopes`),
  at('POST /v1/connections/{id}/unknown-scopes/adopt', `${CONNECTION}/unknown-scopes/adopt`, () => ({
    name: 'x',
    type: TYPE,
    action: 'UPDATED',
  })),
  at('GET /v1/rejections', '/v1/rejections?connection={connection}'),
  at('GET /v1/rejections', '/v1/rejections?receiver={receiver}'),
  ...['hook={hook}', 'trackingId={tracking}'].map((by) => at('GET /v1/transfers', `/v1/transfers?${by}`)),
  ...['connection={connection}', 'hook={hook}', 'transfer={transfer}'].map((by) =>
    at('GET /v1/verdicts', `/v1/verdicts?${by}`),
  ),
  at('GET /v1/audit', '/v1/audit?subject={connection}'),
  at('GET /v1/audit/{id}', '/v1/audit/{audit}'),
  at('GET /v1/links', `/v1/links?connection={connection}&type=${TYPE}`),
  at('GET /v1/duplicates', '/v1/duplicates?rule={matchRule}'),
  at('GET /v1/replays', '/v1/replays?connection={connection}'),
  at('GET /v1/keys', '/v1/keys?tenant={tenant}'),
  ...each('/v1/keys/{id}', '/v1/keys/{key}', { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  ...each('/v1/tenants/{id}', '/v1/tenants/{tenant}', { GET: 0, PATCH: { name: 'mine' } }),
  ...['usage', 'export'].map((of) => at(`GET /v1/tenants/{id}/${of}`, `/v1/tenants/{tenant}/${of}`)),
  at('GET /v1/tenants/{id}/deletion', '/v1/tenants/{tenant}/deletion'),
  at('DELETE /v1/tenants/{id}', `/v1/tenants/{tenant}?name=${MARK}%20tenant`),
  ...['suspend', 'resume'].map((act) => at(`POST /v1/tenants/{id}/${act}`, `/v1/tenants/{tenant}/${act}`)),
  at('POST /v1/tenants/{id}/keys', '/v1/tenants/{tenant}/keys', () => ({ name: 'mine', role: 'viewer' })),
  ...each('/v1/endpoints/{id}', ENDPOINT, { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  ...['verify', 'enable', 'disable', 'rotate-secret', 'test', 'deliveries/{sequence}/resend'].map((act) =>
    at(`POST /v1/endpoints/{id}/${act}`, `${ENDPOINT}/${act.replace('{sequence}', '1')}`, () => ({})),
  ),
  at('POST /v1/endpoints/{id}/recover', `${ENDPOINT}/recover`, () => ({ since: '2026-03-01T00:00:00Z' })),
  ...['deliveries', 'deliveries/{sequence}', 'events'].map((of) =>
    at(`GET /v1/endpoints/{id}/${of}`, `${ENDPOINT}/${of.replace('{sequence}', '1')}`),
  ),
  ...each('/v1/portal-links/{id}', '/v1/portal-links/{portalLink}', { GET: 0, DELETE: 0 }),
  ...each('/v1/triggers/{id}', TRIGGER, { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  ...['enable', 'disable', 'test', 'deliveries/{sequence}/resend'].map((act) =>
    at(`POST /v1/triggers/{id}/${act}`, `${TRIGGER}/${act.replace('{sequence}', '1')}`, () => ({})),
  ),
  at('POST /v1/triggers/{id}/recover', `${TRIGGER}/recover`, () => ({ since: '2026-03-01T00:00:00Z' })),
  ...['deliveries', 'deliveries/{sequence}'].map((of) =>
    at(`GET /v1/triggers/{id}/${of}`, `${TRIGGER}/${of.replace('{sequence}', '1')}`),
  ),
  at('POST /v1/handlers', '/v1/handlers', ({ connection }) => ({
    url: 'https://127.0.0.1:9/mine',
    mode: 'live',
    steps: ['update'],
    connections: [connection],
  })),
  ...each('/v1/handlers/{id}', HANDLER, { GET: 0, PATCH: { name: 'mine' }, DELETE: 0 }),
  ...['verify', 'enable', 'disable', 'rotate-secret', 'test'].map((act) =>
    at(`POST /v1/handlers/{id}/${act}`, `${HANDLER}/${act}`, () => ({})),
  ),
  at('GET /v1/handlers/{id}/decisions', `${HANDLER}/decisions`),
  at('GET /v1/handlers/{id}/decisions/{decision}', `${HANDLER}/decisions/{decision}`),
  at(
    'POST /v1/handlers/{id}/decisions/{decision}/release',
    `${HANDLER}/decisions/{decision}/release`,
    () => ({
      decision: 'proceed',
    }),
  ),
  at('GET /v1/callbacks/{id}', '/v1/callbacks/{callback}'),
  at('POST /v1/callbacks/{id}/resend', '/v1/callbacks/{callback}/resend'),
  ...each('/v1/datasets/{id}', DATASET, { GET: 0, PATCH: { filename: 'mine' }, DELETE: 0 }),
  at('POST /v1/datasets/{id}/data', `${DATASET}/data`, () => [{ number: 'mine' }]),
  at('POST /v1/datasets/{id}/analyse', `${DATASET}/analyse`),
  at('GET /v1/datasets/{id}/rows', `${DATASET}/rows`),
  ...each('/v1/datasets/{id}/rows/{row}', `${DATASET}/rows/1`, { GET: 0, PATCH: { skipped: true } }),
  at('POST /v1/imports', '/v1/imports', ({ dataset }) => ({ dataset })),
  at('GET /v1/imports', '/v1/imports?dataset={dataset}'),
  ...['', '/data'].map((of) => at(`GET /v1/imports/{id}${of}`, `/v1/imports/{import}${of}`)),
  ...['continue', 'pause', 'resume', 'cancel', 'undo'].map((act) =>
    at(`POST /v1/imports/{id}/${act}`, `/v1/imports/{import}/${act}`, () => ({})),
  ),
  at('POST /v1/keys/{id}/rotate', '/v1/keys/{key}/rotate', () => ({})),
];

/** Not even the host's own operator reads or changes what a tenant has, except the tenant itself. */
const HOSTS_OWN = /\/v1\/tenants|[?]tenant=/;

describe('the things of a tenant', () => {
  it('are tried at every operation that can name one', async () => {
    const tried = new Set([
      ...TRIALS.map(({ operation }) => operation),
      ...LISTS.map((list) => `GET /v1/${list.split('?')[0]}`),
      ...NAME_NOTHING,
      'GET /v1/tenants',
    ]);
    const operations = (await operationsOf(yard.nobody)).filter(({ role }) => role !== null);

    expect([...tried].toSorted()).toEqual(
      operations.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
  });

  it.each(['another tenant', 'the host'])(
    'are not there for the admin of %s, and stay as they are',
    async (who) => {
      const call = who === 'the host' ? yard.admin : yard.stranger;
      const own = await ownOf(call);
      const before = await everyRow(yard.store);

      const trials = TRIALS.filter(
        ({ operation, path }) => who !== 'the host' || !HOSTS_OWN.test(operation + path(first.ids)),
      );
      for (const trial of trials) {
        const answer = await tryWith(call, trial, { ...first.ids, ...own });
        const ghost = await tryWith(call, trial, { ...ghosts, ...own });
        const told = [trial.operation, trial.path(first.ids), isNothing(answer) ? 404 : answer.status];

        expect(told).toEqual([trial.operation, trial.path(first.ids), 404]);
        expect(plain(answer, first.ids)).toEqual(plain(ghost, ghosts));
      }

      expect(withoutUses(await everyRow(yard.store))).toEqual(withoutUses(before));
    },
  );

  it.each(['another tenant', 'the host'])('stand in no list of %s', async (who) => {
    const call = who === 'the host' ? yard.admin : yard.stranger;

    for (const list of who === 'the host' ? LISTS : [...LISTS, 'tenants', 'audit']) {
      const answer = await call('GET', `/v1/${list}`);
      expect(answer.status).toBe(200);
      for (const text of [MARK, ...THINGS.map((thing) => first.ids[thing])]) {
        expect([list, answer.text.includes(text)]).toEqual([list, false]);
      }
    }
  });

  it('are there for the tenant itself, by the same calls', async () => {
    const reads = TRIALS.filter(({ operation }) => operation.startsWith('GET'));
    const { connection, collection } = first.ids;
    const ids = { ...first.ids, 'own.connection': connection, 'own.collection': collection };
    const statuses = [];
    for (const { operation, path } of reads) {
      const { status } = await first.call('GET', path(ids));
      statuses.push([operation, status]);
    }

    expect(statuses.filter(([, status]) => status !== 200)).toEqual([
      ['GET /v1/connections/{id}/initialize/{type}', 404],
      ['GET /v1/mapping-collections/{id}/resync', 404],
      ['GET /v1/tail', 406],
      ['GET /v1/tail', 406],
      ['GET /v1/records/{id}/erasure', 404],
      ['GET /v1/tenants/{id}/deletion', 404],
    ]);
  });

  it('are left alone by what another does to everything it has', async () => {
    const before = await first.call('GET', `/v1/transfers/${first.ids.transfer}`);

    for (const act of ['release', 'retry', 'park', 'cancel']) {
      const { body } = await yard.stranger('POST', `/v1/transfers/${act}`, { state: 'held' });
      expect(body).toMatchObject({ matched: 0, changed: 0 });
    }

    expect((await first.call('GET', `/v1/transfers/${first.ids.transfer}`)).body).toEqual(before.body);
  });
});

async function ownOf(call: Call): Promise<Ids> {
  const { id } = await aConnection({ admin: call });
  const collection = await call('POST', '/v1/mapping-collections', collectionIntoHub(id));
  return { 'own.connection': id, 'own.collection': String(collection.body.id) };
}

function tryWith(call: Call, { operation, path, body }: Trial, ids: Ids): Promise<Answer> {
  const [method = ''] = operation.split(' ');
  return call(method, path(ids), body?.(ids));
}

/** An empty list tells as little. */
function isNothing({ status, text }: Answer): boolean {
  return status === 200 && text === '{"items":[],"next":null}';
}

/** What an answer says, but for the ids it was asked with. */
function plain({ status, body }: Answer, ids: Ids): unknown {
  let text = JSON.stringify({ status, ...body, requestId: '' });
  for (const thing of THINGS)
    text = text.replaceAll(ids[thing] ?? '', `<${thing === 'other' ? 'record' : thing}>`);
  return JSON.parse(text);
}

/** But for when a key was last used, and what is counted in memory and written by and by. */
function withoutUses({ api_key: keys = [], tenant_usage: _counted, ...rows }: Rows): Rows {
  return { ...rows, api_key: keys.map((key) => ({ ...key, last_used_at: 0 })) };
}

function at(operation: string, path: string, body?: (id: Ids) => unknown): Trial {
  return {
    operation,
    path: (ids) =>
      path.replace(/\{([\w.]+)\}/g, (_whole, name: string) => encodeURIComponent(ids[name] ?? '')),
    ...(body ? { body } : {}),
  };
}

/** The same path by several methods; 0: without a body. */
function each(operation: string, path: string, methods: Readonly<Record<string, object | 0>>): Trial[] {
  return Object.entries(methods).map(([method, body]) =>
    at(`${method} ${operation}`, path, body === 0 ? undefined : () => body),
  );
}

/** What hangs below a connection, once below another's and once below the caller's own. */
function inside(operation: string, path: string, methods: Readonly<Record<string, object | 0>>): Trial[] {
  return ['{connection}', '{own.connection}'].flatMap((of) =>
    each(operation, `/v1/connections/${of}/${path}`, methods),
  );
}
