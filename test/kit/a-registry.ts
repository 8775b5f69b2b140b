import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Clock } from '../../src/clock/index.js';
import { SystemClock } from '../../src/clock/index.js';
import { CONFIGURATION_ENTITIES, createRegistry, type Registry } from '../../src/registry/index.js';
import type { OpenStore } from '../../src/store/index.js';
import { openVault, type Vault } from '../../src/vault/index.js';
import { aStore, type TestDatabase } from './databases.js';

/** What a queue was told, in order. */
export interface QueueHold {
  readonly queue: number;
  readonly until: number;
  readonly code: string | null;
}

export interface TestRegistry extends AsyncDisposable {
  readonly registry: Registry;
  readonly database: TestDatabase;
  readonly vault: Vault;
  readonly holds: readonly QueueHold[];
  /** What could not be used. */
  readonly unusable: readonly string[];
  /** The key made up at the first start. */
  readonly firstKey: string | null;
  /** Another registry on the same database, as after a restart or in a second process. */
  another(options?: {
    readonly clock?: Clock;
    readonly store?: OpenStore;
    /** Its own keys; default: the same key file. */
    readonly masterKey?: string;
    /** What it loads before it starts; default: nothing. */
    readonly load?: Parameters<Registry['load']>[0];
  }): Promise<Registry>;
  /** Where the key file is. */
  readonly dataDir: string;
}

export const TEST_PUBLIC_URL = 'https://yard.example';

/** A registry on a throw-away database, started. */
export async function aRegistry(
  options: {
    readonly clock?: Clock;
    readonly database?: TestDatabase;
    /** Folder of connectors in code; default: none. */
    readonly connectors?: string;
  } = {},
): Promise<TestRegistry> {
  const database = options.database ?? (await aStore({ entities: CONFIGURATION_ENTITIES }));
  const dataDir = mkdtempSync(join(tmpdir(), 'hookyard-registry-'));
  const vault = await openVault({ dataDir }, database.store);
  const holds: QueueHold[] = [];
  const unusable: string[] = [];
  const registries: Registry[] = [];
  const open = (clock: Clock, store: OpenStore, opened = vault): Registry => {
    const registry = createRegistry({
      store,
      vault: opened,
      clock,
      publicUrl: TEST_PUBLIC_URL,
      holdQueue: async (queue, until, code) => void holds.push({ queue, until, code }),
      onUnusable: (what, error) => void unusable.push(`${what}: ${String(error)}`),
    });
    registries.push(registry);
    return registry;
  };
  const load = async (into: Registry): Promise<void> => {
    if (options.connectors) await into.load({ directory: options.connectors, prefer: 'built' });
  };
  const registry = open(options.clock ?? new SystemClock(), database.store);
  await load(registry);
  const firstKey = await registry.start();
  return {
    registry,
    database,
    vault,
    holds,
    unusable,
    firstKey,
    dataDir,
    another: async (more = {}) => {
      const { masterKey, store = database.store } = more;
      const own = masterKey === undefined ? vault : await openVault({ dataDir: '/', masterKey }, store);
      const other = open(more.clock ?? new SystemClock(), store, own);
      if (more.load) await other.load(more.load);
      else await load(other);
      await other.start();
      return other;
    },
    [Symbol.asyncDispose]: async () => {
      for (const one of registries) await one.stop();
      await database[Symbol.asyncDispose]();
      rmSync(dataDir, { recursive: true });
    },
  };
}
