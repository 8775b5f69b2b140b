import type { RecordType } from '@hookyard/sdk';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import fastify from 'fastify';

import { AdminModule, KeyRates, createAdminApp } from '../../src/admin/index.js';
import { SystemClock } from '../../src/clock/index.js';
import { configSchema } from '../../src/config/index.js';
import {
  laneKeyOf,
  type Checked,
  type GatedRequest,
  type IncomingHook,
  type Settlement,
  type VerdictRow,
} from '../../src/flow/index.js';
import { createDeliver } from '../../src/deliver/index.js';
import { createEgress } from '../../src/egress/index.js';
import { openChecks } from '../../src/host-checks.js';
import { openDatasets } from '../../src/host-datasets.js';
import { openOAuth } from '../../src/host-oauth.js';
import { openSchedule } from '../../src/host-schedule.js';
import { openTenancy } from '../../src/host-tenants.js';
import {
  createHub,
  createLinkNeeds,
  DuplicateFinding,
  Duplicates,
  hubEffectsWith,
  MatchRules,
  createLinkReads,
  hubEffects,
  Merging,
  type Hub,
  type HubEffects,
} from '../../src/hub/index.js';
import { createHttpServerOptions } from '../../src/http/index.js';
import { createLedger, type OpenLedger } from '../../src/ledger/index.js';
import { createLogger, Metrics } from '../../src/observe/index.js';
import { changeByHand, linkFactsOf, rehearseHook } from '../../src/pipeline/index.js';
import { SenderHosts } from '../../src/receive/index.js';
import { ownerOfConnection, type ConnectionView } from '../../src/registry/index.js';
import { ResyncStore, Resyncs, SubscriptionStore, Subscriptions } from '../../src/schedule/index.js';
import { openPublicIds, type OpenStore, type PublicIds } from '../../src/store/index.js';
import { Outages } from '../../src/transfer/index.js';
import { Described } from './described.js';
import { aCheck } from './a-check.js';
import { aRegistry, TEST_PUBLIC_URL, type TestRegistry } from './a-registry.js';
import { SHOP_SECRET, shopConnector } from './shop.js';

/** What every check comes to: nothing is called here. */
const wellChecked = async (): Promise<Checked> => aCheck();

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads whatever came
  readonly body: any;
}

