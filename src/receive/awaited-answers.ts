import type { HookAnswer } from '@hookyard/sdk';

import { HostError, ignore, isHostError } from '../errors/index.js';
import type { Accepted, StoredRequest, StoredVerdict } from '../ledger/index.js';
import type { CompiledReceiver } from '../registry/index.js';

import type { Arrival } from './arrival.js';
import type { DeliveryKey } from './delivery-key.js';
import { evaluated } from './expression-values.js';
import type { ReceiveOptions } from './receive-options.js';
import { answerOf, type PlannedAnswer } from './receiver-plan.js';

type Reply = NonNullable<CompiledReceiver['definition']['reply']>;

/** A hook that was kept, or seen before, and when its sender began to wait (monotonic). */
export interface KeptHook {
  readonly accepted: Accepted;
  readonly delivery: DeliveryKey;
  readonly startedAt: number;
}

/** What an expression sees of a hook: more than this many are left out. */
const MOST_TOLD = 1_000;
/** As long as a connector's fixed answer may be. */
const MOST_BODY_CHARACTERS = 65_536;

/**
 * Answers that wait for the transfers of their hook (S2.8). The hook is kept before anybody waits, so whatever becomes
 * of the waiting loses nothing; the first answer is kept before it is given, so a repeat gets the same.
 */
export class AwaitedAnswers {
  constructor(private readonly options: Pick<ReceiveOptions, 'replies' | 'reads' | 'clock'>) {}

  /** Throws REPLY_LATE at the deadline, and where there is no place left to wait. */
  async of(arrival: Arrival, kept: KeptHook, reply: Reply, fixed: PlannedAnswer): Promise<PlannedAnswer> {
    const { replies, clock } = this.options;
    const found = await this.hookOf(arrival, kept);
    // Seen before its connector made senders wait: nobody keeps an answer for it.
    if (!found) return fixed;
    if (found.answer !== null) return JSON.parse(found.answer) as PlannedAnswer;
    const left = kept.startedAt + reply.deadlineMs - clock.monotonic();
    if (!(await replies.untilAtRest(found.hook, left))) throw new HostError('REPLY_LATE');
    const answer = await this.make(arrival, found.hook, fixed);
    return JSON.parse(await replies.keep(found.hook, JSON.stringify(answer))) as PlannedAnswer;
  }

  private async hookOf({ point }: Arrival, { accepted, delivery }: KeptHook) {
    if (accepted.kind !== 'duplicate') return { hook: accepted.seq, answer: null };
    const { key, bodyHash } = delivery;
    return this.options.replies.find({ owner: point.owner, key, bodyHash });
  }

  /** An expression that fails is its author's mistake; the hook is done all the same, and its sender learns that. */
  private async make(arrival: Arrival, hook: number, fixed: PlannedAnswer): Promise<PlannedAnswer> {
    const { replyBody, definition } = arrival.point.receiver;
    if (!replyBody) return fixed;
    try {
      const value = await evaluated(replyBody, arrival, undefined, await this.told(hook));
      return value === undefined ? fixed : withBody(definition.answer ?? {}, value);
    } catch (error) {
      if (!isHostError(error) || error.entry.retryable) throw error;
      ignore(error, 'an answer whose body cannot be made is given without it');
      return fixed;
    }
  }

  private async told(hook: number): Promise<Readonly<Record<string, unknown>>> {
    const { reads } = this.options;
    const [requests, verdicts] = await Promise.all([
      reads.requestsOfHook(hook, MOST_TOLD),
      reads.verdictsOfHook(hook, MOST_TOLD),
    ]);
    return { Requests: requests.map(requestFacts), Verdicts: verdicts.map(verdictFacts) };
  }
}

/** The answer this hook's sender waits for; null: it is answered at once, also where the condition fails on the hook. */
export async function awaitedReply(arrival: Arrival): Promise<Reply | null> {
  const { replyOnly, definition } = arrival.point.receiver;
  const { reply = null } = definition;
  if (!reply || !replyOnly) return reply;
  try {
    return (await evaluated(replyOnly, arrival)) === true ? reply : null;
  } catch (error) {
    if (!isHostError(error) || error.entry.retryable) throw error;
    ignore(error, 'a hook for which the condition of an answer fails is answered at once');
    return null;
  }
}

function withBody(answer: HookAnswer, value: unknown): PlannedAnswer {
  const isText = typeof value === 'string';
  const body = isText ? value : JSON.stringify(value);
  if (body.length > MOST_BODY_CHARACTERS) {
    throw new HostError('EXPRESSION_TOO_LARGE', { subject: 'the body of an answer' });
  }
  const headers = isText ? answer.headers : { 'content-type': 'application/json', ...answer.headers };
  return answerOf({ ...answer, headers, body });
}

function requestFacts({ element, scope, type, action, recordId, state, heldCode, result }: StoredRequest) {
  return {
    element,
    scope,
    type,
    action,
    externalId: recordId,
    state,
    code: heldCode,
    reason: reasonIn(result),
  };
}

/** Why it ended, waits or is parked: in its connector's words, where it has any. */
function reasonIn(result: string | null): string | null {
  const { reason, message } = (result === null ? {} : JSON.parse(result)) as Readonly<
    Record<string, unknown>
  >;
  const said = reason ?? message;
  return typeof said === 'string' ? said : null;
}

function verdictFacts({ element, scope, type, recordId, verdict, rule }: StoredVerdict) {
  return { element, scope, type, externalId: recordId, verdict, rule };
}
