import type { HttpResponse } from '../context.js';
import type { Json, JsonObject } from '../vocabulary.js';
import type { AnswerPlace } from './rest-resource.js';

/** The value at a dotted path (`lines.0.sku`), or undefined. An empty path is the value itself. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  if (path === '') return value;
  return path.split('.').reduce<Json | undefined>((at, step) => {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    return (at as JsonObject)[step];
  }, value);
}

/** The record at a dotted path; nothing there: an empty one. */
export function recordAt(value: Json | undefined, path: string): JsonObject {
  const found = valueAt(value, path);
  return isRecord(found) ? found : {};
}

/** An id, key or version as text; undefined where there is none. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' ? String(value) : undefined;
}

/** The value an answer holds at a place. */
export function inAnswer(answer: HttpResponse, place: AnswerPlace): Json | undefined {
  return typeof place === 'string' ? valueAt(answer.json(), place) : answer.headers[place.header];
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