/** A text is sent as it is, as `contentType`. */
export type Call = (
  method: string,
  path: string,
  body?: unknown,
  contentType?: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** The same with headers. */
export function withHeaders(call: Call, headers: Readonly<Record<string, string>>): Call {
  return (method, path, body, contentType) => call(method, path, body, contentType, headers);
}

/** The management API on a throw-away database, with two tenants. */
export interface AdminYard extends AsyncDisposable {
  readonly admin: Call;
  /** The admin of another tenant. */
  readonly stranger: Call;
  readonly nobody: Call;
  readonly withKey: (key: string) => Call;
  readonly withRole: (role: 'operator' | 'developer' | 'viewer' | 'ingest') => Promise<Call>;
  readonly ledger: OpenLedger;
  readonly hub: Hub;
  readonly store: OpenStore;
  readonly publicIds: PublicIds;
  readonly registry: TestRegistry['registry'];
  readonly paths: () => readonly string[];
  /** Looks for duplicates until there is nothing left to look at. */
  /** Deletes what is to be deleted, until there is nothing left to do. */
  readonly deleteTenants: () => Promise<void>;
  readonly findDuplicates: () => Promise<void>;
  /** Hands events on until there is none left; nothing is sent. */
  readonly dispatch: () => Promise<void>;
}

/** The same for every yard of a file: it follows from the code alone. */
let described: Described | undefined;

/** Without a limit on calls, unless one is given. */
export async function anAdminYard({ callsPerSecond = 0 } = {}): Promise<AdminYard> {
  const clock = new SystemClock();
  const kit = await aRegistry();
  const { store } = kit.database;
  const { registry } = kit;
  const hub = createHub({ store });
  const matchRules = new MatchRules({ store, clock });
  await matchRules.start();
  const finding = new DuplicateFinding({ store, clock, rules: matchRules, settleMs: 0 });
  const ledger = createLedger({
    store,
    clock,
    effects: hubEffectsWith({
      watches: (tenant, type) => matchRules.watches(tenant, type),
      hears: (...of) => registry.directory.current().hears(...of),
    }),
    needs: createLinkNeeds(hub),
    leaseMs: 15_000,
    window: null,
    sweepEveryMs: 0,
  });
  await ledger.start();
  const publicIds = await openPublicIds(store);
  const tenancy = await openTenancy(
    { store, clock, publicIds, registry, ledger },
    { leaseMs: 0, onDeleted: () => undefined },
  );
  const schedule = openSchedule({
    store,
    clock,
    ledger,
    registry,
    hub,
    publicIds,
    enqueue: (requests) => ledger.enqueue(requests),
    enqueueAlso: (change) => ledger.change({ effects: undefined, ...change }),
    untell: async function* () {},
    unname: async function* () {},
    onGap: () => undefined,
    onErased: () => undefined,
  });
  const byHand: Parameters<typeof changeByHand>[1] = {
    ledger,
    clock,
    directory: registry.directory,
    onClaimed: () => undefined,
  };
  const datasets = openDatasets({
    store,
    clock,
    ledger,
    registry,
    hub,
    tenancy,
    settings: configSchema.parse({}),
    metrics: new Metrics(),
    enqueueAlso: (change) => ledger.change({ effects: undefined, ...change }),
    changeByHand: (change) => changeByHand(change, byHand),
  });
  const egress = createEgress({ allow: '127.0.0.1', callTimeoutMs: 5_000 });
  const deliver = createDeliver({
    store,
    clock,
    directory: registry.directory,
    egress,
    hub,
    publicIds,
    reads: ledger.reads,
    requests: ledger,
    enqueueAlso: async (change) => void (await ledger.change({ effects: undefined, ...change })),
    disable: async () => undefined,
    slots: 100,
  });
  const oauth = openOAuth({
    registry,
    egress,
    clock,
    config: configSchema.parse({}),
    logger: createLogger({ level: 'silent' }),
    publicUrl: TEST_PUBLIC_URL,
    checkWith: wellChecked,
  });
  const checks = openChecks({
    store,
    clock,
    registry,
    config: configSchema.parse({}),
    logger: createLogger({ level: 'silent' }),
    metrics: new Metrics(),
    check: wellChecked,
    failing: new Outages({ store, clock, directory: registry.directory }),
  });
  const server = fastify(createHttpServerOptions({ maxBodyBytes: 1_000_000 }));
  const routes: string[] = [];
  server.addHook('onRoute', ({ method, url }) => void routes.push(`${String(method)} ${url}`));
  const app = await createAdminApp({
    module: AdminModule.register({
      registry,
      ...schedule.admin,
      ledgerReads: ledger.reads,
      tail: ledger.tail,
      onNews: (listener) => store.onNotify(listener),
      hub,
      links: createLinkReads(store),
      merging: new Merging(hub),
      matchRules,
      duplicates: new Duplicates({ store, clock, rules: matchRules }),
      ...deliver.admin,
      resyncs: new Resyncs({
        store: new ResyncStore(store),
        directory: registry.directory,
        links: createLinkReads(store),
        clock,
      }),
      readThere: async (_connection, { externalId }) => ({ id: externalId, number: `#${externalId}` }),
      changeByHand: (change) => changeByHand(change, byHand),
      ...datasets.admin,
      subscriptions: new Subscriptions({
        store: new SubscriptionStore(store),
        database: store,
        subscribing: registry.subscribing,
        publicUrl: 'https://yard.example',
        directory: registry.directory,
        clock,
        hint: () => undefined,
      }),
      authorizing: oauth.authorizing,
      checks: checks.admin,
      budgetsOf: async () => [],
      tenancy,
      publicIds,
      requests: ledger,
      deletes: ledger.deletes,
      children: ledger.children,
      rehearse: (request, trial) =>
        rehearseHook(request, trial, {
          clock,
          links: linkFactsOf(hub),
          credentialKey: Buffer.alloc(32, 7),
          senders: new SenderHosts({ egress: { request: () => Promise.reject(new Error('none')) }, clock }),
        }),
      recoverRejections: async () => ({ accepted: 0, duplicates: 0, refused: 0, incomplete: 0 }),
      keyRates: new KeyRates(callsPerSecond, clock),
      health: { whyNotReady: async () => null, isStopping: () => false, metrics: async () => 'up 1\n' },
    }),
    fastify: server,
    version: '1.0.0',
    authorizing: oauth.authorizing,
    onUnexpected: (error) => {
      throw error;
    },
  });
  await server.ready();
  described ??= new Described((await server.inject('/openapi.json')).json());
  const description = described;
  const calling = (key: string | null): Call => checked(caller(app, key), description);
  const host = { tenant: 1, id: 'host' };
  const other = await registry.tenants.create(host, { name: 'other' });
  return {
    admin: calling(kit.firstKey),
    stranger: calling(other.key),
    nobody: calling(null),
    withKey: calling,
    withRole: async (role) => calling((await registry.apiKeys.create(host, { name: role, role })).key),
    ledger,
    hub,
    store,
    publicIds,
    registry,
    paths: () => routes,
    deleteTenants: () => runOut(tenancy.chores),
    findDuplicates: async () => {
      while (await finding.run());
    },
    dispatch: async () => {
      while (await deliver.dispatching.run());
    },
    [Symbol.asyncDispose]: async () => {
      await app.close();
      await egress.close();
      matchRules.stop();
      await tenancy.usage.stop();
      await ledger.stop();
      await kit[Symbol.asyncDispose]();
    },
  };
}

/** The description itself, and the portal: its API is its page's alone. */
const UNDESCRIBED = /^\/(openapi|portal)/;

/** Whatever a test calls is held to the description. */
function checked(call: Call, described: Described): Call {
  return async (method, url, ...rest) => {
    const answer = await call(method, url, ...rest);
    const wrong = UNDESCRIBED.test(url) ? null : described.whyWrong(method, url, answer);
    if (wrong !== null) throw new Error(wrong);
    return answer;
  };
}

function caller(app: NestFastifyApplication, key: string | null): Call {
  return async (method, url, body, contentType = 'application/json', headers = {}) => {
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers: {
        ...headers,
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(typeof body === 'string' ? { 'content-type': contentType } : {}),
      },
      ...(body === undefined ? {} : { payload: body as object }),
    });
    const type = String(answer.headers['content-type'] ?? '');
    const isLines = type.includes('ndjson');
    const isJson = type.includes('json') && !isLines;
    return {
      status: answer.statusCode,
      type,
      headers: answer.headers,
      text: answer.body,
      body: isJson ? answer.json() : isLines ? answer.body : answer.rawPayload,
    };
  };
}

