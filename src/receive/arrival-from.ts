import type { IncomingHttpHeaders } from 'node:http';

import { encodingsOf, inflate } from '../http/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import { Arrival } from './arrival.js';
import type { RequestFacts } from './hook-head.js';

/** A request that is not read from a socket, at a receiving point. Names of its headers are in lower case. */
export async function arrivalFrom(
  { method, path, query, headers }: RequestFacts,
  body: Buffer,
  { point, at }: { readonly point: ReceivingPoint; readonly at: number },
): Promise<Arrival> {
  const suffix = query === '' ? path : `${path}?${query}`;
  const message = { method, headers: headers as IncomingHttpHeaders };
  const arrival = new Arrival(message, point, at, { place: '', name: '', path, query, suffix });
  const encodings = encodingsOf(headers['content-encoding']) ?? [];
  const inflated = await inflate(body, encodings, point.receiver.maxBytes);
  arrival.sent = body;
  arrival.content = inflated.kind === 'inflated' ? inflated.body : body;
  return arrival;
}
