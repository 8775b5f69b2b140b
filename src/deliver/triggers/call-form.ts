import type { Json, JsonObject } from '@hookyard/sdk';

import type { TriggerDefinition } from '../../registry/index.js';

/** A call but for its headers of somebody's own. */
export interface FormedCall {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly contentType: string | null;
  readonly body: string | null;
}

/** What proxies and servers take without a setting: RFC 9110, 4.1 asks for 8,000 octets. */
const LONGEST_URL = 8_000;

/** Null: there is more in it than an address holds. */
export function formedCall(
  { method, sendAs, url }: Pick<TriggerDefinition, 'method' | 'sendAs' | 'url'>,
  values: JsonObject,
): FormedCall | null {
  if (method === 'GET' || sendAs === 'query') {
    const whole = withQuery(url, values);
    return whole.length > LONGEST_URL ? null : { method, url: whole, contentType: null, body: null };
  }
  return sendAs === 'form'
    ? { method, url, contentType: 'application/x-www-form-urlencoded', body: formOf(values) }
    : { method, url, contentType: 'application/json', body: JSON.stringify(values) };
}

/** What the address says already stays in front. */
function withQuery(url: string, values: JsonObject): string {
  const query = formOf(values);
  if (query === '') return url;
  const { search } = new URL(url);
  const between = search === '' ? (url.endsWith('?') ? '' : '?') : '&';
  return url + between + query;
}

export function formOf(values: JsonObject): string {
  const pairs = Object.entries(values).map(([name, value]): [string, string] => [name, textOf(value)]);
  return new URLSearchParams(pairs).toString();
}

/** Of what is no plain value, its JSON. */
function textOf(value: Json): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
