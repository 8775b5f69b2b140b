import type { SignedRequest } from '../verify/request.js';
import type { Place } from '../verify/scheme.js';
import type { Json } from '../vocabulary.js';

/** A request to be signed. All but the body has a default: a POST of JSON to an example address. */
export type UnsignedRequest = Partial<Omit<SignedRequest, 'body'>> & {
  /** The bytes that are signed and sent; text is sent as UTF-8. */
  readonly body: string | Uint8Array;
};

const ADDRESS = 'https://hooks.example.com/hooks/example';

/** The request with its defaults. Header names become lower case. */
export function requestOf(request: UnsignedRequest): SignedRequest {
  const { url = ADDRESS, headers = {}, path = '', method = 'POST', form } = request;
  const lower = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const at = url.indexOf('?');
  return {
    method,
    url,
    path,
    query: request.query ?? (at < 0 ? '' : url.slice(at + 1)),
    headers: { 'content-type': 'application/json', ...Object.fromEntries(lower) },
    body: typeof request.body === 'string' ? Buffer.from(request.body) : request.body,
    ...(form ? { form } : {}),
    ...(request.address === undefined ? {} : { address: request.address }),
    ...(request.isFromTrustedProxy ? { isFromTrustedProxy: true } : {}),
  };
}

/** The request with a value put at a place. In a body or form the body is written anew. */
export function put(request: SignedRequest, place: Place, value: string): SignedRequest {
  if (place.header !== undefined) {
    return { ...request, headers: { ...request.headers, [place.header.toLowerCase()]: value } };
  }
  if (place.query !== undefined) {
    const added = `${encodeURIComponent(place.query)}=${encodeURIComponent(value)}`;
    const query = request.query === '' ? added : `${request.query}&${added}`;
    return { ...request, query, url: `${request.url.split('?')[0]}?${query}` };
  }
  const text = Buffer.from(request.body).toString();
  if (place.form !== undefined) {
    const fields = new URLSearchParams(text);
    fields.set(place.form, value);
    const headers = { ...request.headers, 'content-type': 'application/x-www-form-urlencoded' };
    return { ...request, headers, body: Buffer.from(fields.toString()) };
  }
  const body = putAt(JSON.parse(text) as object, place.body, value);
  return { ...request, body: Buffer.from(JSON.stringify(body)) };
}

/** A copy of an object with a value put at a dotted path. */
export function putAt<T extends object>(target: T, path: string, value: Json): T {
  const copy = structuredClone(target) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop() ?? path;
  let at = copy;
  for (const key of keys) {
    if (typeof at[key] !== 'object' || at[key] === null) at[key] = {};
    at = at[key] as Record<string, unknown>;
  }
  at[last] = value;
  return copy as T;
}
