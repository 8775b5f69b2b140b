import type { Question } from '../../src/flow/index.js';
import { gateDecision } from '../../src/gate/index.js';
import { aRecordOf, aResolvedHook, viewOf, type AdminYard, type Call } from './an-admin.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from './shop.js';

/** A tenant with something of everything: its ids, by what they are of. */
export interface Furnished {
  readonly ids: Readonly<Record<Thing, string>>;
  readonly call: Call;
}

export const THINGS = [
  'tenant',
  'key',
  'connector',
  'connection',
  'scope',
  'receiver',
  'collection',
  'translation',
  'recordType',
  'matchRule',
  'duplicate',
  'record',
  'other',
  'link',
  'merge',
  'hook',
  'transfer',
  'tracking',
  'schedule',
  'reconcile',
  'sync',
  'replay',
  'dataset',
  'import',
  'audit',
  'endpoint',
  'trigger',
  'handler',
  'decision',
  'event',
  'portalLink',
  'callback',
] as const;
export type Thing = (typeof THINGS)[number];

/** The text that stands in what the tenant has, and in nothing else. */
export const MARK = 'furnished-mark';

/** Makes a tenant and furnishes it. What only a connector's code could bring is put into the tables. */
export async function aFurnishedTenant(yard: AdminYard): Promise<Furnished> {
  const made = await yard.admin('POST', '/v1/tenants', { name: `${MARK} tenant` });
  const call = yard.withKey(made.body.key);
  const add = async (path: string, body: unknown): Promise<string> => {
    const answer = await call('POST', path, body);
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
    return String(answer.body.id ?? answer.body.name);
  };
  const first = async (path: string): Promise<string> => String((await call('GET', path)).body.items[0].id);

  const receiver = { ...shopConnector.receiver, account: 'account' };
  const connector = await add('/v1/connectors', { ...shopConnector, name: `${MARK}-shop`, receiver });
  const input = { connector, name: MARK, mode: 'live', secrets: { webhook: SHOP_SECRET } };
  const connection = await add('/v1/connections', input);
  await add('/v1/connectors', { ...shopConnector, name: connector, version: '1.0.1', receiver });
  await add(`/v1/connections/${connection}/upgrade`, {});
  const configured = {
    connector,
    connection,
    tenant: String(made.body.id),
    key: await first('/v1/keys'),
    scope: await first(`/v1/connections/${connection}/scopes`),
    receiver: await add('/v1/receivers', { connector, urlPath: MARK, secrets: { webhook: SHOP_SECRET } }),
    collection: await add('/v1/mapping-collections', { ...collectionIntoHub(connection), name: MARK }),
    translation: await add('/v1/translations', { name: MARK, rows: { '1': MARK } }),
    recordType: `x:${MARK.toUpperCase().replace('-', '_')}`,
    matchRule: await add('/v1/match-rules', {
      type: 'TRANSACTION',
      name: MARK,
      parts: [{ fields: ['number'], form: 'exact' }],
    }),
  };
  await call('PUT', `/v1/record-types/${configured.recordType}`, { fields: { note: { kind: 'text' } } });
  const endpoint = await add('/v1/endpoints', {
    url: `https://127.0.0.1:9/${MARK}`,
    mode: 'live',
    events: ['*'],
    subscriber: MARK,
  });
  const portalLink = await add('/v1/portal-links', { subscriber: MARK, mode: 'live', events: ['*'] });
  const trigger = await add('/v1/triggers', {
    url: `https://127.0.0.1:9/${MARK}`,
    mode: 'live',
    events: ['record.*'],
    staticFields: { mark: MARK },
  });
  const handler = await add('/v1/handlers', {
    url: `https://127.0.0.1:9/${MARK}`,
    mode: 'live',
    steps: ['update'],
    connections: [connection],
  });
  const decision = await aParkedDecision(yard, handler, connection);
  await aResolvedHook(yard, connection);
  const records = await someRecords(yard, connection);
  await yard.findDuplicates();
  const dataset = await add('/v1/datasets', {
    type: 'TRANSACTION',
    identifier: MARK,
    columns: [{ name: 'number' }],
  });
  await call('POST', `/v1/datasets/${dataset}/data`, [{ number: MARK }]);
  const [record = '', other = '', ...losers] = records;
  await putIntoTables(yard, connection);
  const ids = {
    ...configured,
    record,
    other,
    duplicate: await first('/v1/duplicates?type=TRANSACTION'),
    merge: await add('/v1/merges', { winner: record, losers }),
    link: String((await call('GET', `/v1/records/${record}`)).body.links[0].id),
    hook: await first(`/v1/hooks?connection=${connection}`),
    transfer: await first(`/v1/transfers?connection=${connection}`),
    tracking: String((await call('GET', `/v1/transfers?connection=${connection}`)).body.items[0].trackingId),
    schedule: `sch_${MARK}`,
    reconcile: `rcn_${MARK}`,
    sync: `syn_${MARK}`,
    replay: await aCallback(add, connection),
    audit: await first(`/v1/audit?subject=${connection}`),
    dataset,
    import: await add('/v1/imports', { dataset }),
    endpoint,
    trigger,
    handler,
    decision,
    portalLink,
  };
  await yard.dispatch();
  const callback = String((await call('GET', '/v1/callbacks')).body.items[0].event);
  const event = await first(`/v1/endpoints/${endpoint}/events`);
  return { ids: { ...ids, event, callback }, call };
}

