import { idIn, Invalid, listIn, type JsonObject, type RecordHandlers } from '@hookyard/sdk';

import { call } from './calls.js';
import type { Context } from './presets.js';

/** A list of addresses, under its name in the API: who is sent nothing, and who is never put there. */
export function addressList(name: 'rejects' | 'allowlists'): RecordHandlers<Context> {
  return {
    id: { normalize: (raw) => raw.trim().toLowerCase() },
    get: async (email, ctx) => {
      const found = listIn(await call(`${name}/list`, { email, ...account(ctx) }, ctx));
      return found.find((entry) => addressOf(entry) === email) ?? null;
    },
    list: async (_page, ctx) => {
      const items = listIn(await call(`${name}/list`, account(ctx), ctx));
      return { items, ids: items.map(addressOf), done: true };
    },
    create: async (record, ctx) => {
      const { email } = record;
      if (typeof email !== 'string' || email === '')
        throw new Invalid('an entry needs an address', ['email']);
      await call(`${name}/add`, { ...record, ...account(ctx) }, ctx);
      return { id: email.trim().toLowerCase() };
    },
    delete: async (email, ctx) => {
      await call(`${name}/delete`, { email, ...account(ctx) }, ctx);
    },
  };

  function account({ settings: { subaccount } }: Context): JsonObject {
    return name === 'rejects' && subaccount !== undefined ? { subaccount } : {};
  }
}

function addressOf(entry: JsonObject): string {
  return idIn(entry, 'email').toLowerCase();
}
