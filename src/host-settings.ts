import { join, resolve } from 'node:path';

import type { SystemClock } from './clock/index.js';
import type { Config } from './config/index.js';
import { CONFIGURATION_ENTITIES, type PackageSettings, type Registry } from './registry/index.js';
import type { openStore } from './store/index.js';
import type { openVault } from './vault/index.js';

/** Where the database is, and how it is opened. */
export function storeOptions(config: Config, clock: SystemClock): Parameters<typeof openStore>[0] {
  const entities = CONFIGURATION_ENTITIES;
  if (config.DATABASE_URL) return { engine: 'postgres', url: config.DATABASE_URL, clock, entities };
  const { HOOKYARD_DATA_DIR: dataDir, HOOKYARD_MIN_FREE_BYTES: minFreeBytes } = config;
  return { engine: 'sqlite', dataDir, minFreeBytes, clock, entities };
}

/** Where the master keys come from. */
export function keySettings(config: Config): Parameters<typeof openVault>[0] {
  return { masterKey: config.HOOKYARD_MASTER_KEY, dataDir: config.HOOKYARD_DATA_DIR };
}

/** Where connectors are. */
export function connectorSettings(config: Config): Parameters<Registry['load']>[0] {
  return {
    directory: config.HOOKYARD_CONNECTORS_DIR,
    prefer: 'built',
    packages: packageSettings(config),
    watched: listOf(config.HOOKYARD_CONNECTORS_WATCH),
    isolation: Object.fromEntries(
      listOf(config.HOOKYARD_CONNECTOR_ISOLATION).map((choice) => choice.split('=') as [string, Isolation]),
    ),
  };
}

/** Where packages of connectors are named, and kept. */
export function packageSettings(config: Config): PackageSettings {
  const { HOOKYARD_PACKAGES_FILE: file, HOOKYARD_PACKAGES_DIR: own, HOOKYARD_DATA_DIR: dataDir } = config;
  return { file: resolve(file), directory: resolve(own ?? join(dataDir, 'packages')) };
}

type Isolation = 'inProcess' | 'worker';

/** What workers of connectors may take. */
export function workerLimits(config: Config): { processes: number; heapMb: number; memoryMb: number } {
  const { HOOKYARD_CONNECTOR_WORKERS: processes, HOOKYARD_CONNECTOR_MEMORY_MB: memoryMb } = config;
  return { processes, memoryMb, heapMb: Math.floor(memoryMb / 2) };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
