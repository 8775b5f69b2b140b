import assert from 'node:assert/strict';

import type { FailureKind } from '../../failures.js';
import { outcomeOf } from './answer-checks.js';
import { claim, type ConformanceCheck } from './check.js';
import type { ConnectorTrial } from './connector-trial.js';
import { allOperations } from './operations.js';

interface Promised {
  readonly claim: string;
  readonly remedy: string;
  readonly status: number;
  /** How it may fail. */
  readonly kinds: readonly FailureKind[];
  /** Whether it may succeed instead. */
  readonly mayEnd: boolean;
}

const PROMISED: Readonly<Record<string, Promised>> = {
  'subscriptions.create': {
    claim: 'one that is there already is Conflict',
    remedy: 'Throw Conflict, or answer the id of the one that is there: the host then takes it over.',
    status: 409,
    kinds: ['Conflict'],
    mayEnd: true,
  },
  'subscriptions.update': {
    claim: 'of one that is gone is NotFound',
    remedy: 'Let NotFound pass: the host then registers anew.',
    status: 404,
    kinds: ['NotFound'],
    mayEnd: false,
  },
  'subscriptions.renew': {
    claim: 'of one that is gone is NotFound',
    remedy: 'Let NotFound pass: the host then registers anew.',
    status: 404,
    kinds: ['NotFound'],
    mayEnd: false,
  },
  'subscriptions.remove': {
    claim: 'of one that is gone is done',
    remedy: 'Return, or let NotFound pass.',
    status: 404,
    kinds: ['NotFound'],
    mayEnd: true,
  },
};

/** What registrations promise the host, which makes them what they should be. */
export function subscriptionChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  return allOperations(trial).flatMap((operation) => {
    const promised = PROMISED[operation.verb];
    if (!promised) return [];
    return [
      claim(`${operation.name}: ${promised.claim}`, promised.remedy, async () => {
        const ctx = trial.context(() => ({ status: promised.status }));
        const outcome = await outcomeOf(operation, ctx);
        // Where the settings rule registrations out, nobody is asked.
        if (ctx.calls.length === 0) return;
        if (!('thrown' in outcome)) return assert.ok(promised.mayEnd, 'it succeeded');
        const { failure } = outcome;
        assert.ok(failure && promised.kinds.includes(failure.failure), `it threw ${String(outcome.thrown)}`);
      }),
    ];
  });
}
