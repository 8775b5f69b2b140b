import { aParkedDecision } from '../../test/kit/furnished.js';
import { aRecordOf, aResolvedHook, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { connectorsFolder, depotSource } from '../../test/kit/depot.js';
import { APP, grantedConnector } from '../../test/kit/granted.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import { operationsOf } from '../../test/kit/operations.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../../test/kit/shop.js';

import { writeEvents } from '../events/index.js';

let yard: AdminYard;
/** What the steps before made, by the name they are called with. */
let made: Record<string, string>;
const secrets = [SHOP_SECRET];
const driven = new Set<string>();
const cleanUp = new AsyncDisposableStack();

interface Line {
  readonly actor: string;
  readonly tenant: number;
  readonly action: string;
  readonly before_value: string | null;
  readonly after_value: string | null;
}

const POLLED = `scopes: { 'order/sent': ['TRANSACTION', 'UPDATED', 'Sent'], 'order/made': ['TRANSACTION', 'CREATED', 'Made'], 'order/all': ['TRANSACTION', 'INITIALIZE', 'All'], 'order/poll': ['TRANSACTION', 'POLL', 'Polled'] },`;
const HOOKS = `webhook: { verify: { kind: 'unsigned', reason: 'tests' }, scope: 'topic', externalId: 'id', subscriptions: { async list() { return []; }, async create() { return { id: '1' }; }, async remove() {} } },`;
const CHECKED = 'async check() { return { ok: true }; },';
const LISTED = 'async list() { return { items: [], done: true }; }, async get() { return null; },';

beforeAll(async () => {
  yard = cleanUp.use(await anAdminYard());
  const depot = depotSource({
    name: 'depot',
    baseUrl: 'http://127.0.0.1:1',
    handlers: LISTED,
    more: POLLED + HOOKS + CHECKED,
  });
  const folder = cleanUp.use(connectorsFolder({ depot, granted: grantedConnector('http://127.0.0.1:1') }));
  await yard.registry.load({ directory: folder.path, prefer: 'built' });
  const { items } = (await yard.admin('GET', '/v1/keys')).body;
  const body = { connector: 'depot', name: 'Depot', mode: 'live', defaults: true };
  const depotMade = await yard.admin('POST', '/v1/connections', body);
  expect(depotMade).toMatchObject({ status: 201 });
  const granted = { connector: 'granted', name: 'Granted', mode: 'live', secrets: APP };
  const grantedMade = await yard.admin('POST', '/v1/connections', granted);
  secrets.push(APP.clientSecret);
  made = { admin: items[0].id, depot: depotMade.body.id, granted: grantedMade.body.id };
});

afterAll(() => cleanUp.disposeAsync());

/** Look and count, and change nothing. */
const CHANGE_NOTHING = [
  'POST /v1/playground',
  'POST /v1/connections/{id}/upgrade-plan',
  'POST /v1/connectors/{name}/upgrade-plan',
  'POST /v1/deletes/preview',
  'POST /v1/merges/preview',
  'POST /v1/mapping-collections/{id}/preview',
  // Has its line where something is sealed under an older key; here nothing is.
  'POST /v1/master-key/rotation',
];

/** What a line has to say: `made` is after, `removed` is before, `changed` is both. */
type Says = 'made' | 'removed' | 'changed';

/** Makes a call and looks for its line. `as` keeps the id that it answers. */
async function drive(
  operation: string,
  path: string,
  wanted: readonly [action: string, says: Says],
  { body, as, status }: { body?: unknown; as?: string; status?: number } = {},
): Promise<void> {
  const [{ last } = { last: 0 }] = await rowsOf<{ last: number }>(
    yard.store,
    'SELECT coalesce(max(id), 0) AS last FROM audit',
  );
  const [method = ''] = operation.split(' ');
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(made[name] ?? name));

  const answer = await yard.admin(method, filled, body);

  expect([operation, answer.status, answer.status < 300 || answer.text]).toEqual([
    operation,
    status ?? answer.status,
    true,
  ]);
  const { id, name, key } = (answer.body ?? {}) as Record<string, string | undefined>;
  if (as) made[as] = String(id ?? name);
  if (key) secrets.push(key);
  driven.add(operation);
  const lines = await rowsOf<Line>(
    yard.store,
    `SELECT actor, tenant, action, before_value, after_value FROM audit WHERE id > ${last}`,
  );
  const [action, says] = wanted;
  const line = lines.find((one) => one.action === action);
  expect([operation, lines.map((one) => one.action)]).toEqual([operation, expect.arrayContaining([action])]);
  expect(line).toMatchObject({
    actor: made['admin'],
    tenant: 1,
    before_value: says === 'made' ? null : expect.any(String),
    after_value: says === 'removed' ? null : expect.any(String),
  });
}

