import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call a fake system got. */
export interface SystemCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What it answers: `json`, or `text` as it is. */
export interface SystemAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
}

/** A path with names (`/upload/:id/url/`) and who answers it; the first that fits does. */
export type SystemRoute = readonly [
  methodAndPath: string,
  answer: (call: SystemCall, names: Readonly<Record<string, string>>) => SystemAnswer | Promise<SystemAnswer>,
];

/** An external system over real HTTP, on a port of its own, that keeps every call it got. */
export interface SystemServer extends AsyncDisposable {
  readonly url: string;
  readonly calls: readonly SystemCall[];
  /** Answers every call before its routes do; undefined: they do. */
  first(answer: ((call: SystemCall) => SystemAnswer | Promise<SystemAnswer> | void) | undefined): void;
}

const NOT_FOUND: SystemAnswer = { status: 404, json: { message: 'Not Found' } };

/** Starts a fake system; what no route fits is answered `missing`. */
export async function systemServer(
  routes: readonly SystemRoute[],
  missing: SystemAnswer = NOT_FOUND,
): Promise<SystemServer> {
  const compiled = routes.map(([pattern, answer]) => ({ fits: matcherOf(pattern), answer }));
  const calls: SystemCall[] = [];
  let before: Parameters<SystemServer['first']>[0];
  const answerOf = async (call: SystemCall): Promise<SystemAnswer> => {
    const early = before?.(call);
    if (early) return early;
    for (const { fits, answer } of compiled) {
      const names = fits(call);
      if (names) return answer(call, names);
    }
    return missing;
  };
  const server = createServer(async (message, response) => {
    const call = await callOf(message);
    calls.push(call);
    send(response, await answerOf(call));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    first: (answer) => {
      before = answer;
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** JSON that came in. */
export function jsonOf({ text }: SystemCall): Record<string, unknown> {
  return JSON.parse(text) as Record<string, unknown>;
}

function matcherOf(pattern: string): (call: SystemCall) => Readonly<Record<string, string>> | undefined {
  const [method, path = ''] = pattern.split(' ');
  const named = new RegExp(`^${path.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
  return (call) => {
    const found = call.method === method ? named.exec(call.path) : null;
    return found ? { ...found.groups } : undefined;
  };
}

async function callOf(message: IncomingMessage): Promise<SystemCall> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const url = new URL(message.url ?? '/', 'http://system');
  return {
    method: message.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: message.headers as Record<string, string>,
    text: Buffer.concat(parts).toString('utf8'),
  };
}

function send(response: ServerResponse, { status = 200, headers = {}, json, text }: SystemAnswer): void {
  const body = text ?? (json === undefined ? '' : JSON.stringify(json));
  const type = text === undefined ? 'application/json' : 'text/plain';
  response.writeHead(status, { 'content-type': type, ...headers }).end(body);
}
