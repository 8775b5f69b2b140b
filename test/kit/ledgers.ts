import type { Clock } from '../../src/clock/index.js';
import type {
  ClaimedRequest,
  GatedRequest,
  IncomingHook,
  Outcome,
  Settlement,
} from '../../src/flow/index.js';
import { hash53, laneKeyOf } from '../../src/flow/index.js';
import {
  createLedger,
  type EffectsWriter,
  type LedgerOptions,
  type OpenLedger,
} from '../../src/ledger/index.js';
import type { OpenStore, Statement } from '../../src/store/index.js';
import type { DatabaseOptions, TestDatabase } from './databases.js';

export type MakeDatabase = (options?: DatabaseOptions) => Promise<TestDatabase>;

/** A clock that a test moves by hand. */
export class HandClock implements Clock {
  constructor(private time = 1_800_000_000_000) {}

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time;
  }

  advance(ms: number): void {
    this.time += ms;
  }
}

export const LEASE_MS = 15_000;
const NO_EFFECTS: EffectsWriter = async (_tx, settlements) => settlements.map(() => 'ok');

export interface LedgerBench extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly clock: HandClock;
  readonly ledger: OpenLedger;
  /**
   * What a second process has: on PostgreSQL another store beside the first, on SQLite the one after a restart, since
   * the database belongs to one process. `ledger` is abandoned then, as a kill leaves it.
   */
  nextProcess(options?: Partial<LedgerOptions>): Promise<OpenLedger>;
}

const LEDGER_TABLES =
  'hook, open_hook, inbox, seen_a, seen_b, lane, request, awaited, verdict, attempt, rejection, reply, duty, child_count, retention_place';

/**
 * One database for all benches of a file, emptied for each: making one on a server costs more than most tests. Not for
 * an embedded database, whose next process is a restart.
 */
export function sharedDatabase(make: MakeDatabase): { make: MakeDatabase; close(): Promise<void> } {
  let shared: Promise<TestDatabase> | undefined;
  return {
    make: async () => {
      const database = await (shared ??= make());
      await rowsOf(database.store, `TRUNCATE ${LEDGER_TABLES}`);
      await rowsOf(database.store, "DELETE FROM meta WHERE key LIKE 'seen%' OR key LIKE 'removed-%'");
      const others: OpenStore[] = [];
      return {
        ...database,
        reopen: async (options) => {
          const other = await database.reopen(options);
          others.push(other);
          return other;
        },
        [Symbol.asyncDispose]: async () => {
          await Promise.all(others.map((other) => other.close()));
        },
      };
    },
    close: async () => (await shared)?.[Symbol.asyncDispose](),
  };
}

