import type { FastifyInstance } from 'fastify';

import { HostError } from '../errors/index.js';

/** As deep as a hook may be: what walks a body, validation first, walks it by recursion. */
const DEEPEST = 200;

/** Refuses bodies that are nested deeper than anything here could look into, and texts that no database keeps. */
export function refuseOddBodies(fastify: FastifyInstance): void {
  fastify.addHook('preValidation', ({ body }, _reply, next) => {
    if (isTooDeep(body)) next(new HostError('JSON_TOO_DEEP'));
    else next(holdsNul(body) ? new HostError('VALIDATION_FAILED', NUL) : undefined);
  });
}

const NUL = { errors: [{ field: 'body', message: 'holds a text with a NUL character' }] };

/** PostgreSQL takes no text that does, and the embedded database is not to differ. Of a body that is not too deep. */
export function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  if (Array.isArray(value)) return value.some(holdsNul);
  if (!isHolder(value) || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.entries(value).some(([key, one]) => key.includes('\0') || holdsNul(one));
}

/** Level by level, so that it needs no deep stack itself. */
export function isTooDeep(body: unknown): boolean {
  let level = [body].filter(isHolder);
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) return true;
    level = level.flatMap(inside);
  }
  return false;
}

/** What holds others; a body that is a stream or text holds nothing. */
function inside(value: object): object[] {
  if (Array.isArray(value)) return value.filter(isHolder);
  if (Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.values(value).filter(isHolder);
}

function isHolder(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
