import { createServer, request, type ClientRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { answerClientError } from './client-errors.js';
import { mayTakeLong } from './long-bodies.js';
import { createNodeServerOptions } from './server-options.js';

const REQUEST_MS = 200;
const IDLE_MS = 400;
const PIECES = 12;
const PACE_MS = 60;

describe('a body that may take long', () => {
  let server: Server;

  beforeAll(async () => {
    const limits = { requestTimeoutMs: REQUEST_MS, headersTimeoutMs: REQUEST_MS, timeoutCheckMs: 20 };
    server = createServer(createNodeServerOptions(limits), (incoming, response) => {
      if (incoming.url === '/long') mayTakeLong(incoming, IDLE_MS);
      let bytes = 0;
      incoming.on('data', (piece: Buffer) => (bytes += piece.length));
      incoming.on('end', () => response.end(String(bytes)));
      incoming.on('error', () => undefined);
    });
    server.on('clientError', answerClientError);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is read for as long as it comes, where any other is cut off', async () => {
    expect(await trickled('/long')).toBe(`200 ${PIECES}`);
    expect(await trickled('/other')).toMatch(/^408|^cut/);
  });

  it('that stands still is cut off', async () => {
    const begun = performance.now();

    expect(await answerTo('/long', (sending) => sending.write('x'))).toBe('cut');
    expect(performance.now() - begun).toBeGreaterThanOrEqual(IDLE_MS - 50);
  });

  /** A piece at a time, together longer than a request may take. */
  function trickled(path: string): Promise<string> {
    return answerTo(path, (sending) => {
      let sent = 0;
      const timer = setInterval(() => {
        if (sending.destroyed || sent === PIECES) {
          clearInterval(timer);
          sending.end();
          return;
        }
        sending.write('x');
        sent += 1;
      }, PACE_MS);
    });
  }

  function answerTo(path: string, send: (sending: ClientRequest) => void): Promise<string> {
    return new Promise((resolve) => {
      const { port } = server.address() as AddressInfo;
      const sending = request({ port, path, method: 'POST', host: '127.0.0.1' });
      sending.on('error', () => resolve('cut'));
      sending.on('response', (answer) => {
        let text = '';
        answer.on('data', (piece: Buffer) => (text += piece.toString()));
        answer.on('end', () => resolve(`${answer.statusCode} ${text}`));
      });
      sending.flushHeaders();
      send(sending);
    });
  }
});
