import { aCheck } from './a-check.js';
import type { CheckEnd, Checked } from '../../src/flow/index.js';
import type { ConnectionInfo, ConnectionView, DirectorySource, Registry } from '../../src/registry/index.js';
import { CheckRuns, CheckStore, Checks, DueChecks } from '../../src/schedule/index.js';
import { Outages } from '../../src/transfer/index.js';
import { aRegistry, type TestRegistry } from './a-registry.js';
import { connectorsFolder } from './depot.js';
import { grantedConnector } from './granted.js';
import { HandClock, rowsOf } from './ledgers.js';

export const OPERATOR = { tenant: 1, id: 'key_operator' } as const;
export const MINUTE_MS = 60_000;
export const INTERVAL_MS = 60 * MINUTE_MS;
export const CALL_TIMEOUT_MS = 1_000;

const REST = `version: '1.0.0', secrets: { api: 'Key' },
  scopes: { 'order/updated': ['TRANSACTION', 'UPDATED', 'Order', { source: 'payload' }] },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: '"order/updated"', externalId: 'id' },`;
const CHECK = 'check: async () => ({ ok: true }),';
/** What checks answer is said by the test: these are not called. */
const CONNECTORS = {
  checked: `export const connector = { name: 'checked', ${REST} ${CHECK} };`,
  unchecked: `export const connector = { name: 'unchecked', ${REST} };`,
  granted: grantedConnector('http://127.0.0.1:1', { account: undefined }).replace(
    'records:',
    `${CHECK} records:`,
  ),
};

/** One process that checks connections. */
export interface CheckingProcess {
  readonly due: DueChecks;
  readonly admin: Checks;
}

/** A registry on a database, and processes that check its connections at systems in memory. */
export class CheckedYard implements AsyncDisposable {
  readonly errors: unknown[] = [];
  readonly ends: CheckEnd[] = [];
  /** Whom systems were asked for, in order. */
  readonly asked: string[] = [];
  private readonly others: DueChecks[] = [];
  private readonly answers: ((view: ConnectionView) => Promise<Checked>)[] = [];

  private constructor(
    readonly yard: TestRegistry,
    readonly clock: HandClock,
    private readonly folder: Disposable,
  ) {}

  static async start(): Promise<CheckedYard> {
    const clock = new HandClock();
    const folder = connectorsFolder(CONNECTORS);
    const yard = await aRegistry({ clock });
    await yard.registry.load({ directory: folder.path, prefer: 'built' });
    if (yard.unusable.length > 0) throw new Error(yard.unusable.join('\n'));
    return new CheckedYard(yard, clock, folder);
  }

  get registry(): Registry {
    return this.yard.registry;
  }

  get store(): CheckStore {
    return new CheckStore(this.yard.database.store);
  }

  /** What the next checks come to, one each; then they are well. */
  next(...answers: (Partial<Checked> | Error | Promise<Partial<Checked>>)[]): void {
    this.answers.push(
      ...answers.map((answer) => async () => {
        const come = await answer;
        if (come instanceof Error) throw come;
        return aCheck(come);
      }),
    );
  }

  process(): CheckingProcess {
    const { registry, clock, store, yard } = this;
    const { directory, grants, subscribing } = registry;
    const database = yard.database.store;
    const failing = new Outages({ store: database, clock, directory: heard(directory) });
    const common = { store, clock, directory, callTimeoutMs: CALL_TIMEOUT_MS };
    const runs = new CheckRuns({
      ...common,
      grants,
      subscribing,
      failing,
      intervalMs: INTERVAL_MS,
      random: () => 0.5,
      check: (view) => this.answer(view),
      count: (end) => void this.ends.push(end),
    });
    const due = new DueChecks({ ...common, runs, onError: (error) => void this.errors.push(error) });
    this.others.push(due);
    return { due, admin: new Checks({ ...common, runs, database }) };
  }

  async connect(
    connector = 'checked',
    secrets: Readonly<Record<string, string>> = {},
  ): Promise<ConnectionView> {
    const { connections, directory } = this.registry;
    const asked = { connector, name: connector, mode: 'live', secrets } as const;
    const { id } = await connections.create(OPERATOR, asked);
    const view = directory.current().connectionById(id);
    if (!view) throw new Error(`${id} is not in the directory`);
    return view;
  }

  shown({ id }: ConnectionView): Promise<ConnectionInfo> {
    return this.registry.connections.get(1, id);
  }

  /** As if nothing had been connected. */
  async clear(): Promise<void> {
    for (const other of this.others.splice(0)) await other.stop();
    const { connections } = this.registry;
    const { items } = await connections.list(1, { limit: 100 });
    for (const { id } of items) await connections.remove(OPERATOR, id);
    const { store } = this.yard.database;
    for (const table of ['open_event', 'event', 'outage']) await rowsOf(store, `DELETE FROM ${table}`);
    for (const kept of [this.asked, this.ends, this.answers]) kept.length = 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const other of this.others) await other.stop();
    await this.yard[Symbol.asyncDispose]();
    this.folder[Symbol.dispose]();
  }

  private answer(view: ConnectionView): Promise<Checked> {
    this.asked.push(view.id);
    return this.answers.shift()?.(view) ?? Promise.resolve(aCheck());
  }
}

/** Turns until nothing is due and nothing runs. */
export async function settle(...processes: readonly CheckingProcess[]): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) {
    for (const { due } of processes) await due.run();
    await Promise.all(processes.map(({ due }) => due.atRest()));
  }
}

/** Somebody listens to everything. */
function heard(source: DirectorySource): DirectorySource {
  const current: DirectorySource['current'] = () =>
    Object.assign(Object.create(source.current()) as ReturnType<DirectorySource['current']>, {
      hears: () => true,
    });
  return { current, onChange: (listener) => source.onChange(listener) } as DirectorySource;
}