export const CONNECTION = {
  connector: 'shop',
  name: 'Shop, Ghent',
  mode: 'live',
  secrets: { webhook: SHOP_SECRET },
};

export async function aConnection({
  admin,
}: Pick<AdminYard, 'admin'>): Promise<{ id: string; key: string; hookUrl: string }> {
  if ((await admin('GET', '/v1/connectors/shop')).status === 404) {
    expect(await admin('POST', '/v1/connectors', shopConnector)).toMatchObject({ status: 201 });
  }
  const made = await admin('POST', '/v1/connections', CONNECTION);
  expect(made).toMatchObject({ status: 201 });
  return made.body;
}

export function viewOf({ registry }: AdminYard, id: string): ConnectionView {
  const view = registry.directory.current().connectionById(id);
  if (!view) throw new Error(`no connection ${id}`);
  return view;
}

export const BODY = Buffer.from('{"topic":"order/updated","id":"1001"}');

/** A hook at a connection's address: one element became a request, held for a person, the other a verdict. */
export async function aResolvedHook(yard: AdminYard, id: string): Promise<void> {
  const connection = viewOf(yard, id);
  await aHookAt(yard, ownerOfConnection(connection.number), { request: connection, verdict: connection });
}

/** The same at any address, each element of the connection named. */
export async function aHookAt(
  { ledger }: AdminYard,
  owner: number,
  of: { readonly request: ConnectionView; readonly verdict: ConnectionView },
): Promise<void> {
  const accepted = await ledger.accept(incoming(owner, owner % 2 === 0 ? owner / 2 : null));
  const claim = await ledger.holdInbox(owner);
  if (accepted.kind !== 'new' || claim === null) throw new Error('the hook was not taken');
  const { isStored } = await ledger.resolve({
    hook: accepted.seq,
    owner,
    claim,
    from: 0,
    to: 2,
    plan: 'shop@1.0.0 1',
    isLast: true,
    requests: [gated(of.request, accepted.seq)],
    verdicts: [verdict(of.verdict, owner, accepted.seq)],
    events: [],
  });
  await ledger.releaseInbox(owner, claim);
  if (!isStored) throw new Error('the slice was not stored');
}

