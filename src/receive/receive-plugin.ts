import { METHODS } from 'node:http';

import type { FastifyInstance, FastifyPluginCallback, FastifyReply, FastifyRequest } from 'fastify';

import { HostError } from '../errors/index.js';
import { answerErrors } from '../http/index.js';
import type { Directory, ReceivingPoint } from '../registry/index.js';

import type { ReceiveOptions } from './receive-options.js';
import type { PlannedAnswer } from './receiver-plan.js';
import { Reception } from './reception.js';

/** How an address is looked up: by a connection's key, or a receiver's name. */
type Find = (directory: Directory, name: string) => ReceivingPoint | 'gone' | undefined;

/** The content type, out of the framework's sight until the handler. */
type HookRequest = FastifyRequest & { setAside: string | undefined };

/**
 * Every method Node's parser knows but CONNECT, which opens a tunnel and never becomes a request. A receiver may list
 * any of them; other words are malformed HTTP before anything of ours sees them.
 */
const HOOK_METHODS = METHODS.filter((method) => method !== 'CONNECT');
const STARTING_RETRY_SECONDS = '2';

/**
 * The hook addresses as a Fastify plugin, in a context of its own: whatever parsers and handlers the rest of the
 * server has, here bytes are read as they come and errors are problems.
 */
export function createReceivePlugin(options: ReceiveOptions): FastifyPluginCallback {
  const reception = new Reception(options);
  return (fastify, _options, done) => {
    answerErrors(fastify, options.onError);
    takeAnyMethod(fastify);
    takeAnyContentType(fastify);
    addRoutes(
      fastify,
      '/hooks/:name',
      handlerOf(options, reception, (directory, key) => directory.point(key)),
    );
    addRoutes(
      fastify,
      '/receivers/:name',
      handlerOf(options, reception, (directory, urlPath) => directory.receiver(urlPath)),
    );
    done();
  };
}

function takeAnyMethod(fastify: FastifyInstance): void {
  const known = new Set(fastify.supportedMethods);
  for (const method of HOOK_METHODS) if (!known.has(method)) fastify.addHttpMethod(method);
  // Fastify refuses a QUERY without Content-Type where it reads the body; here it does not.
  fastify.addHttpMethod('QUERY', { hasBody: false, overrideExisting: true });
}

/** Fastify judges content types before it looks for a parser: it is shown none, and a parser that reads nothing. */
function takeAnyContentType(fastify: FastifyInstance): void {
  fastify.decorateRequest('setAside', undefined);
  fastify.addHook('onRequest', (request, _reply, next) => {
    const { headers } = request.raw;
    (request as HookRequest).setAside = headers['content-type'];
    if (headers['content-type'] !== undefined) headers['content-type'] = undefined;
    next();
  });
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
}

function addRoutes(
  fastify: FastifyInstance,
  url: string,
  handler: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>,
): void {
  for (const path of [url, `${url}/*`]) {
    fastify.route({ method: HOOK_METHODS, url: path, exposeHeadRoute: false, handler });
  }
}

function handlerOf(options: ReceiveOptions, reception: Reception, find: Find) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { raw } = request;
    const { setAside } = request as HookRequest;
    if (setAside !== undefined) raw.headers['content-type'] = setAside;
    const { name } = request.params as { readonly name: string };
    return send(reply, await reception.receive(raw, pointOf(options, find, name)));
  };
}

function pointOf(options: ReceiveOptions, find: Find, name: string): ReceivingPoint {
  const { directory, count } = options;
  if (!options.isReady()) {
    count.hookRejected('storage');
    throw new HostError('STARTING', { headers: { 'retry-after': STARTING_RETRY_SECONDS } });
  }
  const point = find(directory.current(), name);
  if (point === 'gone') {
    count.hookRejected('removed');
    throw new HostError('HOOK_CONNECTION_REMOVED');
  }
  if (!point) {
    count.hookRejected('unknown-key');
    throw new HostError('HOOK_UNKNOWN_KEY');
  }
  return point;
}

function send(reply: FastifyReply, { status, headers, body }: PlannedAnswer): FastifyReply {
  if (headers) void reply.headers(headers);
  return reply.code(status).send(body);
}
