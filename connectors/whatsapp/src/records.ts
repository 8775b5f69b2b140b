import {
  idIn,
  Invalid,
  listIn,
  objectIn,
  restRecords,
  RetryLater,
  textOf,
  valueAt,
  type HttpResponse,
  type JsonObject,
  type RecordHandlers,
} from '@hookyard/sdk';

import type { Context, WhatsappSettings } from './presets.js';

/** https://developers.facebook.com/docs/graph-api/results: of larger pages some edges answer an error. */
const MOST = 100;
/** https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes */
const TOO_MANY: ReadonlySet<string> = new Set(['4', '80007', '130429', '131048', '131056', '133016']);
/** Quotas of a number are counted by the minute. */
const WAIT_MS = 60_000;
const BAD = 400;
const FIELDS = 'id,name,language,category,status,rejected_reason,quality_score,components';

/** What was sent cannot be read again, changed or taken back. */
const messages: RecordHandlers<Context> = {
  create: async (record, { http, settings: { phoneNumberId } }) => {
    const json = { messaging_product: 'whatsapp', recipient_type: 'individual', ...record };
    const answer = await http.post(`/${phoneNumberId}/messages`, { json, accept: [BAD] });
    if (answer.status === BAD) throw refusalIn(answer);
    const [sent = {}] = listIn(answer, 'messages');
    const id = idIn(sent);
    return { id, record: { ...json, id, status: sent['message_status'] ?? 'accepted' } };
  },
};

/** Meta answers a spent quota like a wrong number: with 400. */
function refusalIn(answer: HttpResponse): Error {
  const error = objectIn(answer, 'error');
  const told = [error['message'], valueAt(error, 'error_data.details')].map((part) => textOf(part) ?? '');
  const message = `WhatsApp does not take the message: ${told.join(' ').trim()}`.slice(0, 400);
  return TOO_MANY.has(textOf(error['code']) ?? '') ? new RetryLater(message, WAIT_MS) : new Invalid(message);
}

const templates = restRecords<WhatsappSettings>({
  path: ({ businessAccountId }) => `/${businessAccountId}/message_templates`,
  onePath: (id) => `/${encodeURIComponent(id)}`,
  many: 'data',
  list: {
    pages: { kind: 'cursor', size: 'limit', cursor: 'after', next: 'paging.cursors.after' },
    most: MOST,
    query: { fields: FIELDS },
  },
  create: { answers: 'part' },
  // Name and language are what a template is known by, and stay.
  update: { method: 'POST', answers: 'part', body: changeable },
});

function changeable(template: JsonObject): JsonObject {
  const fields = Object.entries(template).filter(([name]) => name !== 'name' && name !== 'language');
  return Object.fromEntries(fields);
}

export const records = {
  MESSAGE: messages,
  'x:WHATSAPP_TEMPLATE': {
    ...templates,
    get: async (id, ctx) => (await readable.get?.(id, ctx)) ?? null,
    // The filter finds names by a part of them.
    lookup: async ({ name, ...others }, { http, settings: { businessAccountId } }) => {
      if (typeof name !== 'string' || Object.keys(others).some((key) => key !== 'language')) return [];
      const answer = await http.get(`/${businessAccountId}/message_templates`, {
        query: { name, fields: 'id,name,language', limit: MOST },
      });
      return listIn(answer, 'data')
        .filter((one) => one['name'] === name && fits(one, others['language']))
        .map((one) => idIn(one));
    },
    // One language of a template goes by its id, and only together with its name.
    delete: async (id, ctx) => {
      const { http, settings } = ctx;
      const name = idIn(
        objectIn(await http.get(`/${encodeURIComponent(id)}`, { query: { fields: 'name' } })),
        'name',
      );
      await http.delete(`/${settings.businessAccountId}/message_templates`, { query: { hsm_id: id, name } });
    },
  },
} as const satisfies Readonly<Record<string, RecordHandlers<Context>>>;

const readable = restRecords<WhatsappSettings>({
  path: '',
  oneQuery: { fields: FIELDS },
});

function fits(template: JsonObject, language: unknown): boolean {
  return language === undefined || template['language'] === language;
}