/** A replay that is cancelled, which is told; answers another. */
async function aCallback(
  add: (path: string, body: unknown) => Promise<string>,
  connection: string,
): Promise<string> {
  const callbackUrl = `https://127.0.0.1:9/${MARK}`;
  const over = await add('/v1/replays', { connection, scope: MARK, callbackUrl });
  await add(`/v1/replays/${over}/cancel`, undefined);
  return add('/v1/replays', { connection, scope: MARK, callbackUrl });
}

/** What a handler was asked and did not answer. */
export async function aParkedDecision(yard: AdminYard, id: string, connection: string): Promise<string> {
  const { queue, tenant, mode } = yard.registry.directory.current().deciding.handlerById(id) ?? never(id);
  const question: Question = {
    step: 'update',
    recordType: 'TRANSACTION',
    connection,
    externalId: MARK,
    incoming: { note: MARK },
    stored: null,
    changes: {},
  };
  const order = { handler: id, position: 'before', onFailure: 'park', fingerprint: '', question } as const;
  const { number } = viewOf(yard, connection);
  const place = { tenant, mode, queue, connection: number, direction: 'TO', recordId: MARK } as const;
  const [made] = await yard.ledger.enqueue([gateDecision({ ...place, order, dueAt: 0 }, null)]);
  const seq = made?.kind === 'queued' ? made.seq : 0;
  await yard.store.transaction((manager) =>
    manager.query(`UPDATE request SET state = 100 WHERE seq = ${seq}`),
  );
  return yard.publicIds.publicId('dec', seq);
}

function never(what: string): never {
  throw new Error(`there is no ${what}`);
}

async function someRecords(yard: AdminYard, connection: string): Promise<string[]> {
  const records: string[] = [];
  for (const name of ['a', 'b', 'c']) {
    const number = await aRecordOf(yard, connection, `${MARK}-${name}`);
    records.push(yard.publicIds.publicId('rec', number));
  }
  return records;
}

async function putIntoTables(yard: AdminYard, id: string): Promise<void> {
  const { tenant, number } = viewOf(yard, id);
  const statements = [
    `INSERT INTO poll_schedule (public_id, tenant, connection, type, scope, every_ms, overlap_ms, page_size,
       first_run, next_at, created_at, updated_at)
     VALUES ('sch_${MARK}', ${tenant}, ${number}, 'TRANSACTION', 'order/poll', 60000, 0, 100, 'skip', 0, 1, 1)`,
    `INSERT INTO manual_sync (public_id, tenant, connection, direction, type, is_debug, state, turn, created_at,
       updated_at)
     VALUES ('syn_${MARK}', ${tenant}, ${number}, 'TO', 'TRANSACTION', 0, 'received', 1, 1, 1)`,
    `INSERT INTO reconcile (public_id, tenant, connection, type, scope, page_size, cause, state, due_at, created_at,
       updated_at)
     VALUES ('rcn_${MARK}', ${tenant}, ${number}, 'TRANSACTION', 'order/poll', 100, 'person', 'planned', 0, 1, 1)`,
    `INSERT INTO rejection (owner, at, reason, head)
     VALUES (${number * 2}, 1, 'signature', '{"method":"POST","path":"/${MARK}","query":"","headers":{}}')`,
  ];
  await yard.store.transaction(async (manager) => {
    for (const statement of statements) await manager.query(statement);
  });
}