/** A record with one link, as a transfer leaves them; answers its number. */
export async function aRecordOf(
  yard: AdminYard,
  id: string,
  externalId: string,
  type: RecordType = 'TRANSACTION',
): Promise<number> {
  const { tenant, number: connection, mode } = viewOf(yard, id);
  const record = await yard.hub.nextRecordId();
  const of = { tenant, mode, connection, type, at: Date.now() } as const;
  const effects: HubEffects = {
    record: {
      ...of,
      id: record,
      expected: 0,
      data: '{"number":"#1"}',
      deletedAt: null,
      changed: '{}',
      root: 0,
    },
    newLink: {
      ...of,
      externalId,
      record,
      isPrimary: true,
      generation: 1,
      baseline: null,
      isOwnWrite: false,
      remoteVersion: null,
    },
  };
  await yard.store.write((tx) => hubEffects(tx, [{ effects } as Settlement]));
  return record;
}

function incoming(owner: number, connection: number | null): IncomingHook {
  return {
    owner,
    receivedAt: Date.now(),
    head: {
      method: 'POST',
      path: '/sub',
      query: 'a=1',
      headers: { 'content-type': 'application/json', 'x-signature': 'hash:0123456789abcdef' },
      scheme: 'hmac',
      secretId: 'sec_1',
      connection,
      mode: 'live',
      deliveryId: 'd-1',
    },
    body: BODY,
    key: null,
    bodyHash: 1,
  };
}

function gated({ tenant, number, queues }: ConnectionView, hook: number): GatedRequest {
  const name = {
    tenant,
    connection: number,
    direction: 'TO',
    kind: 'transfer',
    type: 'TRANSACTION',
    recordId: '1001',
  };
  const request: Omit<GatedRequest, keyof { [K in keyof GatedRequest as K extends symbol ? K : never]: 1 }> =
    {
      queue: queues.TO,
      lane: laneKeyOf(name as Parameters<typeof laneKeyOf>[0]),
      tier: 1,
      kind: 'transfer',
      type: 'TRANSACTION',
      action: 'UPDATED',
      scope: 'order/updated',
      recordId: '1001',
      mode: 'live',
      payload: '{"id":"1001"}',
      hook,
      element: 0,
      root: 0,
      parent: null,
      depth: 0,
      isOptional: false,
      dueAt: Date.now(),
      state: 'held',
      heldCode: 'needs-a-person',
      trail: '[{"at":1,"config":1,"passed":["scope.known","scope.enabled"]}]',
      coalesce: 'never',
      overtakes: false,
      absorbs: false,
      child: null,
    };
  return request as GatedRequest;
}

function verdict({ tenant, number }: ConnectionView, owner: number, hook: number): VerdictRow {
  return {
    tenant,
    connection: number,
    owner,
    hook,
    element: 1,
    parent: null,
    scope: 'order/deleted',
    type: 'TRANSACTION',
    recordId: '1001',
    ruling: {
      verdict: 'disabled-scope',
      rule: 'scope.enabled',
      facts: { scope: 'order/deleted' },
      configVersion: 3,
      at: Date.now(),
    },
  };
}

async function runOut(chores: readonly (() => Promise<boolean>)[]): Promise<void> {
  for (let hasMore = true; hasMore;) {
    const more: boolean[] = [];
    for (const chore of chores) more.push(await chore());
    hasMore = more.includes(true);
  }
}