const WHSEC = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

/** As the hub writes one, handed on. */
async function anEventFor(id: string): Promise<void> {
  const subscriber = yard.registry.directory.current().listening.subscriberById(id);
  const { tenant, mode } = { tenant: subscriber?.tenant ?? 0, mode: subscriber?.mode ?? 'live' };
  const about = { record: null, version: null, recordType: null, connection: null, actor: null };
  const what = { type: 'endpoint.disabled', data: '{}', changed: null, detail: null } as const;
  const event = { tenant, mode, at: Date.now(), root: 0, ...about, ...what };
  await yard.store.write((tx) => writeEvents(tx, [event]));
  await yard.dispatch();
}

function importsAre(state: string): Promise<unknown> {
  return yard.store.transaction((manager) => manager.query(`UPDATE dataset_import SET state = '${state}'`));
}

const ONE = '/v1/connections/{connection}';
const TYPE = 'TRANSACTION';

describe('every change leaves a line in the audit trail, with who, before and after', () => {
  it('of keys, tenants and the master key', async () => {
    const key = { name: 'k', role: 'viewer' };
    await drive('POST /v1/keys', '/v1/keys', ['key.create', 'made'], { body: key, as: 'key' });
    await drive('PATCH /v1/keys/{id}', '/v1/keys/{key}', ['key.change', 'changed'], { body: { name: 'n' } });
    await drive('POST /v1/keys/{id}/rotate', '/v1/keys/{key}/rotate', ['key.rotate', 'changed'], {
      body: {},
    });
    await drive('DELETE /v1/keys/{id}', '/v1/keys/{key}', ['key.remove', 'removed']);
    const tenant = { body: { name: 'made' }, as: 'tenant' };
    await drive('POST /v1/tenants', '/v1/tenants', ['tenant.create', 'made'], tenant);
    const own = '/v1/tenants/{tenant}';
    await drive('PATCH /v1/tenants/{id}', own, ['tenant.change', 'changed'], { body: { name: 'n' } });
    await drive('POST /v1/tenants/{id}/suspend', `${own}/suspend`, ['tenant.suspend', 'changed']);
    await drive('POST /v1/tenants/{id}/resume', `${own}/resume`, ['tenant.resume', 'changed']);
    await drive('POST /v1/tenants/{id}/keys', '/v1/tenants/{tenant}/keys', ['key.create', 'made'], {
      body: key,
    });
    await yard.admin('POST', `/v1/tenants/${made['tenant']}/suspend`);
    const named = `${own}?name=n`;
    await drive('DELETE /v1/tenants/{id}', named, ['tenant.delete', 'changed'], { status: 202 });
  });

  it('of connectors, receivers, connections and scopes', async () => {
    const account = { ...shopConnector, receiver: { ...shopConnector.receiver, account: 'account' } };
    const secret = { webhook: SHOP_SECRET };
    const shop = { connector: 'shop', name: 'Shop', mode: 'live', secrets: secret };
    const receiver = { connector: 'shop', urlPath: 'audited', secrets: secret };
    const scope = { name: 'order/x', type: 'PRODUCT', action: 'UPDATED', source: 'payload' };
    await drive('POST /v1/connectors', '/v1/connectors', ['connector.create', 'made'], { body: account });
    await drive('POST /v1/receivers', '/v1/receivers', ['receiver.create', 'made'], {
      body: receiver,
      as: 'receiver',
    });
    await drive('PATCH /v1/receivers/{id}', '/v1/receivers/{receiver}', ['receiver.change', 'changed'], {
      body: { name: 'n', secrets: { webhook: 'another-secret-0123456789' } },
    });
    await drive('POST /v1/receivers/{id}/rejections/recover', '/v1/receivers/{receiver}/rejections/recover', [
      'rejections.recover',
      'made',
    ]);
    await drive('DELETE /v1/receivers/{id}', '/v1/receivers/{receiver}', ['receiver.remove', 'removed']);
    await drive('POST /v1/connections', '/v1/connections', ['connection.create', 'made'], {
      body: shop,
      as: 'connection',
    });
    await drive('PATCH /v1/connections/{id}', ONE, ['connection.change', 'changed'], {
      body: { name: 'n', secrets: { webhook: 'another-secret-0123456789' } },
    });
    const toGrant = '/v1/connections/{granted}/authorize';
    await drive('POST /v1/connections/{id}/authorize', toGrant, ['connection.authorize', 'made'], {
      body: {},
    });
    await drive('POST /v1/connections/{id}/rotate-key', `${ONE}/rotate-key`, [
      'connection.rotate-key',
      'made',
    ]);
    const newer = (version: string): object => ({ body: { ...account, version } });
    await drive('POST /v1/connectors', '/v1/connectors', ['connector.create', 'made'], newer('1.1.0'));
    const upgraded = ['connection.upgrade', 'changed'] as const;
    const back = ['connection.roll-back', 'changed'] as const;
    const all = '/v1/connectors/shop';
    await drive('POST /v1/connections/{id}/upgrade', `${ONE}/upgrade`, upgraded, { body: {} });
    await drive('POST /v1/connections/{id}/roll-back', `${ONE}/roll-back`, back, { body: {} });
    await drive('POST /v1/connectors/{name}/upgrade', `${all}/upgrade`, upgraded, { body: {} });
    await drive('POST /v1/connectors/{name}/roll-back', `${all}/roll-back`, back, { body: {} });
    await drive('POST /v1/connections/{id}/pause', `${ONE}/pause`, ['connection.pause', 'changed']);
    await drive('POST /v1/connections/{id}/resume', `${ONE}/resume`, ['connection.resume', 'changed']);
    await drive('POST /v1/connections/{id}/rejections/recover', `${ONE}/rejections/recover`, [
      'rejections.recover',
      'made',
    ]);
    await drive('POST /v1/connections/{id}/scopes', `${ONE}/scopes`, ['scope.create', 'made'], {
      body: scope,
      as: 'scope',
    });
    const at = '/v1/connections/{id}/scopes/{scopeId}';
    await drive(`PATCH ${at}`, `${ONE}/scopes/{scope}`, ['scope.change', 'changed'], {
      body: { enabled: false },
    });
    await drive(`DELETE ${at}`, `${ONE}/scopes/{scope}`, ['scope.remove', 'removed']);
  });

  it('of mapping collections, translations and record types', async () => {
    const path = '/v1/mapping-collections/{collection}';
    const at = '/v1/mapping-collections/{id}';
    await drive('POST /v1/mapping-collections', '/v1/mapping-collections', ['collection.create', 'made'], {
      body: collectionIntoHub(made['depot'] ?? ''),
      as: 'collection',
    });
    await aRecordOf(yard, made['depot'] ?? '', 'resynced');
    await drive(`POST ${at}/resync`, `${path}/resync`, ['collection.resync', 'made'], {
      body: { run: true },
    });
    await drive(`POST ${at}/resync/cancel`, `${path}/resync/cancel`, ['collection.cancel-resync', 'made']);
    await drive(`PATCH ${at}`, path, ['collection.change', 'changed'], { body: { name: 'n' } });
    await drive(`POST ${at}/rollback`, `${path}/rollback`, ['collection.rollback', 'changed'], {
      body: { version: 1 },
    });
    await drive(`POST ${at}/clone`, `${path}/clone`, ['collection.clone', 'made'], { body: { name: 'c' } });
    await drive(`POST ${at}/reverse`, `${path}/reverse`, ['collection.reverse', 'made'], {
      body: { name: 'r' },
    });
    await drive(`DELETE ${at}`, path, ['collection.remove', 'removed']);
    const table = '/v1/translations/{translation}';
    await drive('POST /v1/translations', '/v1/translations', ['translation.create', 'made'], {
      body: { name: 't', rows: { '1': 'a' } },
      as: 'translation',
    });
    await drive('PUT /v1/translations/{id}', table, ['translation.change', 'changed'], {
      body: { rows: {} },
    });
    await drive('DELETE /v1/translations/{id}', table, ['translation.remove', 'removed']);
    const type = '/v1/record-types/x:AUDITED';
    const declared = { fields: { note: { kind: 'text' } } };
    await drive('PUT /v1/record-types/{name}', type, ['record-type.declare', 'made'], { body: declared });
    await drive('DELETE /v1/record-types/{name}', type, ['record-type.remove', 'removed']);
  });

  it('of managed webhooks', async () => {
    const at = '/v1/endpoints/{id}';
    const path = '/v1/endpoints/{endpoint}';
    const body = { url: 'http://127.0.0.1:9/hooks', mode: 'sandbox', events: ['*'], secret: WHSEC };
    await drive('POST /v1/endpoints', '/v1/endpoints', ['endpoint.create', 'made'], { body, as: 'endpoint' });
    secrets.push(WHSEC);
    const secretHeaders = { authorization: 'another-secret-0123456789' };
    await drive(`PATCH ${at}`, path, ['endpoint.change', 'changed'], { body: { name: 'n', secretHeaders } });
    await drive(`POST ${at}/rotate-secret`, `${path}/rotate-secret`, ['endpoint.rotate', 'changed'], {
      body: {},
    });
    await drive(`POST ${at}/disable`, `${path}/disable`, ['endpoint.disable', 'changed']);
    await drive(`POST ${at}/enable`, `${path}/enable`, ['endpoint.enable', 'changed']);
    await drive(`POST ${at}/test`, `${path}/test`, ['endpoint.test', 'made'], { body: {} });
    await drive(`POST ${at}/recover`, `${path}/recover`, ['endpoint.recover', 'made'], {
      body: { since: '2026-03-01T00:00:00Z' },
    });
    await anEventFor(made['endpoint'] ?? '');
    const delivery = `${path}/deliveries/1/resend`;
    await drive(`POST ${at}/deliveries/{sequence}/resend`, delivery, ['delivery.resend', 'made']);
    await drive(`DELETE ${at}`, path, ['endpoint.remove', 'removed']);
    const live = { ...body, url: 'https://127.0.0.1:9/hooks', mode: 'live' };
    await drive('POST /v1/endpoints', '/v1/endpoints', ['endpoint.create', 'made'], {
      body: live,
      as: 'endpoint',
    });
    await drive(`POST ${at}/verify`, `${path}/verify`, ['endpoint.verify', 'changed']);
  });

  it('of links to the portal', async () => {
    const links = '/v1/portal-links';
    const body = { subscriber: 'acme', mode: 'sandbox', events: ['record.*'] };
    await drive(`POST ${links}`, links, ['portal-link.create', 'made'], { body, as: 'portalLink' });
    await drive(`DELETE ${links}/{id}`, `${links}/{portalLink}`, ['portal-link.remove', 'removed']);
  });

  it('of triggers', async () => {
    const at = '/v1/triggers/{id}';
    const path = '/v1/triggers/{trigger}';
    const body = { url: 'http://127.0.0.1:9/start', mode: 'sandbox', events: ['*'] };
    const secretHeaders = { authorization: 'another-secret-0123456789' };
    await drive('POST /v1/triggers', '/v1/triggers', ['trigger.create', 'made'], {
      body: { ...body, secretHeaders },
      as: 'trigger',
    });
    secrets.push(secretHeaders.authorization);
    await drive(`PATCH ${at}`, path, ['trigger.change', 'changed'], { body: { name: 'n', secretHeaders } });
    await drive(`POST ${at}/disable`, `${path}/disable`, ['trigger.disable', 'changed']);
    await drive(`POST ${at}/enable`, `${path}/enable`, ['trigger.enable', 'changed']);
    await drive(`POST ${at}/test`, `${path}/test`, ['trigger.test', 'made'], { body: {} });
    await drive(`POST ${at}/recover`, `${path}/recover`, ['trigger.recover', 'made'], {
      body: { since: '2026-03-01T00:00:00Z' },
    });
    await anEventFor(made['trigger'] ?? '');
    const delivery = `${path}/deliveries/1/resend`;
    await drive(`POST ${at}/deliveries/{sequence}/resend`, delivery, ['delivery.resend', 'made']);
    await drive(`DELETE ${at}`, path, ['trigger.remove', 'removed']);
  });

  it('of handlers', async () => {
    const at = '/v1/handlers/{id}';
    const path = '/v1/handlers/{handler}';
    const body = { url: 'http://127.0.0.1:9/decide', mode: 'sandbox', steps: ['update'], secret: WHSEC };
    await drive('POST /v1/handlers', '/v1/handlers', ['handler.create', 'made'], { body, as: 'handler' });
    const secretHeaders = { authorization: 'another-secret-0123456789' };
    await drive(`PATCH ${at}`, path, ['handler.change', 'changed'], { body: { name: 'n', secretHeaders } });
    await drive(`POST ${at}/rotate-secret`, `${path}/rotate-secret`, ['handler.rotate', 'changed'], {
      body: {},
    });
    await drive(`POST ${at}/disable`, `${path}/disable`, ['handler.disable', 'changed']);
    await drive(`POST ${at}/enable`, `${path}/enable`, ['handler.enable', 'changed']);
    await drive(`POST ${at}/test`, `${path}/test`, ['handler.test', 'made'], { body: {} });
    const decision = await aParkedDecision(yard, made['handler'] ?? '', made['connection'] ?? '');
    const release = `${path}/decisions/${decision}/release`;
    await drive(`POST ${at}/decisions/{decision}/release`, release, ['decision.release', 'made'], {
      body: { decision: 'skip' },
    });
    await drive(`DELETE ${at}`, path, ['handler.remove', 'removed']);
    const live = { ...body, url: 'https://127.0.0.1:9/decide', mode: 'live' };
    await drive('POST /v1/handlers', '/v1/handlers', ['handler.create', 'made'], {
      body: live,
      as: 'handler',
    });
    await drive(`POST ${at}/verify`, `${path}/verify`, ['handler.verify', 'changed']);
  });

  it('of callbacks', async () => {
    const ask = { connection: made['connection'], callbackUrl: 'https://127.0.0.1:9/done' };
    const { id } = (await yard.admin('POST', '/v1/replays', ask)).body;
    await yard.admin('POST', `/v1/replays/${id}/cancel`);
    await yard.dispatch();
    made['callback'] = (await yard.admin('GET', '/v1/callbacks')).body.items[0].event;
    const path = '/v1/callbacks/{callback}/resend';
    await drive('POST /v1/callbacks/{id}/resend', path, ['delivery.resend', 'made']);
  });

  it('of transfers, one and many, and of waiting deletes', async () => {
    const path = '/v1/transfers/{transfer}';
    const of = { connection: made['connection'] };
    const hold = async (): Promise<void> => {
      await aResolvedHook(yard, made['connection'] ?? '');
      const { items } = (await yard.admin('GET', `/v1/transfers?connection=${made['connection']}`)).body;
      made['transfer'] = items[0].id;
    };
    await hold();
    for (const act of ['release', 'park', 'retry', 'cancel']) {
      await drive(`POST /v1/transfers/{id}/${act}`, `${path}/${act}`, [`transfer.${act}`, 'changed']);
    }
    await hold();
    for (const [act, state] of [
      ['release', 'held'],
      ['park', 'queued'],
      ['retry', 'parked'],
      ['cancel', 'queued'],
    ]) {
      await drive(`POST /v1/transfers/${act}`, `/v1/transfers/${act}`, [`transfers.${act}`, 'changed'], {
        body: { ...of, state },
      });
    }
    await hold();
    await yard.store.transaction((manager) =>
      manager.query(`UPDATE request SET state = 100, held_code = 'edit-conflict' WHERE ended_at IS NULL`),
    );
    await drive('POST /v1/transfers/{id}/decide', `${path}/decide`, ['transfer.decide', 'changed'], {
      body: { decision: 'keep' },
    });
    for (const act of ['release', 'cancel']) {
      await drive(`POST /v1/deletes/${act}`, `/v1/deletes/${act}`, [`deletes.${act}`, 'made'], {
        body: { ...of, direction: 'TO', type: TYPE },
      });
    }
  });

  it('of records, links, duplicates and merges', async () => {
    const numbers = [];
    for (const name of ['a', 'b', 'c']) {
      const number = await aRecordOf(yard, made['connection'] ?? '', `audited-${name}`);
      numbers.push(number);
      made[name] = yard.publicIds.publicId('rec', number);
    }
    const rule = { type: TYPE, name: 'r', parts: [{ fields: ['number'], form: 'exact' }] };
    const at = '/v1/match-rules/{rule}';
    await drive('POST /v1/match-rules', '/v1/match-rules', ['match-rule.create', 'made'], {
      body: rule,
      as: 'rule',
    });
    await yard.findDuplicates();
    made['group'] = (await yard.admin('GET', `/v1/duplicates?type=${TYPE}`)).body.items[0].id;
    for (const act of ['dismiss', 'reopen']) {
      await drive(`POST /v1/duplicates/{id}/${act}`, `/v1/duplicates/{group}/${act}`, [
        `duplicates.${act}`,
        'made',
      ]);
    }
    await drive('PATCH /v1/match-rules/{id}', at, ['match-rule.change', 'changed'], { body: { name: 'n' } });
    await drive('DELETE /v1/match-rules/{id}', at, ['match-rule.remove', 'removed']);
    const suggestions = (await yard.admin('GET', '/v1/match-rules/suggestions')).body.items;
    made['suggestion'] = suggestions[0].key;
    await drive('POST /v1/match-rules/suggestions/{key}', '/v1/match-rules/suggestions/{suggestion}', [
      'match-rule.create',
      'made',
    ]);
    const merge = { winner: made['a'], losers: [made['b']] };
    await drive('POST /v1/merges', '/v1/merges', ['record.merge', 'made'], { body: merge, as: 'merge' });
    await drive('POST /v1/merges/{id}/undo', '/v1/merges/{merge}/undo', ['record.unmerge', 'removed']);
    await drive('POST /v1/links', '/v1/links', ['link.create', 'made'], {
      body: { record: made['c'], connection: made['connection'], externalId: 'second' },
      as: 'link',
    });
    const link = '/v1/links/{link}';
    await drive('POST /v1/links/{id}/primary', `${link}/primary`, ['link.make-primary', 'changed']);
    const { links } = (await yard.admin('GET', `/v1/records/${made['c']}`)).body;
    made['link'] = links.find((one: { primary: boolean }) => !one.primary).id;
    await drive('DELETE /v1/links/{id}', link, ['link.remove', 'removed']);
    await drive('DELETE /v1/records/{id}', '/v1/records/{c}', ['record.delete', 'changed']);
    await drive('POST /v1/records/{id}/undelete', '/v1/records/{c}/undelete', ['record.undelete', 'changed']);
    await drive('POST /v1/records/{id}/erase', '/v1/records/{c}/erase', ['record.erase', 'made'], {
      body: { reason: 'asked for' },
    });
  });

  it('of what brings records, and of the end of a connection', async () => {
    made['connection'] = made['depot'] ?? '';
    const at = '/v1/connections/{id}';
    await drive(`POST ${at}/schedules`, `${ONE}/schedules`, ['schedule.create', 'made'], {
      body: { scope: 'order/poll', everySeconds: 60 },
      as: 'schedule',
    });
    const schedule = `${ONE}/schedules/{schedule}`;
    const change = { body: { everySeconds: 120 } };
    await drive(`PATCH ${at}/schedules/{scheduleId}`, schedule, ['schedule.change', 'changed'], change);
    await drive(`POST ${at}/schedules/{scheduleId}/run`, `${schedule}/run`, ['schedule.run', 'changed']);
    await drive(`DELETE ${at}/schedules/{scheduleId}`, schedule, ['schedule.remove', 'removed']);
    const ask = { body: { type: TYPE } };
    await drive(`POST ${at}/initialize`, `${ONE}/initialize`, ['initialize.start', 'made'], ask);
    await drive(`POST ${at}/initialize/{type}/{decision}`, `${ONE}/initialize/${TYPE}/cancel`, [
      'initialize.cancel',
      'made',
    ]);
    await drive(`POST ${at}/sync`, `${ONE}/sync?type=${TYPE}`, ['sync.start', 'made'], { body: ['1'] });
    await drive(`POST ${at}/reconcile`, `${ONE}/reconcile`, ['reconcile.start', 'made'], {
      ...ask,
      as: 'plan',
    });
    const plan = `${ONE}/reconciles/{plan}`;
    await yard.store.transaction((manager) => manager.query(`UPDATE reconcile SET state = 'planned'`));
    await drive(`POST ${at}/reconciles/{reconcileId}/run`, `${plan}/run`, ['reconcile.running', 'made'], {
      body: {},
    });
    await drive(`POST ${at}/reconciles/{reconcileId}/cancel`, `${plan}/cancel`, [
      'reconcile.cancelled',
      'made',
    ]);
    const checked = ['connection.check', 'made'] as const;
    await drive(`POST ${at}/check`, `${ONE}/check`, checked);
    const hooks = `${at}/subscriptions`;
    const ofHooks = ['connection.change-subscriptions', 'changed'] as const;
    await drive(`PATCH ${hooks}`, `${ONE}/subscriptions`, ofHooks, { body: { isManaged: true } });
    await drive(`POST ${hooks}/reconcile`, `${ONE}/subscriptions/reconcile`, [
      'connection.reconcile-subscriptions',
      'made',
    ]);
    await yard.store.transaction((manager) =>
      manager.query(
        `INSERT INTO subscription (public_id, connection, state, topics, attempts, due_at, created_at, updated_at)
         SELECT 'sub_orphan', id, 'orphan', '["x"]', 0, 0, 0, 0 FROM connection WHERE public_id = '${made['depot']}'`,
      ),
    );
    await drive(`DELETE ${hooks}/{subscriptionId}`, `${ONE}/subscriptions/sub_orphan`, [
      'connection.remove-subscription',
      'removed',
    ]);
    await drive(`POST ${at}/unknown-scopes/adopt`, `${ONE}/unknown-scopes/adopt`, ['scope.create', 'made'], {
      body: { name: 'order/archived', type: TYPE, action: 'UPDATED' },
    });
    await drive('POST /v1/replays', '/v1/replays', ['replay.plan', 'made'], {
      body: { connection: made['connection'] },
      as: 'replay',
    });
    await yard.store.transaction((manager) => manager.query(`UPDATE replay SET state = 'planned'`));
    for (const act of ['run', 'pause', 'resume', 'cancel']) {
      const step = `/v1/replays/{replay}/${act}`;
      await drive(`POST /v1/replays/{id}/${act}`, step, [`replay.${act}`, 'changed']);
    }
    await drive(`DELETE ${at}`, ONE, ['connection.remove', 'removed']);
  });

  it('of datasets and imports', async () => {
    const at = '/v1/datasets/{id}';
    const own = '/v1/datasets/{dataset}';
    const columns = [{ name: 'email' }];
    await drive('POST /v1/datasets', '/v1/datasets', ['dataset.create', 'made'], {
      body: { type: 'CUSTOMER', columns },
      as: 'dataset',
    });
    await drive(`POST ${at}/data`, `${own}/data`, ['dataset.receive', 'made'], {
      body: [{ email: 'a@b.c' }],
    });
    await drive(`PATCH ${at}`, own, ['dataset.change', 'changed'], { body: { filename: 'f.csv' } });
    await drive(`PATCH ${at}/rows/{row}`, `${own}/rows/1`, ['dataset.mend-row', 'made'], {
      body: { values: { email: 'd@b.c' } },
    });
    await drive(`POST ${at}/analyse`, `${own}/analyse`, ['dataset.analyse', 'made']);
    await drive('POST /v1/imports', '/v1/imports', ['import.start', 'made'], {
      body: { dataset: made['dataset'] },
      as: 'import',
    });
    const step = (act: string, body?: object): Promise<void> =>
      drive(`POST /v1/imports/{id}/${act}`, `/v1/imports/{import}/${act}`, [`import.${act}`, 'changed'], {
        body,
      });
    await importsAre('running');
    for (const act of ['pause', 'resume']) await step(act);
    await importsAre('needs_review');
    await step('continue', {});
    await step('cancel');
    await drive('POST /v1/imports/{id}/undo', '/v1/imports/{import}/undo', ['import.undo', 'made']);
    await importsAre('completed');
    await drive(`DELETE ${at}`, own, ['dataset.remove', 'removed']);
  });

  it('and nothing that changes something is left out', async () => {
    const operations = (await operationsOf(yard.nobody))
      .filter(({ method, role }) => method !== 'GET' && role !== null)
      .map(({ method, path }) => `${method} ${path}`);

    expect([...driven, ...CHANGE_NOTHING].toSorted()).toEqual(operations.toSorted());
  });

  it('and no line holds a secret', async () => {
    const lines = JSON.stringify(await rowsOf(yard.store, 'SELECT * FROM audit'));

    expect(secrets.length).toBeGreaterThan(5);
    for (const secret of [...secrets, 'another-secret-0123456789']) expect(lines).not.toContain(secret);
  });
});
