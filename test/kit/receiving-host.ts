import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

import fastify, { type FastifyInstance } from 'fastify';

import type { ReceiverDefinition } from '@hookyard/sdk';

import { SystemClock } from '../../src/clock/index.js';
import type { IncomingHook } from '../../src/flow/index.js';
import {
  createHttpServerOptions,
  createNodeServerOptions,
  installProblemHandlers,
  type HttpLimits,
} from '../../src/http/index.js';
import type { Accepted } from '../../src/ledger/index.js';
import { HookDoor, SenderHosts, type ReceiveOptions, type RejectedRequest } from '../../src/receive/index.js';
import {
  compileReceiver,
  type ConnectionView,
  type Directory,
  type DirectorySource,
  type LoadedConnector,
  type ReceivingPoint,
} from '../../src/registry/index.js';

/** An address by hand; what is not said is an unsigned receiver of POSTs at a connection's own URL. */
export interface PointSpec extends Partial<Omit<ReceivingPoint, 'receiver' | 'connection'>> {
  readonly receiver?: Partial<ReceiverDefinition>;
  /** Null: the address serves many connections. */
  readonly connection?: number | null;
}

/** What the host under test answers by; all of it may be changed while it runs. */
export interface ReceivingSpec {
  readonly keys?: Readonly<Record<string, PointSpec | 'gone'>>;
  readonly receivers?: Readonly<Record<string, PointSpec>>;
  /** Connections by the token that names them, at every receiver. */
  readonly tokens?: Readonly<Record<string, ConnectionView>>;
  readonly options?: Partial<ReceiveOptions>;
  readonly http?: Partial<HttpLimits>;
}

/** A request as a test wants it sent. */
export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export const PUBLIC_URL = 'https://hooks.example.com';
export const CREDENTIAL_KEY = Buffer.alloc(32, 7);

/** A real server with nothing behind receive but a recorder that knows its delivery keys. */
export class ReceivingHost implements AsyncDisposable {
  readonly hooks: IncomingHook[] = [];
  readonly rejections: RejectedRequest[] = [];
  readonly counts = new Map<string, number>();
  readonly errors: unknown[] = [];
  readonly server: FastifyInstance;
  private readonly door: HookDoor;
  private readonly seen = new Set<string>();

  private constructor(spec: ReceivingSpec) {
    this.door = new HookDoor(this.optionsOf(spec));
    this.server = fastify({
      ...createHttpServerOptions({ maxBodyBytes: 1024 * 1024, ...spec.http }),
      serverFactory: (routing) =>
        createServer(createNodeServerOptions(spec.http), this.door.inFrontOf(routing)),
    });
  }

  static async start(spec: ReceivingSpec): Promise<ReceivingHost> {
    const host = new ReceivingHost(spec);
    const { server } = host;
    installProblemHandlers(server, (error) => host.errors.push(error));
    server.post('/beside', (request) => ({ got: request.body }));
    server.get('/broken', () => {
      throw new Error('the password is hunter2');
    });
    host.door.watch(server.server);
    await server.listen({ port: 0, host: '127.0.0.1' });
    return host;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  get hook(): IncomingHook {
    const [hook] = this.hooks;
    if (!hook) throw new Error('no hook was kept');
    return hook;
  }

  async send({ method = 'POST', path, headers = {}, body }: Sent): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const request = httpRequest({ port: this.port, host: '127.0.0.1', method, path, agent: false });
    for (const [name, value] of Object.entries(headers)) request.setHeader(name, value as string);
    request.on('error', reject);
    request.on('response', (response) => {
      const status = response.statusCode ?? 0;
      text(response).then((read) => resolve({ status, headers: response.headers, text: read }), reject);
    });
    request.end(body);
    return promise;
  }

