import type { IncomingMessage } from 'node:http';

import { answerHandshake, type HookAnswer } from '@hookyard/sdk';

import { isHostError } from '../errors/index.js';
import type { HookHead } from '../flow/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import { Arrival } from './arrival.js';
import { AwaitedAnswers, type KeptHook } from './awaited-answers.js';
import type { Crowd } from './crowd.js';
import { deliveryKeyOf } from './delivery-key.js';
import { HeadMaker } from './hook-head.js';
import { Intake } from './intake.js';
import { OwnerLimits } from './owner-limits.js';
import { judgeOf, proofOf, type Judge, type Proof } from './proof.js';
import type { ReceiveOptions } from './receive-options.js';
import { planOf, plannedAnswer, type PlannedAnswer, type ReceiverPlan } from './receiver-plan.js';
import { Refusals } from './refusals.js';
import type { RequestAddress } from './request-address.js';

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

  constructor(
    private readonly options: ReceiveOptions,
    private readonly crowd: Crowd,
  ) {
    const limits = new OwnerLimits(options.clock, options.directory);
    this.heads = new HeadMaker(options.credentialKey);
    this.refusals = new Refusals(options, this.heads, limits);
    this.intake = new Intake(options, limits, this.refusals);
    this.awaited = new AwaitedAnswers(options);
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
    try {
      await this.intake.take(message, arrival, plan);
      const judge = await judgeOf(arrival, plan, this.options.directory.current());
      const early = this.handshake(arrival, plan, { judge, isVerified: false });
      if (early) return early;
      if (!plan.methods.has(arrival.method)) throw this.refusals.wrongMethod(arrival, plan.allow);
      const proof = proofOf(arrival, plan, judge);
      if (!proof.ok) throw this.refusals.notGenuine(arrival, proof.reason);
      const late = this.handshake(arrival, plan, { judge, isVerified: true });
      if (late) return late;
      const kept = await this.keep(arrival, plan, { judge, proof, startedAt });
      const { reply } = point.receiver.definition;
      return reply ? await this.awaited.of(arrival, kept, reply, plan.answer) : plan.answer;
    } finally {
      this.intake.release(arrival);
    }
  }

  private handshake(
    arrival: Arrival,
    { handshakes }: ReceiverPlan,
    { judge, isVerified }: { readonly judge: Judge; readonly isVerified: boolean },
  ): PlannedAnswer | null {
    if (handshakes.length === 0) return null;
    arrival.body = arrival.content;
    const answer: HookAnswer | null = answerHandshake(handshakes, arrival, judge.secrets, isVerified);
    if (!answer) return null;
    if (answer.status === 401) throw this.refusals.notGenuine(arrival, 'handshake-token');
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
    }: {
      readonly judge: Judge;
      readonly proof: Believed;
      readonly startedAt: number;
      readonly key?: string;
    },
  ): Promise<KeptHook> {
    const { options } = this;
    const { point, receivedAt } = arrival;
    // One address for several connections: each has delivery ids of its own.
    const byToken = point.connection ? null : (judge.connection?.number ?? null);
    const delivery = await deliveryKeyOf(arrival, byToken);
    const head = this.headOf(arrival, plan, { judge, proof, deliveryId: delivery.id });
    const passes = this.crowd.passes();
    if (passes) await passes;
    try {
      const accepted = await options.accept({
        owner: point.owner,
        receivedAt,
        head,
        body: proof.body,
        key: delivery.key ?? fallback ?? null,
        bodyHash: delivery.bodyHash,
        ...(point.receiver.definition.reply ? { awaitsAnswer: true as const } : {}),
      });
      options.count.hookAccepted(accepted.kind, options.clock.monotonic() - startedAt);
      return { accepted, delivery, startedAt };
    } catch (error) {
      if (isHostError(error) && error.entry.status === 503) options.count.hookRejected('storage');
      throw error;
    }
  }

  private headOf(
    arrival: Arrival,
    plan: ReceiverPlan,
    known: { readonly judge: Judge; readonly proof: Believed; readonly deliveryId: string | null },
  ): HookHead {
    const isInflated = known.proof.body !== arrival.sent;
    const facts = this.heads.make(arrival, plan.credentials, isInflated ? 'content-encoding' : undefined);
    const { connection } = known.judge;
    return {
      ...facts,
      scheme: known.proof.scheme,
      secretId: known.proof.secretId,
      connection: connection?.number ?? null,
      mode: connection?.mode ?? null,
      deliveryId: known.deliveryId,
      ...(plan.verifier.isPerElement ? { verifiesElements: true as const } : {}),
    };
  }
}
