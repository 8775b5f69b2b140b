import type { Mode } from '@hookyard/sdk';

import { expressionProblems, refuse, subscriberProblems } from './subscriber-check.js';
import type { EndpointDefinition } from './subscriber-view.js';

/** Throws VALIDATION_FAILED with every problem. */
export function checkEndpoint(
  definition: EndpointDefinition,
  mode: Mode,
  secretHeaders: readonly string[],
): void {
  refuse([
    ...subscriberProblems(definition, mode, secretHeaders),
    ...expressionProblems('transform', definition.transform),
  ]);
}
