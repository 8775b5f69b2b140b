import type { DynamicModule } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';

import { HostError } from '../errors/index.js';
import { ProblemFilter } from './problem.filter.js';
import { createValidationPipe, unvalidatedParameters } from './validation.js';

export interface AdminAppOptions {
  readonly module: DynamicModule;
  /** The server that takes hooks too; not yet listening through Fastify. */
  readonly fastify: FastifyInstance;
  readonly version: string;
  onUnexpected(error: unknown, requestId: string): void;
}

/** The management API on a given Fastify instance, initialised. Throws INTERNAL naming what is not validated. */
export async function createAdminApp(options: AdminAppOptions): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter(options.fastify as never);
  const app = await NestFactory.create<NestFastifyApplication>(options.module, adapter, {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalPipes(createValidationPipe());
  app.useGlobalFilters(new ProblemFilter((error, requestId) => options.onUnexpected(error, requestId)));
  const unvalidated = unvalidatedParameters(app.get(ModulesContainer));
  if (unvalidated.length > 0) {
    throw new HostError('INTERNAL', { detail: `parameters without validation: ${unvalidated.join(', ')}` });
  }
  describe(app, options.version);
  await app.init();
  return app;
}

function describe(app: NestFastifyApplication, version: string): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Hookyard management API')
    .setDescription('Errors are problem+json with a code and a remedy; docs/reference/errors.md lists them.')
    .setVersion(version)
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
  const document = SwaggerModule.createDocument(app, description);
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => document);
}
