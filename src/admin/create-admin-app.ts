import type { DynamicModule } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

import { HostError } from '../errors/index.js';
import { AdminModule } from './admin.module.js';
import type { AdminParts } from './admin-parts.js';
import { tagAnswers } from './answer-tags.js';
import { streamBodies } from './body-stream.js';
import { refuseOddBodies } from './odd-bodies.js';
import { keepAnswers } from './kept-answers.js';
import { describeApi } from './openapi/describe-api.js';
import type { Authorizing } from '../oauth/index.js';
import { serveOAuthCallback } from './oauth/oauth-callback.js';
import { servePortal } from './portal/portal-page.js';
import { ProblemFilter } from './problem.filter.js';
import { operationsWithoutRole } from './unnamed-roles.js';
import { createValidationPipe, unvalidatedParameters } from './validation.js';

export interface AdminAppOptions {
  readonly module: DynamicModule;
  /** The server that takes hooks too; not yet listening through Fastify. */
  readonly fastify: FastifyInstance;
  readonly version: string;
  readonly authorizing: Pick<Authorizing, 'finish'>;
  onUnexpected(error: unknown, requestId: string): void;
}

/** The management API on a given Fastify instance, initialised. Throws INTERNAL naming what is not validated or has no role. */
export async function createAdminApp(options: AdminAppOptions): Promise<NestFastifyApplication> {
  streamBodies(options.fastify);
  refuseOddBodies(options.fastify);
  tagAnswers(options.fastify);
  keepAnswers(options.fastify);
  const adapter = new FastifyAdapter(options.fastify as never);
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter((error, requestId) => options.onUnexpected(error, requestId)));
  refuseOversights(app.get(ModulesContainer));
  serveDescription(options.fastify, () => describeApi(app, options.version));
  servePortal(options.fastify);
  serveOAuthCallback(options.fastify, options);
  await app.init();
  return app;
}

/** The description without a host: nothing of it is made, so nothing of it is needed. */
export async function openApiDocument(version: string): Promise<object> {
  const module = AdminModule.register({} as AdminParts);
  const options = { preview: true, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create(module, new FastifyAdapter(), options);
  return describeApi(app, version);
}

function refuseOversights(modules: ModulesContainer): void {
  const unvalidated = unvalidatedParameters(modules);
  if (unvalidated.length > 0) {
    throw new HostError('INTERNAL', { detail: `parameters without validation: ${unvalidated.join(', ')}` });
  }
  const withoutRole = operationsWithoutRole(modules);
  if (withoutRole.length > 0) {
    throw new HostError('INTERNAL', { detail: `changes that name no role: ${withoutRole.join(', ')}` });
  }
}

/** Made for the first who asks: it was a tenth of every start, and few hosts are ever asked (docs/decisions/0144). */
function serveDescription(fastify: FastifyInstance, describe: () => object): void {
  let document: object | undefined;
  fastify.get('/openapi.json', () => (document ??= describe()));
}
