import type { IncomingMessage } from 'node:http';

import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Bodies of these routes are read by their controllers, piece by piece, whatever their type says. */
const STREAMED = new Set(['/v1/connections/:id/sync', '/v1/datasets/:id/data']);
const MEDIA_TYPE = 'application/x-hookyard-stream';

const given = new WeakMap<IncomingMessage, string>();

/**
 * Gives the body of a streamed route through unread. The framework would hold it whole; it chooses its parser by the
 * media type, so such a request gets one of its own.
 */
export function streamBodies(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(MEDIA_TYPE, (_request, payload: IncomingMessage, done) => done(null, payload));
  fastify.addHook('onRequest', (request, _reply, next) => {
    if (request.method === 'POST' && STREAMED.has(request.routeOptions.url ?? '')) {
      given.set(request.raw, request.raw.headers['content-type'] ?? '');
      request.raw.headers['content-type'] = MEDIA_TYPE;
    }
    next();
  });
}

/** The media type its sender gave a streamed body. */
export function givenTypeOf({ raw }: FastifyRequest): string {
  return given.get(raw) ?? '';
}
