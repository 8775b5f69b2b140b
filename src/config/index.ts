/**
 * The host's settings: one schema, read from the environment once at boot, refused with every problem listed.
 */
export { configSchema, settingNotes } from './config.schema.js';
export type { Config } from './config.schema.js';
export { loadConfig } from './load.js';
export type { LoadedConfig } from './load.js';
