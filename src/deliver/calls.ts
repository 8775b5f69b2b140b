import { randomBytes, timingSafeEqual } from 'node:crypto';

import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import type { CalledView } from '../registry/index.js';

import { ANSWER_BYTES, failureOf, replyOf, type Reply } from './answers.js';
import { secretMask } from './masked.js';
import type { OutgoingCall } from './prepared.js';
import { ownHeaders, Signing, type Message, type SignedView } from './signing.js';

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

/** With what it answered; empty where it did not. */
export interface AnsweredCall extends MadeCall {
  readonly text: string;
}

interface Making {
  readonly call: OutgoingCall;
  readonly signal: AbortSignal | undefined;
  readonly keepBytes: number;
}

const USER_AGENT = 'Hookyard';
/** A record that is larger is none. */
const LARGEST_ANSWER = 1_048_576;

/** Calls subscribers: endpoints signed, through the one way out, with as much of the answer as is kept. */
export class Calls {
  private readonly signing = new Signing();

  constructor(private readonly options: CallsOptions) {}

  /** A message to an endpoint, signed. */
  signed(subscriber: SignedView, message: Message): OutgoingCall {
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
  headersOf(subscriber: CalledView, { contentType, id, headers }: OutgoingCall): Record<string, string> {
    return {
      ...ownHeaders(subscriber, this.options.clock.now()),
      ...(contentType === null ? {} : { 'content-type': contentType }),
      'user-agent': USER_AGENT,
      'webhook-id': id,
      ...headers,
    };
  }

  async send(subscriber: CalledView, call: OutgoingCall, signal?: AbortSignal): Promise<MadeCall> {
    const { text: _text, ...made } = await this.made(subscriber, { call, signal, keepBytes: ANSWER_BYTES });
    return made;
  }

  /** With the whole answer. The id of the message says that it is the same question, however often it is asked. */
  ask(subscriber: SignedView, message: Message, signal?: AbortSignal): Promise<AnsweredCall> {
    const signed = this.signed(subscriber, message);
    const call = { ...signed, headers: { ...signed.headers, 'idempotency-key': message.id } };
    return this.made(subscriber, { call, signal, keepBytes: LARGEST_ANSWER });
  }

  private async made(subscriber: CalledView, { call, signal, keepBytes }: Making): Promise<AnsweredCall> {
    const { clock, egress } = this.options;
    const { definition } = subscriber;
    const startedAt = clock.now();
    const from = clock.monotonic();
    let text = '';
    const reply = await egress
      .request({
        method: call.method,
        url: call.url,
        headers: this.headersOf(subscriber, call),
        ...(call.body === null ? {} : { body: call.body }),
        timeoutMs: definition.timeoutMs,
        keepBytes,
        connections: definition.concurrency,
        caller: subscriber.id,
        ...(signal ? { signal } : {}),
      })
      .then((answer) => {
        if (keepBytes > ANSWER_BYTES) text = answer.body.toString('utf8');
        return replyOf(answer, clock.now(), secretMask(subscriber, startedAt));
      }, failureOf);
    return { reply, text, startedAt, tookMs: Math.round(clock.monotonic() - from) };
  }

  /** Whether who answers at the address can read what is sent there; if not, why. */
  async prove(subscriber: SignedView): Promise<string | null> {
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
