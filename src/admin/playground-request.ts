import { HostError } from '../errors/index.js';
import type { TriedRequest } from '../receive/index.js';
import type { PlaygroundAskBody } from './playground.dto.js';

/** The request that is tried: header names in lower case, its target cut at the question mark. */
export function triedRequest({ request, verify }: PlaygroundAskBody, now: number): TriedRequest {
  const { method = 'POST', path: target = '', headers = {}, body, bodyBase64, receivedAt } = request;
  if (body !== undefined && bodyBase64 !== undefined) {
    const message = 'is either text or base64';
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'request.body', message }] });
  }
  const mark = target.indexOf('?');
  return {
    method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: mark < 0 ? '' : target.slice(mark + 1),
    headers: {
      'content-type': 'application/json',
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])),
    },
    body: bodyBase64 === undefined ? Buffer.from(body ?? '') : Buffer.from(bodyBase64, 'base64'),
    receivedAt: receivedAt === undefined ? now : Date.parse(receivedAt),
    isBelieved: verify === 'skip',
  };
}
