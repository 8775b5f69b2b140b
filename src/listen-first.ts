import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

import { HostError, problemOf } from './errors/index.js';
import { answerClientError, createNodeServerOptions } from './http/index.js';

const RETRY_AFTER_S = 2;

/** A server that listens before anything else is ready: everything gets 503 until `delegate` hands it over. */
export interface EarlyServer {
  readonly server: Server;
  readonly port: number;
  delegate(handler: RequestListener): void;
  close(): Promise<void>;
}

export async function listenFirst(host: string, port: number): Promise<EarlyServer> {
  let handler: RequestListener = notYet;
  const server = createServer(createNodeServerOptions(), (request, response) => handler(request, response));
  server.on('clientError', answerClientError);
  // Node would answer what it does not know to be expected with a bare 417; who expects it may be left to do so.
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) =>
    handler(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, 4_096, resolve);
  });
  return {
    server,
    port: (server.address() as AddressInfo).port,
    delegate: (next) => {
      handler = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function notYet(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(503, {
    'content-type': 'application/problem+json',
    'retry-after': String(RETRY_AFTER_S),
  });
  response.end(JSON.stringify(problemOf(new HostError('STARTING'))));
}
