import type { INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

import { DEFAULT_ROLE, ROLE_EXTENSION } from '../api-key.guard.js';
import { exampleOf, type SchemaPart, type Schemas } from './examples.js';
import { Operations } from './operations.js';
import { codesOf, ProblemResponses } from './problems.js';

type Media = Record<string, { schema?: SchemaPart; example?: unknown; examples?: unknown }>;
interface Response {
  content?: Media;
  headers?: Record<string, object>;
}
interface Parameter {
  name: string;
  in: string;
  example?: unknown;
  schema?: SchemaPart;
}
interface Operation {
  operationId?: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content?: Media };
  responses: Record<string, Response>;
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** The whole description: what the DTOs say, and what follows from the decorators of each operation. */
export function describeApi(app: INestApplication, version: string): OpenAPIObject {
  const operations = new Operations(app.get(ModulesContainer));
  const document = SwaggerModule.createDocument(app, headOf(version), {
    operationIdFactory: (controller, method) => `${controller}.${method}`,
  });
  nameRoles(document);
  const schemas = (document.components?.schemas ?? {}) as Schemas;
  const problems = new ProblemResponses();
  for (const path of Object.values(document.paths)) {
    for (const method of METHODS) {
      const operation = path[method] as Operation | undefined;
      if (operation) complete(operation, { method, operations, schemas, problems });
    }
  }
  document.components = { ...document.components, responses: problems.all as never };
  return document;
}

function headOf(version: string): Omit<OpenAPIObject, 'paths'> {
  return new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Hookyard management API')
    .setDescription('Errors are problem+json with a code and a remedy; docs/reference/errors.md lists them.')
    .setVersion(version)
    .addBearerAuth()
    .addSecurityRequirements('bearer')
    .build();
}

interface Around {
  readonly method: string;
  readonly operations: Operations;
  readonly schemas: Schemas;
  readonly problems: ProblemResponses;
}

function complete(operation: Operation, { method, operations, schemas, problems }: Around): void {
  const [controller = '', name = ''] = operation.operationId?.split('.') ?? [];
  const facts = operations.facts(method, controller, name);
  operation.operationId = operationName(controller, name);
  const parameters = (operation.parameters ??= []);
  const takes = {
    isOpen: operation.security === undefined,
    isChange: method !== 'get',
    body: operation.requestBody !== undefined,
    names: parameters.some(isName) || operation.requestBody !== undefined,
    isList: parameters.some(({ in: place, name }) => place === 'query' && name === 'cursor'),
  };
  if (facts.isConditional) parameters.push(IF_MATCH);
  if (facts.isKeyed) parameters.push(IDEMPOTENCY_KEY);
  addExamples(operation, schemas);
  if (method === 'get') addTags(operation);
  if (facts.isKeyed) addReplayed(operation);
  delete operation.responses['default'];
  Object.assign(operation.responses, problems.of(codesOf(facts, takes)));
  Object.assign(operation, {
    ...(takes.isOpen ? { security: [] } : {}),
    'x-hookyard-idempotency': facts.isKeyed,
    'x-hookyard-if-match': facts.isConditional,
  });
}

/** Whether it may name something that is not there. */
function isName({ in: place, name }: Parameter): boolean {
  return place === 'path' || (place === 'query' && name !== 'limit' && name !== 'cursor' && name !== 'sort');
}

/** `connections.pause`: what the typed client calls it. */
function operationName(controller: string, name: string): string {
  const section = controller.replace(/Controller$/, '');
  return `${section.charAt(0).toLowerCase()}${section.slice(1)}.${name}`;
}

const IF_MATCH: Parameter & object = {
  name: 'If-Match',
  in: 'header',
  description: 'The `ETag` of what was read: the change is refused with 412 when it is another now.',
  schema: { type: 'string' },
  example: '"Zm9vYmFyYmF6cXV4"',
} as Parameter;

const IDEMPOTENCY_KEY: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description: 'A repeat of the call with its key is answered the same for a day, and done once.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' } as SchemaPart,
  example: '6f1c1f0e-8f5e-4a58-9a0c-0d5f2f3c9a11',
} as Parameter;

function addExamples({ requestBody, responses, parameters = [] }: Operation, schemas: Schemas): void {
  const medias = [requestBody, ...Object.values(responses)].flatMap((one) =>
    Object.values(one?.content ?? {}),
  );
  for (const media of medias) {
    if (media.schema && media.example === undefined && media.examples === undefined)
      media.example = exampleOf(media.schema, schemas);
  }
  for (const parameter of parameters) {
    if (parameter.in === 'path' && parameter.example === undefined && parameter.schema)
      parameter.example = exampleOf(parameter.schema, schemas);
  }
}

function addTags({ responses, security }: Operation): void {
  const answer = responses['200'];
  if (!answer?.content?.['application/json'] || security === undefined) return;
  answer.headers = {
    ...answer.headers,
    ETag: { schema: { type: 'string' }, description: 'For If-Match and If-None-Match.' },
  };
  responses['304'] = { description: 'Nothing changed since the tag of If-None-Match.' } as Response;
}

function addReplayed({ responses }: Operation): void {
  for (const [status, answer] of Object.entries(responses)) {
    if (!status.startsWith('2')) continue;
    const header = {
      schema: { type: 'string', enum: ['true'] },
      description: 'It was done before, under this key.',
    };
    answer.headers = { ...answer.headers, 'Idempotency-Replayed': header };
  }
}

/** Every operation with a key says which role it needs; what names none may be called with any. */
function nameRoles({ paths }: OpenAPIObject): void {
  const operations = Object.values(paths).flatMap((item) => Object.values(item) as Record<string, unknown>[]);
  for (const operation of operations) {
    if (operation['security']) operation[ROLE_EXTENSION] ??= DEFAULT_ROLE;
  }
}
