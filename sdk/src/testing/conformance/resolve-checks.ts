import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';

import { answerHandshake } from '../../verify/handshake.js';
import type { ExpectedRequest } from '../fixture.js';
import { claim, type ConformanceCheck } from './check.js';
import type { HookTrial } from './hook-trial.js';

/** What a fixture comes to. */
export function resolveChecks(trial: HookTrial): readonly ConformanceCheck[] {
  const { fixture, connector } = trial;
  const { name } = fixture;
  const { webhook } = connector;
  const checks = [
    claim(
      `${name}: settings are accepted`,
      'Give the fixture settings with every preset that has no default.',
      () => void trial.settings(),
    ),
  ];
  if (!fixture.expect) return checks;
  checks.push(
    claim(
      `${name}: resolves as expected, twice`,
      'Correct multiple, scope, externalId, account or eventId of webhook, or what the fixture expects; ' +
        'what it resolves to must follow from the request alone, never from a clock or from chance.',
      () => resolvesTwice(trial, fixture.expect ?? []),
    ),
    claim(
      `${name}: its elements resolve by themselves, in any order`,
      'Keep nothing between two elements in webhook.resolve: the host may resolve one of them again.',
      () => resolvesBackwards(trial),
    ),
    claim(
      `${name}: a repeat of it is known by its delivery id`,
      'Make webhook.deliveryId read what a retry of the sender repeats; leave it out where the sender promises nothing.',
      () => hasDeliveryId(trial),
    ),
  );
  if (webhook.eventId !== undefined || webhook.resolve)
    checks.push(
      claim(
        `${name}: different events have different event ids`,
        'Make webhook.eventId of all that tells two events of one body apart: the second of two equal ones is dropped.',
        () => eventIdsDiffer(trial),
      ),
    );
  if (webhook.handshakes && fixture.expect.length > 0)
    checks.push(
      claim(
        `${name}: no handshake swallows it`,
        'Narrow the handshake’s match: a real hook is answered as a challenge, and lost.',
        () => isNoChallenge(trial),
      ),
    );
  return checks;
}

async function resolvesTwice(trial: HookTrial, expected: readonly ExpectedRequest[]): Promise<void> {
  const resolver = trial.resolver();
  const request = trial.signed();
  const once = await resolver.resolve(request, trial.fixture);
  assert.deepEqual(once, expected);
  assert.deepEqual(await resolver.resolve(request, trial.fixture), once);
  for (const { scope } of once) {
    assert.ok(
      Object.hasOwn(trial.connector.scopes, scope),
      `'${scope}' is none of the connector's scopes: declare it`,
    );
  }
}

async function resolvesBackwards(trial: HookTrial): Promise<void> {
  const resolver = trial.resolver();
  const request = trial.signed();
  const elements = await resolver.elementsOf(request, trial.fixture);
  const inOrder = [];
  for (const element of elements) inOrder.push(await resolver.ofElement(request, element));
  const backwards = [];
  for (const element of elements.toReversed()) backwards.push(await resolver.ofElement(request, element));
  assert.deepEqual(backwards.toReversed(), inOrder);
}

async function hasDeliveryId(trial: HookTrial): Promise<void> {
  if (trial.connector.webhook.deliveryId === undefined) return;
  const resolver = trial.resolver();
  const first = await resolver.deliveryId(trial.signed(), trial.fixture);
  assert.equal(await resolver.deliveryId(trial.signed(), trial.fixture), first);
}

async function eventIdsDiffer(trial: HookTrial): Promise<void> {
  const resolver = trial.resolver();
  const request = trial.signed();
  const seen = new Map<string, unknown>();
  for (const placed of await resolver.elementsOf(request, trial.fixture)) {
    for (const { expected } of await resolver.ofElement(request, placed)) {
      if (expected.eventId === undefined) continue;
      const key = `${expected.account ?? ''} ${expected.eventId}`;
      const same = [placed.element, expected];
      const isRepeat = !seen.has(key) || isDeepStrictEqual(seen.get(key), same);
      assert.ok(isRepeat, `two events have the id ${expected.eventId}`);
      seen.set(key, same);
    }
  }
}

function isNoChallenge(trial: HookTrial): void {
  const { handshakes = [] } = trial.connector.webhook;
  for (const isVerified of [false, true]) {
    const answer = answerHandshake(handshakes, trial.signed(), trial.secrets(), { isVerified });
    assert.equal(answer, null, `it was answered ${JSON.stringify(answer)}`);
  }
}
