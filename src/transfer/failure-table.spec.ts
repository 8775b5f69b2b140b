import { FAILURE_KINDS } from '@hookyard/sdk';
import fc from 'fast-check';

import { RETRY_POLICIES } from '../flow/index.js';

import {
  FAILURE_RULES,
  outcomeOf,
  type FailureFacts,
  type FailureName,
  type Phase,
} from './failure-table.js';

const STANDARD = RETRY_POLICIES.standard.waits;
const NOW = 1_000_000;
const PHASES: Phase[] = ['prerequisite', 'read', 'map', 'lookup', 'create', 'update', 'delete'];
const NAMES = Object.keys(FAILURE_RULES) as FailureName[];

function after(
  name: FailureName,
  facts: Partial<FailureFacts> = {},
  failure: { afterMs?: number; subject?: string } = {},
) {
  return outcomeOf(
    name,
    { message: 'because', ...failure },
    {
      phase: 'read',
      attempts: 0,
      now: NOW,
      random: 0.5,
      policy: STANDARD,
      isPayload: false,
      lostAt: null,
      callTimeoutMs: 30_000,
      heldUntil: NOW + 2_000,
      keep: {},
      ...facts,
    },
  );
}

describe('what a failure does to its request', () => {
  it('knows every failure of the SDK', () => {
    expect(NAMES).toEqual(expect.arrayContaining([...FAILURE_KINDS]));
  });

  it.each([
    ['RetryLater', 'retry', true],
    ['TimedOut', 'retry', true],
    ['Bug', 'retry', true],
    ['RateLimited', 'retry', false],
    ['AuthExpired', 'retry', false],
    ['Unavailable', 'retry', false],
  ] as const)('%s: %s, uses an attempt: %s', (name, kind, usesAttempt) => {
    expect(after(name)).toMatchObject({ kind, usesAttempt });
  });

  it('what holds the queue comes back when the queue does', () => {
    expect(after('Unavailable')).toMatchObject({ at: NOW + 2_000, reason: 'unavailable' });
  });

  it('retries by the standard policy, then parks: reads are skipped, payloads block', () => {
    expect(after('RetryLater')).toMatchObject({ at: NOW + 5_000 });
    expect(after('RetryLater', { attempts: 9 })).toMatchObject({ at: NOW + 8 * 3_600_000 });
    expect(after('RetryLater', { attempts: 10 })).toMatchObject({ kind: 'parked', lane: 'skip' });
    expect(after('RetryLater', { attempts: 10, isPayload: true })).toMatchObject({
      kind: 'parked',
      lane: 'block',
    });
  });

  it('retries by the policy of the connection where that is another one', () => {
    const policy = RETRY_POLICIES.field.waits;
    expect(after('RetryLater', { policy })).toMatchObject({ at: NOW });
    expect(after('RetryLater', { policy, attempts: 2 })).toMatchObject({ at: NOW + 60 * 60_000 });
    expect(after('TimedOut', { policy: [1_000], attempts: 1 })).toMatchObject({ kind: 'parked' });
    expect(after('Bug', { policy, attempts: 1 })).toMatchObject({ at: NOW + 30_000 });
  });

  it('waits at least as long as the system asked', () => {
    expect(after('RetryLater', {}, { afterMs: 60_000 })).toMatchObject({ at: NOW + 60_000 });
  });

  it('never repeats a write before the one without an answer could have ended', () => {
    expect(after('RetryLater', { phase: 'create', lostAt: NOW })).toMatchObject({ at: NOW + 30_000 });
    expect(after('Unavailable', { phase: 'create', lostAt: NOW })).toMatchObject({ at: NOW + 30_000 });
  });

  it('looks three times in ten minutes for a record, then it is gone', () => {
    expect(after('NotFound')).toMatchObject({ kind: 'retry', at: NOW + 30_000 });
    expect(after('NotFound', { attempts: 1 })).toMatchObject({ kind: 'retry', at: NOW + 570_000 });
    expect(after('NotFound', { attempts: 2 })).toMatchObject({ kind: 'ended', verdict: 'gone' });
  });

  it('parks what the system refuses at once, out of the way of the record’s next hook', () => {
    expect(after('Invalid', { isPayload: true })).toMatchObject({
      kind: 'parked',
      reason: 'invalid',
      lane: 'skip',
    });
    expect(after('Conflict', { phase: 'create' })).toMatchObject({ kind: 'parked', reason: 'conflict' });
    expect(after('NotFound', { phase: 'update' })).toMatchObject({ kind: 'parked', reason: 'missing' });
  });

  it('tries an update that met a newer version three times', () => {
    expect(after('Conflict', { phase: 'update', attempts: 1 })).toMatchObject({ kind: 'retry' });
    expect(after('Conflict', { phase: 'update', attempts: 2 })).toMatchObject({ kind: 'parked' });
  });

  it('tries a bug three times', () => {
    expect(after('Bug', { attempts: 1 })).toMatchObject({ kind: 'retry' });
    expect(after('Bug', { attempts: 2 })).toMatchObject({ kind: 'parked', reason: 'retries-exhausted:Bug' });
  });

  it('holds a wrong setting under a code of its own, and ends what a connector skips', () => {
    expect(after('BadConfig')).toMatchObject({ kind: 'held', code: 'bad-config' });
    expect(after('BadConfig', {}, { subject: 'baseUrl' })).toMatchObject({
      kind: 'held',
      code: 'bad-config:baseUrl',
    });
    expect(after('NotSupported')).toMatchObject({ kind: 'held', code: 'not-supported' });
    expect(after('Skip')).toMatchObject({ kind: 'ended', verdict: 'skipped' });
  });

  it('always comes to an end: used attempts lead to parking or a verdict, and nothing is due in the past', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NAMES),
        fc.constantFrom(...PHASES),
        fc.nat(20),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (name, phase, attempts, random) => {
          const outcome = after(name, { phase, attempts, random });
          if (outcome.kind === 'retry') {
            return outcome.at >= NOW && (!outcome.usesAttempt || attempts < STANDARD.length);
          }
          return outcome.kind === 'parked' || outcome.kind === 'ended' || outcome.kind === 'held';
        },
      ),
    );
  });
});
