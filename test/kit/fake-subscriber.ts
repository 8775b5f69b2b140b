import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

import { Webhook } from 'standardwebhooks';

import type { LocalCertificate } from './local-certificate.js';

/** One call a subscriber got. */
export interface SubscriberCall {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- a body is whatever its test says it is
  readonly body: any;
  /** By the official library, with the secret that `knows` named last. Null: no secret is known. */
  readonly isGenuine: boolean | null;
}

type Answer =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  | 'hang'
  | 'reset'
  | undefined;

/** An application that hears of events, over real HTTP. */
export interface FakeSubscriber extends AsyncDisposable {
  readonly url: string;
  readonly calls: SubscriberCall[];
  /** Calls that are no challenge. */
  readonly events: () => SubscriberCall[];
  /** Its signing secret. */
  knows(secret: string): void;
  /** An answer instead of 200. */
  answer(how: ((call: SubscriberCall) => Answer | Promise<Answer>) | undefined): void;
  /** Whether it gives challenges back; default true. */
  proves(does: boolean): void;
}

/** `secure`: over https, with this certificate. */
export async function fakeSubscriber(secure?: LocalCertificate): Promise<FakeSubscriber> {
  const calls: SubscriberCall[] = [];
  let webhook: Webhook | null = null;
  let how: ((call: SubscriberCall) => Answer | Promise<Answer>) | undefined;
  let doesProve = true;
  const serve = (request: IncomingMessage, response: ServerResponse): void => {
    void callOf(request, () => webhook).then(async (call) => {
      calls.push(call);
      const given = isChallenge(call) ? proof(call, doesProve) : await how?.(call);
      if (given === 'reset') request.socket.destroy();
      if (typeof given === 'string') return;
      const { status = 200, headers = {}, body = 'ok' } = given ?? {};
      response.writeHead(status, headers);
      response.end(body);
    });
  };
  const server = secure ? createSecureServer(secure, serve) : createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    calls,
    events: () => calls.filter((call) => !isChallenge(call)),
    knows: (secret) => {
      webhook = new Webhook(secret);
    },
    answer: (next) => {
      how = next;
    },
    proves: (does) => {
      doesProve = does;
    },
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function isChallenge({ body }: SubscriberCall): boolean {
  return body?.type === 'endpoint.challenge';
}

function proof({ body: { challenge } }: SubscriberCall, doesProve: boolean): Answer {
  return { status: 200, body: doesProve ? JSON.stringify({ challenge }) : 'no' };
}

async function callOf(request: IncomingMessage, webhook: () => Webhook | null): Promise<SubscriberCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    headers,
    text,
    body: parsed(text),
    isGenuine: genuine(webhook(), text, headers),
  };
}

function genuine(webhook: Webhook | null, text: string, headers: Record<string, string>): boolean | null {
  if (!webhook) return null;
  try {
    webhook.verify(text, headers);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
