import type { Mode } from '@hookyard/sdk';

import { HostError } from '../../errors/index.js';
import type { HandlerDefinition } from './handler-view.js';
import { calledProblems, expressionProblems, refuse } from './subscriber-check.js';

export interface HandlerFacts {
  readonly mode: Mode;
  readonly secretHeaders: readonly string[];
  /** Undefined: the tenant has no such connection. */
  readonly modeOf: (connection: string) => Mode | undefined;
}

/** Throws NOT_FOUND for a connection the tenant has not, VALIDATION_FAILED with every other problem. */
export function checkHandler(
  definition: HandlerDefinition,
  { mode, secretHeaders, modeOf }: HandlerFacts,
): void {
  const { connections, condition } = definition;
  const unknown = connections?.find((connection) => modeOf(connection) === undefined);
  if (unknown !== undefined) throw new HostError('NOT_FOUND', { subject: unknown });
  refuse([
    ...calledProblems(definition, mode, secretHeaders),
    ...expressionProblems('condition', condition),
    ...(connections ?? [])
      .filter((connection) => modeOf(connection) !== mode)
      .map((connection) => ({
        field: 'connections',
        message: `${connection} is not ${mode}, as the handler is`,
      })),
  ]);
}
