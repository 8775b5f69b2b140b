import {
  aRecordOf,
  aResolvedHook,
  anAdminYard,
  type AdminYard,
  type Answer,
} from '../../test/kit/an-admin.js';
import { connectorsFolder, depotSource } from '../../test/kit/depot.js';
import { everyRow, type Rows } from '../../test/kit/every-row.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

const TYPE = 'TRANSACTION';
const POLLED = `scopes: { 'order/sent': ['TRANSACTION', 'UPDATED', 'Sent'], 'order/made': ['TRANSACTION', 'CREATED', 'Made'], 'order/all': ['TRANSACTION', 'INITIALIZE', 'All'], 'order/poll': ['TRANSACTION', 'POLL', 'Polled'] },`;
const LISTED = 'async list() { return { items: [], done: true }; }, async get() { return null; },';

let yard: AdminYard;
let connection: string;
let collection: string;
const cleanUp = new AsyncDisposableStack();

beforeAll(async () => {
  yard = cleanUp.use(await anAdminYard());
  const depot = depotSource({ name: 'depot', baseUrl: 'http://127.0.0.1:1', handlers: LISTED, more: POLLED });
  const folder = cleanUp.use(connectorsFolder({ depot }));
  await yard.registry.load({ directory: folder.path, prefer: 'built' });
  const body = { connector: 'depot', name: 'Depot', mode: 'live', defaults: true };
  connection = (await yard.admin('POST', '/v1/connections', body)).body.id;
  const made = await yard.admin('POST', '/v1/mapping-collections', collectionIntoHub(connection));
  collection = made.body.id;
  await aRecordOf(yard, connection, 'audited');
});

afterAll(() => cleanUp.disposeAsync());

/** The database refuses the line of the audit: as if the process died where it was written. */
async function statusWithoutAudit(work: () => Promise<Answer>): Promise<number> {
  const { engine } = yard.store;
  const [make, drop] =
    engine === 'sqlite'
      ? [
          [`CREATE TRIGGER no_line BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'planted'); END`],
          ['DROP TRIGGER no_line'],
        ]
      : [
          ['ALTER TABLE audit ADD CONSTRAINT no_line CHECK (false) NOT VALID'],
          ['ALTER TABLE audit DROP CONSTRAINT no_line'],
        ];
  const run = (statements: readonly string[]) =>
    yard.store.transaction(async (manager) => {
      for (const statement of statements) await manager.query(statement);
    });
  await run(make);
  try {
    // The host's own fault is no answer of the description: the caller throws.
    return await work().then(
      ({ status }) => status,
      () => 500,
    );
  } finally {
    await run(drop);
  }
}

/** But for what a call leaves that changes nothing. */
function ofTheHost({ api_key: _keys, idempotency_key: _calls, lane: _lanes, ...rows }: Rows): Rows {
  return rows;
}

async function heldTransfer(): Promise<string> {
  await aResolvedHook(yard, connection);
  return (await yard.admin('GET', `/v1/transfers?connection=${connection}`)).body.items[0].id;
}

async function setState(state: number, code: string | null): Promise<void> {
  await rowsOf(
    yard.store,
    `UPDATE request SET state = ${state}, held_code = ${code === null ? 'NULL' : `'${code}'`} WHERE ended_at IS NULL`,
  );
}

describe('a change and its line of the audit are one commit: without the line there is no change', () => {
  const refuse = async (path: string, body?: unknown): Promise<void> => {
    const before = ofTheHost(await everyRow(yard.store));

    const status = await statusWithoutAudit(() => yard.admin('POST', path, body));

    expect([path, status >= 500]).toEqual([path, true]);
    expect([path, ofTheHost(await everyRow(yard.store))]).toEqual([path, before]);
    const again = await yard.admin('POST', path, body);
    expect([path, again.status < 300 || again.text]).toEqual([path, true]);
    expect([path, ofTheHost(await everyRow(yard.store))]).not.toEqual([path, before]);
  };

  it('of one transfer', async () => {
    const path = `/v1/transfers/${await heldTransfer()}`;
    for (const act of ['release', 'park', 'retry']) await refuse(`${path}/${act}`);
    await setState(100, 'edit-conflict');
    await refuse(`${path}/decide`, { decision: 'keep' });
    await refuse(`${path}/cancel`);
  });

  it('of many transfers', async () => {
    await heldTransfer();
    await refuse('/v1/transfers/park', { connection, state: 'held' });
    await refuse('/v1/transfers/cancel', { connection, state: 'parked' });
  });

  it('of deletes that the brake holds', async () => {
    await heldTransfer();
    await rowsOf(
      yard.store,
      `UPDATE request SET state = 105, action = 'DELETED', due_at = 9007199254740991, type = '${TYPE}' WHERE ended_at IS NULL`,
    );
    await refuse('/v1/deletes/cancel', { connection, direction: 'TO', type: TYPE });
  });

  it('of a re-sync, when it begins and when it is cancelled', async () => {
    const path = `/v1/mapping-collections/${collection}/resync`;
    await refuse(path, { run: true });
    await refuse(`${path}/cancel`);
  });

  it('of an initialize, when it is queued and when it is decided on', async () => {
    const path = `/v1/connections/${connection}/initialize`;
    const requests = await rowsOf(yard.store, 'SELECT seq FROM request ORDER BY seq');

    const status = await statusWithoutAudit(() => yard.admin('POST', path, { type: TYPE }));

    expect(status).toBeGreaterThanOrEqual(500);
    expect(await rowsOf(yard.store, 'SELECT seq FROM request ORDER BY seq')).toEqual(requests);
    for (const act of ['pause', 'resume', 'cancel']) await refuse(`${path}/${TYPE}/${act}`);
    expect((await yard.admin('POST', path, { type: TYPE })).status).toBe(201);
    const lines = await rowsOf(yard.store, `SELECT action FROM audit WHERE action LIKE 'initialize.%'`);
    expect(lines).toHaveLength(4);
  });

  it('of a delivery that is sent again, and of all that were missed', async () => {
    const body = { url: 'http://127.0.0.1:9/', mode: 'sandbox', events: ['endpoint.*'] };
    const { id } = (await yard.admin('POST', '/v1/endpoints', body)).body;
    const other = (await yard.admin('POST', '/v1/endpoints', body)).body;
    await yard.admin('POST', `/v1/endpoints/${other.id}/disable`);
    await yard.dispatch();
    const parked = `UPDATE request SET state = 100, held_code = 'http-500' WHERE kind = 'deliver'`;
    await rowsOf(yard.store, parked);
    await refuse(`/v1/endpoints/${id}/deliveries/1/resend`);
    await rowsOf(yard.store, parked);
    const since = '2020-01-01T00:00:00.000Z';
    await refuse(`/v1/endpoints/${id}/recover`, { since });
    await rowsOf(yard.store, `UPDATE delivery SET request = NULL, note = 'it was disabled'`);
    await refuse(`/v1/endpoints/${id}/recover`, { since });
  });
});
