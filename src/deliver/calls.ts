import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import type { EndpointView, SubscriberView } from '../registry/index.js';

import { ANSWER_BYTES, failureOf, replyOf, type Reply } from './answers.js';
import { secretMask } from './masked.js';
import type { OutgoingCall } from './prepared.js';
import { ownHeaders, Signing, type Message } from './signing.js';

export interface CallsOptions {
  readonly egress: Egress;
  readonly clock: Clock;
}

/** One call as it was made and came out. */
export interface MadeCall {
  readonly reply: Reply;
  readonly startedAt: number;
  readonly tookMs: number;
}

const USER_AGENT = 'Hookyard';

/** Calls subscribers: endpoints signed, through the one way out, with as much of the answer as is kept. */
export class Calls {
  private readonly signing = new Signing();

  constructor(private readonly options: CallsOptions) {}

  /** A message to an endpoint, signed. */
  signed(subscriber: EndpointView, message: Message): OutgoingCall {
    return {
      method: 'POST',
      url: subscriber.definition.url,
      contentType: 'application/json',
      body: message.body,
      id: message.id,
      headers: this.signing.headers(subscriber, message),
    };
  }

  /** What it says in its head; secrets among it. */
  headersOf(subscriber: SubscriberView, { contentType, id, headers }: OutgoingCall): Record<string, string> {
    return {
      ...ownHeaders(subscriber, this.options.clock.now()),
      ...(contentType === null ? {} : { 'content-type': contentType }),
      'user-agent': USER_AGENT,
      'webhook-id': id,
      ...headers,
    };
  }

  async send(subscriber: SubscriberView, call: OutgoingCall, signal?: AbortSignal): Promise<MadeCall> {
    const { clock, egress } = this.options;
    const { definition } = subscriber;
    const startedAt = clock.now();
    const from = clock.monotonic();
    const reply = await egress
      .request({
        method: call.method,
        url: call.url,
        headers: this.headersOf(subscriber, call),
        ...(call.body === null ? {} : { body: call.body }),
        timeoutMs: definition.timeoutMs,
        keepBytes: ANSWER_BYTES,
        connections: definition.concurrency,
        ...(signal ? { signal } : {}),
      })
      .then((answer) => replyOf(answer, clock.now(), secretMask(subscriber, startedAt)), failureOf);
    return { reply, startedAt, tookMs: Math.round(clock.monotonic() - from) };
  }

  /** Whether who answers at the address can read what is sent there; if not, why. */
  async prove(subscriber: EndpointView): Promise<string | null> {
    const challenge = randomBytes(24).toString('base64url');
    const id = `chl_${randomBytes(12).toString('base64url')}`;
    const body = JSON.stringify({ id, type: 'endpoint.challenge', challenge });
    const message = { id, at: this.options.clock.now(), body };
    const { reply } = await this.send(subscriber, this.signed(subscriber, message));
    if (reply.kind === 'aborted') return 'the call was given up';
    if (reply.kind === 'failed') return reply.message;
    if (reply.kind === 'gone') return 'it answered 410';
    return echoes(reply.answer, challenge) ? null : 'its answer does not hold the challenge';
  }
}

/** As text, or as JSON `{challenge}`. */
function echoes(answer: string, challenge: string): boolean {
  return [answer.trim(), challengeIn(answer)].some((said) => said !== null && isSame(said, challenge));
}

function challengeIn(answer: string): string | null {
  try {
    const { challenge } = JSON.parse(answer) as { challenge?: unknown };
    return typeof challenge === 'string' ? challenge : null;
  } catch {
    return null;
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
