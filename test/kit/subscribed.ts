import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Registry, SubscribedConnection } from '../../src/registry/index.js';
import { DueSubscriptions, SubscriptionStore, Subscriptions } from '../../src/schedule/index.js';
import { TEST_PUBLIC_URL, aRegistry, type TestRegistry } from './a-registry.js';
import type { HookProvider } from './hook-provider.js';
import { HandClock } from './ledgers.js';

export const OPERATOR = { tenant: 1, id: 'key_operator' } as const;
export const HOUR_MS = 3_600_000;
const CALL_TIMEOUT_MS = 1_000;

/** Connectors whose systems keep hooks in different ways; their functions are not called here. */
const CONNECTORS: Readonly<Record<string, string>> = {
  single: '{ list, create, remove }',
  ending: '{ list, create, renew: create, remove }',
  given: `{ list, create, update: create, remove, secret: 'given' }`,
  handed: `{ list, create, update: create, remove, carries: 'all-topics', secret: 'handed-out' }`,
};

/** A registry on a database, and a host's part that keeps hooks registered at a system in memory. */
export class SubscribedYard implements AsyncDisposable {
  readonly givenUp: string[] = [];
  readonly ends: string[] = [];
  readonly errors: unknown[] = [];
  private readonly others: DueSubscriptions[] = [];

  private constructor(
    readonly yard: TestRegistry,
    readonly clock: HandClock,
    private readonly folder: string,
  ) {}

  static async start(): Promise<SubscribedYard> {
    const clock = new HandClock();
    const folder = mkdtempSync(join(tmpdir(), 'hookyard-subscribed-'));
    for (const [name, subscriptions] of Object.entries(CONNECTORS))
      writeConnector(folder, name, subscriptions);
    const yard = await aRegistry({ clock });
    await yard.registry.load({ directory: folder, prefer: 'built' });
    if (yard.unusable.length > 0) throw new Error(yard.unusable.join('\n'));
    return new SubscribedYard(yard, clock, folder);
  }

  get registry(): Registry {
    return this.yard.registry;
  }

  get store(): SubscriptionStore {
    return new SubscriptionStore(this.yard.database.store);
  }

  get admin(): Subscriptions {
    const { registry, clock } = this;
    const { store: database } = this.yard.database;
    const { subscribing, directory } = registry;
    return new Subscriptions({
      store: this.store,
      database,
      subscribing,
      directory,
      clock,
      publicUrl: TEST_PUBLIC_URL,
      hint: () => undefined,
    });
  }

  /** One process that looks after hooks; several on one database are several processes. */
  process(provider: HookProvider, publicUrl = TEST_PUBLIC_URL): DueSubscriptions {
    const { registry, clock, store } = this;
    const due = new DueSubscriptions({
      store,
      clock,
      publicUrl,
      subscribing: registry.subscribing,
      directory: registry.directory,
      lookEveryMs: 6 * HOUR_MS,
      callTimeoutMs: CALL_TIMEOUT_MS,
      random: () => 0.5,
      callsOf: async () => provider.asked(),
      count: (end) => void this.ends.push(end),
      onGivenUp: ({ message }) => void this.givenUp.push(message),
      onError: (error) => void this.errors.push(error),
    });
    this.others.push(due);
    return due;
  }

  async connect(connector: string, secrets: Readonly<Record<string, string>> = {}): Promise<Connected> {
    const { id, hookUrl } = await this.registry.connections.create(OPERATOR, {
      connector,
      name: connector,
      mode: 'live',
      secrets,
    });
    const view = this.registry.directory.current().connectionById(id);
    if (!view) throw new Error(`${id} is not in the directory`);
    return { id, hookUrl, number: view.number };
  }

  async toggle({ id }: Connected, name: string, isEnabled: boolean): Promise<void> {
    const { items } = await this.registry.scopes.list(1, id, { limit: 50 });
    const scope = items.find((one) => one.name === name);
    await this.registry.scopes.change(OPERATOR, id, scope?.id ?? '', { isEnabled });
  }

  subscribed({ number }: Connected): Promise<SubscribedConnection | undefined> {
    return this.registry.subscribing.read(number);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const other of this.others) await other.stop();
    await this.yard[Symbol.asyncDispose]();
    rmSync(this.folder, { recursive: true });
  }
}

export interface Connected {
  readonly id: string;
  /** Of the key that a person was shown. */
  readonly hookUrl: string;
  readonly number: number;
}

/** Turns until nothing is due and nothing runs. */
export async function settle(...processes: readonly DueSubscriptions[]): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) {
    for (const one of processes) await one.run();
    await Promise.all(processes.map((one) => one.atRest()));
  }
}

function writeConnector(folder: string, name: string, subscriptions: string): void {
  const own = join(folder, name);
  mkdirSync(own);
  const manifest = {
    name: `connector-${name}`,
    version: '1.0.0',
    type: 'module',
    exports: { '.': { default: './index.js' } },
  };
  writeFileSync(join(own, 'package.json'), JSON.stringify(manifest));
  writeFileSync(
    join(own, 'index.js'),
    `const list = async () => [], create = async () => ({ id: '' }), remove = async () => undefined;
    export const connector = {
      name: '${name}', version: '1.0.0',
      scopes: {
        'order/updated': ['TRANSACTION', 'UPDATED', 'Order', { source: 'payload' }],
        'order/created': ['TRANSACTION', 'CREATED', 'Order', { source: 'payload' }],
      },
      webhook: {
        verify: { kind: 'hmac', header: 'x-signature', encoding: 'hex' },
        scope: 'topic', externalId: 'id',
        subscriptions: ${subscriptions},
      },
    };`,
  );
}
