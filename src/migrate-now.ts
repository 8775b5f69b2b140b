import { startMigration } from './start.js';

// `hookyard migrate`: the schema alone, for an upgrade that is done in steps.
await startMigration(process.env);
