import type { FastifyInstance, FastifyRequest } from 'fastify';

import { entityTag, isKnown } from './etags.js';

/** What a GET told of itself for its tag: its state without what moves by itself. */
export type TaggedRequest = FastifyRequest & { stateText?: string };

/** Every JSON answer of a GET gets its tag; whoever has it already is answered 304. */
export function tagAnswers(fastify: FastifyInstance): void {
  fastify.addHook('onSend', (request, reply, payload, done) => {
    if (request.method !== 'GET' || reply.statusCode !== 200 || !isTagged(request.url, payload)) {
      done(null, payload);
      return;
    }
    const tag = entityTag(payload, (request as TaggedRequest).stateText);
    void reply.header('etag', tag).header('cache-control', 'private, no-cache');
    const known = request.headers['if-none-match'];
    if (known === undefined || !isKnown(known, tag)) {
      done(null, payload);
      return;
    }
    void reply.code(304).removeHeader('content-type').removeHeader('content-length');
    done(null, null);
  });
}

function isTagged(url: string, payload: unknown): payload is string {
  return typeof payload === 'string' && (url.startsWith('/v1/') || url === '/openapi.json');
}
