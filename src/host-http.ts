import type { RequestListener } from 'node:http';

import fastify from 'fastify';

import { AdminModule, createAdminApp } from './admin/index.js';
import type { Config } from './config/index.js';
import type { HostParts } from './host-parts.js';
import { createHttpServerOptions } from './http/index.js';
import type { EarlyServer } from './listen-first.js';
import type { Logger, Metrics } from './observe/index.js';
import { HookDoor, Recovery, type ReceiveOptions } from './receive/index.js';

export interface HttpParts {
  readonly config: Config;
  readonly parts: HostParts;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly early: EarlyServer;
}

export interface OpenHttp {
  /** From now on requests reach the rooms. */
  takeOver(): void;
  /** Clients are asked to leave, and /readyz tells load balancers to send elsewhere; hooks are taken as before. */
  beginStop(): void;
  close(): Promise<void>;
}

/** Hooks and the management API on the one server that listens already. */
export async function openHttp({ config, parts, metrics, logger, early }: HttpParts): Promise<OpenHttp> {
  const onError = (error: unknown, requestId: string): void =>
    logger.error({ err: error, requestId }, 'a request failed');
  let handler: RequestListener | undefined;
  const server = fastify({
    ...createHttpServerOptions({ maxBodyBytes: config.HOOKYARD_MAX_BODY_BYTES }),
    serverFactory: (routing) => {
      handler = routing as RequestListener;
      return early.server;
    },
  });
  const receives = config.HOOKYARD_ROLE === 'all' || config.HOOKYARD_ROLE === 'receive';
  const receiving = receiveOptions(parts, metrics, {
    onError,
    trustedProxies: config.HOOKYARD_TRUSTED_PROXIES,
  });
  const door = receives ? new HookDoor(receiving) : undefined;
  const recovery = new Recovery(receiving);
  let isStopping = false;
  const app = await createAdminApp({
    module: AdminModule.register({
      ...parts.admin,
      health: { ...parts.health, isStopping: () => isStopping },
      recoverRejections: (owner) => recovery.recover(owner),
    }),
    fastify: server,
    version: '1.0.0',
    authorizing: parts.admin.authorizing,
    onUnexpected: onError,
  });
  await server.ready();
  return {
    takeOver: () => {
      door?.watch(early.server);
      if (handler) early.delegate(door ? door.inFrontOf(handler) : handler);
    },
    beginStop: () => {
      isStopping = true;
      door?.close();
    },
    close: () => {
      // Nobody is kept from leaving by an answer that waits: a repeat gets it after the start.
      parts.ledger.replies.stop();
      return app.close();
    },
  };
}

function receiveOptions(
  parts: HostParts,
  count: Metrics,
  beside: Pick<ReceiveOptions, 'onError' | 'trustedProxies'>,
): ReceiveOptions {
  const { directory, ledger, store, credentialKey, clock, traces, senders, registry } = parts;
  return {
    directory,
    accept: (hook) => ledger.accept(hook),
    replies: ledger.replies,
    reads: ledger.reads,
    forgetRejections: (seqs) => ledger.forgetRejections(seqs),
    reject: (rejection) => parts.keepRejection(rejection),
    isReady: () => parts.registry.masterKeys.isComplete,
    hasRoom: () => store.hasRoom(),
    usage: parts.tenancy.usage,
    credentialKey,
    clock,
    count,
    traces,
    senders,
    keepSecret: (connection, secret) => registry.broughtSecrets.keep(connection, secret),
    ...beside,
  };
}
