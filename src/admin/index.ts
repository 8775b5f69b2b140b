/**
 * The management API. In come calls of people, the console and the CLI, with a key; out go views of what is
 * configured and of what happened. It promises that every call is checked field by field, that a tenant sees its own
 * things only, and that no secret comes back. It refuses a call without a key, or beyond its role.
 */
export { AdminModule } from './admin.module.js';
export type { AdminParts } from './admin-parts.js';
export { createAdminApp, openApiDocument } from './create-admin-app.js';
export { KeyRates } from './key-rates.js';
