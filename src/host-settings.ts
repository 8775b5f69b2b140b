import type { SystemClock } from './clock/index.js';
import type { Config } from './config/index.js';
import { CONFIGURATION_ENTITIES, type Registry } from './registry/index.js';
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
    watched: listOf(config.HOOKYARD_CONNECTORS_WATCH),
  };
}

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
