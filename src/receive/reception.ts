import type { IncomingMessage } from 'node:http';

import { answerHandshake } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import type { IncomingHook } from '../flow/index.js';
import type { Accepted } from '../ledger/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import { Arrival } from './arrival.js';
import { AwaitedAnswers, awaitedReply, type KeptHook } from './awaited-answers.js';
import type { Crowd } from './crowd.js';
import { deliveryKeyOf } from './delivery-key.js';
import { HandshakeEffects } from './handshake-effects.js';
import { HeadMaker } from './hook-head.js';
import { Intake } from './intake.js';
import { keptHead } from './kept-head.js';
import { OwnerLimits } from './owner-limits.js';
import { judgeOf, proofOf, type Judge, type Proof } from './proof.js';
import type { ReceiveOptions } from './receive-options.js';
import { planOf, plannedAnswer, type PlannedAnswer, type ReceiverPlan } from './receiver-plan.js';
import { Refusals } from './refusals.js';
import type { RequestAddress } from './request-address.js';
import { TrustedProxies } from './trusted-proxies.js';

type Believed = Extract<Proof, { ok: true }>;

/** To a HEAD: the address is there. */
const PRESENT: PlannedAnswer = { status: 200, headers: {}, body: undefined };

/**
 * Turns requests at known addresses into kept hooks: nothing is stored before it is verified, nothing is answered 2xx
 * before it is stored.
 *
 * A body with a Content-Encoding is verified as sent first (some senders sign what they compressed), and without its
 * encoding where that fails (most are compressed behind the signer's back). What was verified is what is stored: as
 * sent with its `content-encoding`, or inflated without that header. Repeats are told by the inflated bytes.
 */
export class Reception {
  private readonly heads: HeadMaker;
  private readonly refusals: Refusals;
  private readonly intake: Intake;
  private readonly awaited: AwaitedAnswers;
  private readonly effects: HandshakeEffects;
  private readonly proxies: TrustedProxies;

  constructor(
    private readonly options: ReceiveOptions,
    private readonly crowd: Crowd,
  ) {
    const limits = new OwnerLimits(options.clock, options.directory);
    this.heads = new HeadMaker(options.credentialKey);
    this.refusals = new Refusals(options, this.heads, limits);
    this.intake = new Intake(options, limits, this.refusals);
    this.awaited = new AwaitedAnswers(options);
    this.effects = new HandshakeEffects(options, this.refusals);
    this.proxies = new TrustedProxies(options.trustedProxies);
  }

  /** The answer of a request at this point. Throws a HostError for everything else. */
  async receive(
    message: IncomingMessage,
    point: ReceivingPoint,
    address: RequestAddress,
  ): Promise<PlannedAnswer> {
    if (message.method === 'HEAD') return PRESENT;
    const { clock } = this.options;
    const startedAt = clock.monotonic();
    const plan = planOf(point.receiver);
    const arrival = new Arrival(message, point, clock.now(), address);
    if (plan.judgesSender) arrival.sender = this.proxies.senderOf(message);
    try {
      await this.intake.take(message, arrival, plan);
      const judge = await judgeOf(arrival, plan, this.options.directory.current());
      const early = await this.handshake(arrival, plan, { judge, isVerified: false });
      if (early) return early;
      if (!plan.methods.has(arrival.method)) throw this.refusals.wrongMethod(arrival, plan.allow);
      const proof = await proofOf(arrival, plan, judge, this.options.senders);
      if (!proof.ok) throw this.refusals.unproven(arrival, proof);
      const late = await this.handshake(arrival, plan, { judge, isVerified: true });
      if (late) return late;
      const reply = await awaitedReply(arrival);
      const kept = await this.keep(arrival, plan, { judge, proof, startedAt, awaitsAnswer: reply !== null });
      return reply ? await this.awaited.of(arrival, kept, reply, plan.answer) : plan.answer;
    } finally {
      this.intake.release(arrival);
    }
  }

  private async handshake(
    arrival: Arrival,
    { handshakes }: ReceiverPlan,
    { judge, isVerified }: { readonly judge: Judge; readonly isVerified: boolean },
  ): Promise<PlannedAnswer | null> {
    if (handshakes.length === 0) return null;
    arrival.body = arrival.content;
    const { secrets } = judge;
    const answer = answerHandshake(handshakes, arrival, secrets, { isVerified, at: arrival.receivedAt });
    if (!answer) return null;
    if (answer.status === 401) throw this.refusals.notGenuine(arrival, 'handshake-token');
    if (answer.effect) await this.effects.perform(answer.effect, arrival, judge);
    return plannedAnswer(answer);
  }

  /** Keeps a request that was believed. `key`: what it is known by where it has no delivery id. */
  async keep(
    arrival: Arrival,
    plan: ReceiverPlan,
    {
      judge,
      proof,
      startedAt,
      key: fallback,
      awaitsAnswer = false,
    }: {
      readonly judge: Judge;
      readonly proof: Believed;
      readonly startedAt: number;
      readonly key?: string;
      readonly awaitsAnswer?: boolean;
    },
  ): Promise<KeptHook> {
    const { options } = this;
    const { point, receivedAt } = arrival;
    // One address for several connections: each has delivery ids of its own.
    const byToken = point.connection ? null : (judge.connection?.number ?? null);
    const delivery = await deliveryKeyOf(arrival, byToken);
    const head = keptHead(this.heads, arrival, plan, { judge, proof, deliveryId: delivery.id });
    const passes = this.crowd.passes();
    if (passes) await passes;
    const accepted = await this.accept(arrival, {
      owner: point.owner,
      receivedAt,
      head,
      body: proof.body,
      key: delivery.key ?? fallback ?? null,
      bodyHash: delivery.bodyHash,
      ...(awaitsAnswer ? { awaitsAnswer: true as const } : {}),
    });
    const tookMs = options.clock.monotonic() - startedAt;
    options.count.hookAccepted(accepted.kind, tookMs);
    this.trace(arrival, judge, { accepted, tookMs });
    return { accepted, delivery, startedAt };
  }

  private async accept(arrival: Arrival, hook: IncomingHook): Promise<Accepted> {
    const { options } = this;
    const { usage, count } = options;
    const { tenant } = arrival.point;
    const full = usage.enter(tenant);
    if (full) throw this.refusals.overQuota(arrival, full);
    let keptBytes: number | null = null;
    try {
      const accepted = await options.accept(hook);
      if (accepted.kind !== 'duplicate') keptBytes = hook.body.length;
      return accepted;
    } catch (error) {
      if (isHostError(error) && error.entry.status === 503) count.hookRejected('storage');
      throw error;
    } finally {
      usage.leave(tenant, keptBytes);
    }
  }

  /** Of the request no more than says what it was: an address holds a key, a body belongs to people. */
  private trace(
    arrival: Arrival,
    judge: Judge,
    { accepted, tookMs }: { readonly accepted: Accepted; readonly tookMs: number },
  ): void {
    const { traces } = this.options;
    if (!traces || accepted.kind === 'duplicate') return;
    const { point, method, content } = arrival;
    traces.accepted({
      seq: accepted.seq,
      kind: accepted.kind,
      tookMs,
      method,
      bytes: content.length,
      connection: (point.connection ?? judge.connection)?.id ?? null,
      traceparent: arrival.header('traceparent'),
    });
  }
}
