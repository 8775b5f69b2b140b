import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import { ERROR_CODES, HostError, ignore, problemOf, type ErrorCode } from '../errors/index.js';
import { isMoving } from './long-bodies.js';

/** What Node's parser and timers refuse before there is a request, in our codes. */
const PARSER_CODES: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'HEADERS_TOO_LARGE',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'BODY_TOO_LARGE',
  ERR_HTTP_REQUEST_TIMEOUT: 'REQUEST_TIMEOUT',
};

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  413: 'Payload Too Large',
  431: 'Request Header Fields Too Large',
};

/** A client that still sends would see a reset instead of the answer: the socket lingers this long. */
const LINGER_MS = 1_000;

/**
 * Answers on the bare socket what never became a request, and closes it: where the next request would begin is not
 * known any more. Says nothing when an answer is under way or nobody listens.
 */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT' && isMoving(socket)) return;
  // What follows the bytes that were refused is refused again.
  if (socket.writableEnded) return;
  const { _httpMessage: answering } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
  if (error.code === 'ECONNRESET' || !socket.writable || answering?.headersSent === true) {
    ignore(error, 'the client is gone, or its answer has begun');
    socket.destroy();
    return;
  }
  const code = PARSER_CODES[error.code ?? ''] ?? 'HTTP_MALFORMED';
  const { status } = ERROR_CODES[code];
  const body = JSON.stringify(problemOf(new HostError(code)));
  const head = [
    `HTTP/1.1 ${status} ${REASONS[status] ?? 'Error'}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}
