import type { HttpResponse } from './context.js';
import { RetryLater } from './failures.js';
import { valueAt } from './rest/places.js';
import type { Json, JsonObject } from './vocabulary.js';

/**
 * The object an answer holds: its whole JSON, or what lies at a dotted path in it. RetryLater where that is none: a
 * system that answers something else, a page of its gateway for example, may be itself again later.
 */
export function objectIn(answer: Pick<HttpResponse, 'json'>, path = ''): JsonObject {
  const value = valueAt(answer.json(), path);
  if (!isObject(value)) throw new RetryLater(`the answer has no object${placed(path)}`);
  return value;
}

/**
 * The objects of a list an answer holds, or that lies at a dotted path in it. RetryLater where that is none; a path whose
 * last name is not there is a list without objects, as many systems write it.
 */
export function listIn(answer: Pick<HttpResponse, 'json'>, path = ''): readonly JsonObject[] {
  return objectsIn(valueAt(answer.json(), path) ?? noneIn(answer, path), path);
}

/** As `listIn`, of a system whose answers name the list where nothing is in it too: RetryLater where it is not there. */
export function namedListIn(answer: Pick<HttpResponse, 'json'>, path = ''): readonly JsonObject[] {
  return objectsIn(valueAt(answer.json(), path), path);
}

function objectsIn(value: Json | undefined, path: string): readonly JsonObject[] {
  if (!Array.isArray(value) || !value.every(isObject))
    throw new RetryLater(`the answer has no list of objects${placed(path)}`);
  return value;
}

/** The id a record names, as text: every digit of a number, never empty. RetryLater where it names none. */
export function idIn(record: JsonObject, path = 'id'): string {
  const value = valueAt(record, path);
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string' || value.trim() === '')
    throw new RetryLater(`the answer has no id${placed(path)}`);
  return value.trim();
}

/** An empty list, where there is an object that could name one. */
function noneIn(answer: Pick<HttpResponse, 'json'>, path: string): readonly Json[] | undefined {
  if (path === '') return undefined;
  const end = path.lastIndexOf('.');
  return objectIn(answer, path.slice(0, Math.max(end, 0))) && [];
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placed(path: string): string {
  return path === '' ? '' : ` at ${path}`;
}
