import assert from 'node:assert/strict';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';

import type { FakeContext } from '../fake-context.js';
import { claim, type ConformanceCheck } from './check.js';
import { outcomeOf } from './answer-checks.js';
import type { ConnectorTrial, Responder } from './connector-trial.js';
import { allOperations, type Operation } from './operations.js';

/** Node tells here of every connection and every request of its own clients. */
const WAYS_OUT = ['net.client.socket', 'http.client.request.start', 'undici:request:create'] as const;

/** What a connector must never do, whatever it is asked. */
export function conductChecks(trial: ConnectorTrial): readonly ConformanceCheck[] {
  const operations = allOperations(trial);
  if (operations.length === 0) return [];
  return [
    claim(
      'calls nobody but through ctx.http',
      'Use ctx.http: the guard, the limits, authentication and the record of calls are in it.',
      () => staysInside(trial, operations),
    ),
    claim(
      'writes no secret into logs, records or errors',
      'Leave what ctx.secret gives to auth and headers.',
      () => keepsSecrets(trial, operations),
    ),
    claim(
      'changes nothing it is handed',
      'Make a new object: records are shared with the hub’s history.',
      () => changesNothing(trial, operations),
    ),
  ];
}

async function staysInside(trial: ConnectorTrial, operations: readonly Operation[]): Promise<void> {
  const ways: string[] = [];
  const seen = (_message: unknown, name: string | symbol): void => void ways.push(String(name));
  for (const way of WAYS_OUT) subscribe(way, seen);
  try {
    for (const operation of operations) {
      for (const ctx of contextsOf(trial, operation)) await outcomeOf(operation, ctx);
      assert.deepEqual(ways, [], `${operation.name} called out by itself`);
    }
  } finally {
    for (const way of WAYS_OUT) unsubscribe(way, seen);
  }
}

async function keepsSecrets(trial: ConnectorTrial, operations: readonly Operation[]): Promise<void> {
  for (const operation of operations) {
    const values = Object.entries(trial.secretsOf(operation.recorded));
    for (const ctx of contextsOf(trial, operation)) {
      const outcome = await outcomeOf(operation, ctx);
      const told = { outcome: 'thrown' in outcome ? String(outcome.thrown) : outcome.value, ...said(ctx) };
      const text = JSON.stringify(told) ?? '';
      for (const [name, value] of values) {
        assert.ok(
          !text.includes(value),
          `${operation.name} gives the secret '${name}' away: ${text.slice(0, 300)}`,
        );
      }
    }
  }
}

function said({ lines, links }: FakeContext): object {
  return { lines, links };
}

/** What trials hand in is frozen: writing to it throws a TypeError that says so. */
async function changesNothing(trial: ConnectorTrial, operations: readonly Operation[]): Promise<void> {
  for (const operation of operations) {
    for (const ctx of contextsOf(trial, operation)) {
      const outcome = await outcomeOf(operation, ctx);
      const thrown = 'thrown' in outcome ? outcome.thrown : undefined;
      const isChange =
        thrown instanceof TypeError && /read only|not extensible|Cannot delete/.test(thrown.message);
      assert.ok(!isChange, `${operation.name}: ${String(thrown)}`);
    }
  }
}

/** As recorded, with nothing said, and refused with a word. */
function contextsOf(trial: ConnectorTrial, { recorded }: Operation): readonly FakeContext[] {
  const responders: readonly Responder[] = [
    trial.answersOf({ recorded }),
    () => ({ json: { id: '1001' } }),
    () => ({ status: 422, json: { error: 'refused' } }),
  ];
  return responders.map((respond) => trial.context(respond, { recorded }));
}
