import type { Mode } from '@hookyard/sdk';

import { HostError } from '../../errors/index.js';
import { strangePatterns } from '../../events/index.js';
import { compile } from '../../expressions/index.js';
import type { CalledBy, SubscriberDefinition } from './subscriber-view.js';

export interface Problem {
  readonly field: string;
  readonly message: string;
}

/** Written by the host itself, or of the connection and not of the call. */
const OWN_HEADERS =
  /^(webhook-.*|host|content-length|content-type|connection|transfer-encoding|upgrade|te|trailer|expect|user-agent)$/i;

/** RFC 9110, 5.1 and 5.5. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** What is asked of everybody who is called. */
export function calledProblems(
  { url, headers }: CalledBy,
  mode: Mode,
  secretHeaders: readonly string[],
): Problem[] {
  return [
    ...urlProblems('url', url, mode),
    ...Object.entries(headers).flatMap(([name, value]) => headerProblems(name, value)),
    ...secretHeaders.flatMap((name) => headerProblems(name, '')),
  ];
}

/** What is asked of everybody who is told. */
export function subscriberProblems(
  definition: SubscriberDefinition,
  mode: Mode,
  secretHeaders: readonly string[],
): Problem[] {
  return [
    ...calledProblems(definition, mode, secretHeaders),
    ...strangePatterns(definition.events).map((pattern) => ({
      field: 'events',
      message: `${pattern} is no event; GET /v1/event-types lists them`,
    })),
    ...expressionProblems('filter', definition.filter),
  ];
}

/** Throws VALIDATION_FAILED with every problem. */
export function refuse(errors: readonly Problem[]): void {
  if (errors.length > 0) throw new HostError('VALIDATION_FAILED', { errors: [...errors] });
}

export function urlProblems(field: string, text: string, mode: Mode): Problem[] {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return [{ field, message: 'is no http or https URL' }];
  if (url.username !== '' || url.password !== '')
    return [{ field, message: 'carries credentials; keep them in secretHeaders' }];
  if (url.hash !== '') return [{ field, message: 'has a fragment, which is never sent' }];
  if (mode === 'live' && url.protocol !== 'https:')
    return [{ field, message: 'is not https, which a live one must be' }];
  return [];
}

export function expressionProblems(field: string, source: string | null): Problem[] {
  if (source === null) return [];
  try {
    compile(source, { trusted: false });
    return [];
  } catch (error) {
    if (error instanceof HostError) return [{ field, message: error.message }];
    throw error;
  }
}

function headerProblems(name: string, value: string): Problem[] {
  const field = `headers.${name}`;
  if (OWN_HEADERS.test(name)) return [{ field, message: 'is set by the host' }];
  const isValid = HEADER_NAME.test(name) && HEADER_VALUE.test(value);
  return isValid ? [] : [{ field, message: 'is no valid header' }];
}
