import { isHostError } from '../errors/index.js';
import { parseJson } from '../expressions/index.js';

import { MOST_DEPTH } from './json-cursor.js';
import { Undecodable } from './undecodable.js';

/** The value of JSON text, its numbers unharmed (S1.1), or why it has none. */
export function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!isHostError(error)) throw error;
    return error.code === 'JSON_TOO_DEEP'
      ? new Undecodable('too-deep', { most: MOST_DEPTH })
      : new Undecodable('json-malformed', { detail: error.details.detail ?? '' });
  }
}
