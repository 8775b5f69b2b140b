import type { Direction } from '@hookyard/sdk';

import { ignore } from '../errors/index.js';
import type { AttemptRow, Outcome } from '../flow/index.js';

import { nameFailure } from './turn-failures.js';
import { hintsOf, type Turn } from './turn.js';

/** Where evidence of what failed behind a settled request goes. */
export type KeepEvidence = (request: number, attempt: Omit<AttemptRow, 'number'>) => Promise<void>;

const TEXT_CHARS = 2_000;

/**
 * What the connector does behind a transfer whose effects are stored. At most once: a host that ends in between does
 * not make up for it. Whatever it does, the transfer stands and is not repeated; a failure is a line in the log and
 * evidence of the request.
 */
export async function runPostAction(
  turn: Turn,
  direction: Direction,
  outcome: Extract<Outcome, { kind: 'done' }>,
  keep: KeepEvidence,
): Promise<void> {
  const { definition } = turn.view.connector;
  const { change, externalId } = outcome.facts ?? {};
  const request = Object.assign(hintsOf(turn), {
    direction,
    change: typeof change === 'string' ? change : 'done',
    ...(typeof externalId === 'string' ? { linkedId: externalId } : {}),
  });
  try {
    await turn.call('post-action', (ctx) => definition.postAction?.(request, ctx));
  } catch (thrown) {
    await tell(turn, thrown, keep);
  } finally {
    turn.isRunning = false;
  }
}

async function tell(turn: Turn, thrown: unknown, keep: KeepEvidence): Promise<void> {
  const { name, failure } = nameFailure(thrown);
  const { mask } = turn.runtime;
  const message = `the post action failed, the transfer stands: ${mask(failure.message)}`.slice(
    0,
    TEXT_CHARS,
  );
  turn.log('warn', message, { failure: name });
  const facts = { phase: turn.phase, calls: turn.calls.evidence() };
  const at = turn.startedAt;
  try {
    await keep(turn.request.seq, { at, tookMs: turn.now() - at, failure: name, message, facts });
  } catch (error) {
    ignore(error, 'the evidence of a failed post action could not be kept: it is in the log');
  }
}
