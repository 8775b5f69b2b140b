import type { IncomingMessage } from 'node:http';

import { isHostError, type HostError } from '../errors/index.js';
import { encodingsOf, inflate } from '../http/index.js';

import type { Arrival } from './arrival.js';
import type { OwnerLimits } from './owner-limits.js';
import { BodyBudget, announcesBody, readBody } from './read-body.js';
import type { ReceiveOptions } from './receive-options.js';
import type { ReceiverPlan } from './receiver-plan.js';
import type { Refusals } from './refusals.js';

const DEFAULT_BUFFERED_BYTES = 256 * 1024 * 1024;

/** Lets bodies in: what the first line and the headers already refuse is refused before a byte of the body is kept. */
export class Intake {
  private readonly budget: BodyBudget;

  constructor(
    private readonly options: ReceiveOptions,
    private readonly limits: OwnerLimits,
    private readonly refusals: Refusals,
  ) {
    this.budget = new BodyBudget(options.limits?.maxBufferedBytes ?? DEFAULT_BUFFERED_BYTES);
  }

  /** Fills in the arrival's body. Whatever comes of it, `release` follows. */
  async take(message: IncomingMessage, arrival: Arrival, plan: ReceiverPlan): Promise<void> {
    const encodings = this.screen(message, arrival, plan);
    if (!announcesBody(message)) return;
    try {
      arrival.sent = await readBody(message, arrival.point.receiver.maxBytes, this.budget);
    } catch (error) {
      throw this.unread(error, arrival);
    }
    arrival.heldBytes = arrival.sent.length;
    arrival.content = encodings.length > 0 ? await this.unpack(arrival, encodings) : arrival.sent;
  }

  release(arrival: Arrival): void {
    this.budget.give(arrival.heldBytes);
    arrival.heldBytes = 0;
  }

  /** The encodings to undo. */
  private screen(message: IncomingMessage, arrival: Arrival, plan: ReceiverPlan): readonly string[] {
    const { method, point } = arrival;
    if (!plan.methods.has(method) && !plan.handshakeMethods.has(method)) {
      throw this.refusals.wrongMethod(arrival, plan.allow);
    }
    const encodings = encodingsOf(arrival.header('content-encoding'));
    if (encodings === null) throw this.unknownEncoding(arrival);
    if (Number(message.headers['content-length'] ?? 0) > point.receiver.maxBytes) {
      throw this.refusals.tooLarge(arrival);
    }
    const seconds = this.limits.takeHook(point);
    if (seconds > 0) throw this.tooFast(arrival, seconds);
    if (!this.options.hasRoom()) throw this.refusals.noRoom();
    const full = this.options.usage.refusal(point.tenant);
    if (full) throw this.refusals.overQuota(arrival, full);
    return encodings;
  }

  private unread(error: unknown, arrival: Arrival): unknown {
    if (!isHostError(error)) return error;
    if (error.code === 'BODY_TOO_LARGE') return this.refusals.tooLarge(arrival);
    if (error.code === 'STORE_UNAVAILABLE') return this.refusals.noRoom();
    this.options.count.hookRejected('malformed');
    return error;
  }

  /** Bytes that are not what their encoding says stay as they came: if they verify, resolve tells what is wrong. */
  private async unpack(arrival: Arrival, encodings: readonly string[]): Promise<Buffer> {
    const inflated = await inflate(arrival.sent, encodings, arrival.point.receiver.maxBytes);
    if (inflated.kind === 'too-large') throw this.refusals.tooLarge(arrival);
    if (inflated.kind === 'broken') return arrival.sent;
    if (!this.budget.take(inflated.body.length)) throw this.refusals.noRoom();
    arrival.heldBytes += inflated.body.length;
    return inflated.body;
  }

  private unknownEncoding(arrival: Arrival): HostError {
    const code = 'CONTENT_ENCODING_UNSUPPORTED';
    return this.refusals.refuse(arrival, { code, counted: 'encoding', reason: 'encoding' });
  }

  private tooFast(arrival: Arrival, seconds: number): HostError {
    const details = { headers: { 'retry-after': String(seconds) } };
    return this.refusals.refuse(arrival, { code: 'RATE_LIMITED', counted: 'rate', reason: 'rate', details });
  }
}