/** A ledger with a clock of its own, whose sweeps run when told. */
export async function aLedgerBench(
  make: MakeDatabase,
  options: Partial<LedgerOptions> = {},
): Promise<LedgerBench> {
  const database = await make();
  const clock = new HandClock();
  const ledger = await ledgerOn(database.store, { clock, ...options });
  return {
    database,
    clock,
    ledger,
    nextProcess: async (more = {}) => {
      if (database.store.engine === 'sqlite') await database.store.close();
      return ledgerOn(await database.reopen(), { clock, ...more });
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  };
}

export async function ledgerOn(
  store: OpenStore,
  options: Partial<LedgerOptions> & { clock: Clock },
): Promise<OpenLedger> {
  const ledger = createLedger({
    store,
    effects: NO_EFFECTS,
    leaseMs: LEASE_MS,
    sweepEveryMs: 0,
    window: null,
    ...options,
  });
  await ledger.start();
  return ledger;
}

/** A direct look into the tables, in each engine's own SQL where one text does not serve both. */
export function rowsOf<Row>(store: OpenStore, sql: string): Promise<Row[]> {
  const statement: Statement<Row> = {
    name: `test_${hash53(sql)}`,
    params: {},
    sqlite: sql,
    postgres: sql,
  };
  return store.write((tx) => tx.many(statement, [{}]));
}

const addQueue: Statement<{ id: number }> = {
  name: 'test_add_queue',
  params: { connection: 'int8', tenant: 'int8' },
  sqlite: `INSERT INTO queue (tenant, connection, direction, kind, mode, max_running)
    VALUES (@tenant, @connection, 'TO', 'transfer', 'live', 64) RETURNING id`,
  postgres: `INSERT INTO queue (tenant, connection, direction, kind, mode, max_running)
    SELECT t, c, 'TO', 'transfer', 'live', 64 FROM unnest($1::int8[], $2::int8[]) AS x(c, t) RETURNING id`,
};

let connections = 0;

/** A queue of a new connection. */
export async function aQueue(store: OpenStore, tenant = 1): Promise<number> {
  connections += 1;
  const connection = connections;
  const [row] = await store.write((tx) => tx.many(addQueue, [{ connection, tenant }]));
  return row?.id ?? 0;
}

export type DraftWish = Partial<GatedRequest> & { readonly queue: number; readonly recordId: string };

/** A draft that passed the gate. By default it carries its record: it never folds. */
export function aDraft(wish: DraftWish): GatedRequest {
  const type = wish.type ?? 'CUSTOMER';
  const lane = laneKeyOf({
    tenant: 1,
    connection: wish.queue,
    direction: 'TO',
    kind: 'transfer',
    type,
    recordId: wish.recordId,
  });
  return {
    lane,
    tier: 1,
    kind: 'transfer',
    type,
    action: 'UPDATED',
    scope: 'customer/updated',
    mode: 'live',
    payload: null,
    hook: null,
    element: 0,
    root: 0,
    parent: null,
    depth: 0,
    isOptional: false,
    dueAt: 0,
    state: 'queued',
    heldCode: null,
    trail: '[]',
    coalesce: 'never',
    overtakes: false,
    absorbs: false,
    child: null,
    ...wish,
  } as GatedRequest;
}

/** A draft of a scope that reads its source: it folds. */
export function aReadDraft(wish: DraftWish): GatedRequest {
  return aDraft({ coalesce: 'record', ...wish });
}

export function aHook(wish: Partial<IncomingHook> & { readonly owner: number }): IncomingHook {
  const body = wish.body ?? Buffer.from('{"id":1}');
  return {
    receivedAt: 1_800_000_000_000,
    body,
    key: null,
    bodyHash: body.readUInt8(body.length - 1) + body.length * 256,
    head: {
      method: 'POST',
      path: '',
      query: '',
      headers: {},
      scheme: 'unsigned',
      secretId: null,
      connection: 1,
      mode: 'live',
      deliveryId: wish.key ?? null,
    },
    ...wish,
  };
}

export function settlementOf(
  request: ClaimedRequest,
  outcome: Outcome = { kind: 'done' },
  more: Partial<Settlement> = {},
): Settlement {
  return { request, outcome, requests: [], verdicts: [], ...more };
}

/** Claims from one queue, in every tier. */
export function claimFrom(ledger: OpenLedger, queue: number, count = 100): Promise<ClaimedRequest[]> {
  return ledger.claim([0, 1, 2, 3, 4].map((tier) => ({ queue, tier, count })));
}

/** The sequence number of a draft that was queued. */
export async function enqueueOne(ledger: OpenLedger, draft: GatedRequest): Promise<number> {
  const [answer] = await ledger.enqueue([draft]);
  if (answer?.kind !== 'queued') throw new Error(`not queued but ${JSON.stringify(answer)}`);
  return answer.seq;
}

/** Runs everything of a queue that is ready, and what becomes ready by that, in claims of `count`. */
export async function drain(
  ledger: OpenLedger,
  queue: number,
  settle: (request: ClaimedRequest) => Settlement = (request) => settlementOf(request),
): Promise<ClaimedRequest[]> {
  const ran: ClaimedRequest[] = [];
  for (;;) {
    const claimed = await claimFrom(ledger, queue);
    if (claimed.length === 0) return ran;
    await Promise.all(
      claimed.map(async (first) => {
        for (let request: ClaimedRequest | undefined = first; request;) {
          ran.push(request);
          request = (await ledger.settle(settle(request))).next;
        }
      }),
    );
  }
}