  /** Bytes as they are; answers what came back until the server closed. */
  raw(bytes: string | readonly string[]): Promise<string> {
    const socket = connect(this.port, '127.0.0.1');
    for (const part of [bytes].flat()) socket.write(part);
    return text(socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.door.close();
    await this.server.close();
  }

  private optionsOf(spec: ReceivingSpec): ReceiveOptions {
    const directory = directoryOf(spec);
    return {
      directory,
      accept: (hook) => Promise.resolve(this.keep(hook)),
      replies: {
        find: () => Promise.resolve(null),
        untilAtRest: () => Promise.resolve(true),
        keep: (_hook, answer) => Promise.resolve(answer),
      },
      reads: {
        requestsOfHook: () => Promise.resolve([]),
        verdictsOfHook: () => Promise.resolve([]),
        rejections: () => Promise.resolve({ items: [], next: null }),
      },
      forgetRejections: () => Promise.resolve(),
      reject: (rejection) => this.rejections.push(rejection),
      isReady: () => true,
      hasRoom: () => true,
      usage: { refusal: () => null, enter: () => null, leave: () => undefined },
      credentialKey: CREDENTIAL_KEY,
      clock: new SystemClock(),
      count: {
        hookAccepted: (kind) => this.count(kind),
        hookRejected: (reason) => this.count(reason),
      },
      traces: null,
      senders: new SenderHosts({
        egress: { request: () => Promise.reject(new Error('nobody is called')) },
        clock: new SystemClock(),
      }),
      trustedProxies: [],
      keepSecret: () => Promise.resolve(false),
      onError: (error) => this.errors.push(error),
      ...spec.options,
    };
  }

  private keep(hook: IncomingHook): Accepted {
    const key = hook.key === null ? null : `${hook.owner} ${hook.key}`;
    if (key !== null && this.seen.has(key)) return { kind: 'duplicate' };
    if (key !== null) this.seen.add(key);
    this.hooks.push(hook);
    return { kind: 'new', seq: this.hooks.length };
  }

  private count(name: string): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }
}

/** A connection of which receive sees no more than this. */
export function aConnectionView(
  number: number,
  secrets: ConnectionView['secrets'] = {},
  more: Partial<ConnectionView> = {},
): ConnectionView {
  return {
    number,
    id: `con_${number}`,
    tenant: 1,
    name: `connection ${number}`,
    mode: 'live',
    state: 'active',
    limits: { TO: {}, FROM: {} },
    connector: CONNECTOR,
    settings: {},
    account: null,
    retryPolicy: { name: 'standard', waits: [] },
    secrets,
    scopes: { TO: new Map(), FROM: new Map() },
    collections: [],
    queues: { TO: number * 10, FROM: number * 10 + 1 },
    configVersion: 1,
    ...more,
  };
}

const CONNECTOR = {
  id: 'acme@1.0.0',
  definition: { name: 'acme', version: '1.0.0' },
  form: 'code',
  tenant: null,
  origin: { source: 'repository', from: 'acme' },
} as LoadedConnector;

function directoryOf({ keys = {}, receivers = {}, tokens = {} }: ReceivingSpec): DirectorySource {
  const byKey = new Map<string, ReceivingPoint | 'gone'>();
  const byPath = new Map<string, ReceivingPoint>();
  for (const [index, [key, spec]] of Object.entries(keys).entries()) {
    byKey.set(key, spec === 'gone' ? spec : pointOf({ owner: 2 * (index + 1), ...spec }, `/hooks/${key}`));
  }
  for (const [index, [path, spec]] of Object.entries(receivers).entries()) {
    const own = { owner: 2 * (index + 1) + 1, connection: null, ...spec };
    byPath.set(path, pointOf(own, `/receivers/${path}`));
  }
  const directory = {
    version: 1,
    point: (key: string) => byKey.get(key),
    receiver: (path: string) => byPath.get(path),
    pointOf: (owner: number) =>
      [...byKey.values(), ...byPath.values()].find((point) => point !== 'gone' && point.owner === owner),
    token: (_owner: number, token: string) => tokens[token],
  } as unknown as Directory;
  return { current: () => directory, onChange: () => undefined };
}

function pointOf(spec: PointSpec & { readonly owner: number }, path: string): ReceivingPoint {
  const { receiver, connection = 1, secrets = {}, ...rest } = spec;
  const definition: ReceiverDefinition = {
    verify: { kind: 'unsigned', reason: 'a test' },
    scope: "'order/updated'",
    externalId: 'id',
    ...receiver,
  };
  return {
    tenant: 1,
    connector: CONNECTOR,
    receiver: compileReceiver(definition, true),
    connection: connection === null ? null : aConnectionView(connection, secrets),
    secrets,
    publicUrl: PUBLIC_URL + path,
    ratePerSecond: 0,
    ...rest,
  };
}
