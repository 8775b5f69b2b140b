import { defineConnector, objectIn, secretPath } from '@hookyard/sdk';

import { eventId } from './assumptions.js';
import { collections } from './collections.js';
import { call, importedFile, recordOf } from './imported-file.js';
import { presets } from './presets.js';
import { resolveHook } from './rows.js';

const ofHook = { source: 'payload', record: '$exists(data) ? data : $' } as const;
const ofRow = { source: 'payload' } as const;

/** Dromo: a hook tells that a file was imported; the import is read back, and its rows become records. */
export const connector = defineConnector({
  name: 'dromo',
  version: '1.0.0',
  host: '^1.0.0',
  description: 'Files imported with Dromo, in a page or headless: their rows as records',
  presets,
  secrets: {
    webhook: 'A long random word, the last part of the webhook’s address',
    licenseKey: 'Backend license key of the organisation',
  },
  auth: { kind: 'apiKey', secret: 'licenseKey', header: 'x-dromo-license-key' },
  baseUrl: ({ address }) => `${address}/api/v1`,
  recordTypes: {
    'x:DROMO_IMPORT': {
      description: 'A file that was imported with Dromo: what it is and how far, without its rows.',
      fields: {
        kind: { kind: 'text', description: 'EMBEDDED: in a page; HEADLESS: without one' },
        state: { kind: 'text', description: 'As Dromo calls it: SUCCESSFUL, NEEDS_REVIEW, FAILED …' },
        fileName: { kind: 'text', description: 'Name of the file' },
        source: { kind: 'text', description: 'Import identifier, or id of the saved schema' },
        rows: { kind: 'number', description: 'Rows of it, where Dromo says' },
        user: { kind: 'text', description: 'E-mail of who imported it' },
        company: { kind: 'text', description: 'Company of who imported it' },
        createdAt: { kind: 'date-time', description: 'When it began' },
        changedAt: { kind: 'date-time', description: 'When its state changed last' },
        errors: { kind: 'list', description: 'What was wrong with it, as Dromo says it' },
      },
    },
  },
  scopes: {
    import_completed: ['MESSAGE', 'CREATED', 'Dromo Import is over → Import, and its rows', ofHook],
    headless_import_needs_review: ['MESSAGE', 'CREATED', 'Dromo Import waits for a person → Import', ofHook],
    headless_import_failed: ['MESSAGE', 'CREATED', 'Dromo Import failed → Import', ofHook],
    basic: ['MESSAGE', 'CREATED', 'Dromo’s basic hook names an Import → Import, and its rows', ofHook],
    rows: ['MESSAGE', 'OTHER', 'Page of the rows of a Dromo Import', ofRow],
    import: ['x:DROMO_IMPORT', 'UPDATED', 'Dromo Import → Import'],
    'row/customer': ['CUSTOMER', 'UPDATED', 'Row of a Dromo Import → Customer', ofRow],
    'row/company': ['CUSTOMER_COMPANY', 'UPDATED', 'Row of a Dromo Import → Company', ofRow],
    'row/product': ['PRODUCT', 'UPDATED', 'Row of a Dromo Import → Product', ofRow],
    'row/transaction': ['TRANSACTION', 'UPDATED', 'Row of a Dromo Import → Transaction', ofRow],
  },
  webhook: {
    verify: secretPath(),
    scope: '$exists(uploadId) ? "basic" : event',
    externalId: '$exists(uploadId) ? uploadId : data.headless.id ? data.headless.id : data.id',
    eventId,
    // A webhook is for development imports or for the others; a basic hook does not say, and is of its connection's mode.
    mode: '$exists(data) ? (data.development_mode = true ? "sandbox" : data.development_mode = false ? "live" : "unknown")',
  },
  handlePrerequisite: resolveHook,
  records: {
    'x:DROMO_IMPORT': {
      version: 'changedAt & " " & state',
      get: async (id, ctx) => {
        const imported = await importedFile(id, ctx);
        return imported && recordOf(imported);
      },
    },
  },
  check: async (ctx) => {
    const answer = await call(ctx, '/uploads/', { start: 0, end: 0 });
    const { total_num_uploads: count } = objectIn(answer);
    return {
      ok: true,
      message: typeof count === 'number' ? `${count} imports so far` : 'the license key is accepted',
    };
  },
  collections,
});
