import { randomBytes } from 'node:crypto';
import type { Server, ServerOptions } from 'node:http';

import type { FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';

import { answerClientError } from './client-errors.js';
import { sendProblem } from './http-problems.js';

/** How long and how large a request may be before anything looks at it. */
export interface HttpLimits {
  /** Largest body of the routes that set no limit of their own. */
  readonly maxBodyBytes: number;
  /** From the first byte of a request to its last: what bounds a body that trickles in. Default 60 s. */
  readonly requestTimeoutMs?: number;
  /** The same for its headers. Default 15 s. */
  readonly headersTimeoutMs?: number;
  /** How often overdue requests are looked for. Default 2 s. */
  readonly timeoutCheckMs?: number;
}

const MAX_HEADER_BYTES = 16 * 1024;
/** Longer than any key or id of ours. */
const MAX_PARAM_LENGTH = 256;

/**
 * The bounds of the bare server, for one that listens before the framework is there; it also needs
 * `answerClientError` on `clientError`.
 */
export function createNodeServerOptions(limits: Omit<HttpLimits, 'maxBodyBytes'> = {}): ServerOptions {
  return {
    maxHeaderSize: MAX_HEADER_BYTES,
    requestTimeout: limits.requestTimeoutMs ?? 60_000,
    headersTimeout: limits.headersTimeoutMs ?? 15_000,
    connectionsCheckingInterval: limits.timeoutCheckMs ?? 2_000,
    // Node would answer its absence by itself, and nothing here reads it.
    requireHostHeader: false,
  };
}

/**
 * The options of the host's one HTTP server, for Fastify or Nest's adapter. Peers are never believed about who they
 * forward for; while closing, requests in flight are still answered by their routes.
 */
export function createHttpServerOptions(limits: HttpLimits): FastifyHttpOptions<Server> {
  const http = createNodeServerOptions(limits);
  return {
    bodyLimit: limits.maxBodyBytes,
    requestTimeout: http.requestTimeout,
    http,
    trustProxy: false,
    return503OnClosing: false,
    routerOptions: { maxParamLength: MAX_PARAM_LENGTH },
    genReqId: requestIds(),
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(error, request, reply),
    clientErrorHandler: answerClientError,
  };
}

/** A request's id costs an addition: a random word of this process and a number. */
export function requestIds(): () => string {
  const process = randomBytes(6).toString('base64url');
  let count = 0;
  return () => {
    count += 1;
    return `${process}-${count.toString(36)}`;
  };
}
