import { setTimeout as waitFor } from 'node:timers/promises';

import type { Mode, RecordType } from '@hookyard/sdk';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import { fingerprintOf, type DecisionOrder, type Question, type StoredDecision } from '../flow/index.js';
import { gateDecision, laneOfDecisions } from '../gate/index.js';
import type { LedgerReads, StoredRequest } from '../ledger/index.js';
import { firstThatFits, type DirectorySource } from '../registry/index.js';

import type { Decide } from './decide.js';
import type { EnqueueAlso } from './dispatching.js';

/** A merge that a person wants. */
export interface MergeQuestion {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly question: Question;
}

export type MergeDecision = StoredDecision & { readonly id: string };

export interface MergeDecisionsOptions {
  readonly directory: DirectorySource;
  readonly decide: Decide;
  readonly reads: Pick<LedgerReads, 'request' | 'requestsOfLane'>;
  readonly clock: Clock;
  readonly enqueueAlso: EnqueueAlso;
}

/** A person asked for it, of no connection. */
const NO_CONNECTION = 0;
/** Of one record. */
const MOST_LOOKED_AT = 20;
const LOOK_EVERY_MS = 50;
/** As long as a caller is kept waiting. */
const LONGEST_WAIT_MS = 30_000;
/** Who asks for the same merge again within this time goes on from the answer; later it is another merge. */
const ANSWER_LASTS_MS = 600_000;

/** Asks about merges, which people wait for: the answer is kept as any other, so that a call that broke off goes on from it. */
export class MergeDecisions {
  constructor(private readonly options: MergeDecisionsOptions) {}

  /** Null: nobody decides about it. Throws MERGE_UNDECIDED while there is no answer. */
  async of(wanted: MergeQuestion): Promise<MergeDecision | null> {
    const fingerprint = fingerprintOf(wanted.question);
    const known = await this.known(wanted, fingerprint);
    const seq = known?.seq ?? (await this.ask(wanted, fingerprint));
    return seq === null ? null : this.answerOf(seq);
  }

  private async known(
    { tenant, type, question }: MergeQuestion,
    fingerprint: string,
  ): Promise<StoredRequest | undefined> {
    const { reads, clock } = this.options;
    const lane = laneOfDecisions({ ...placeOf(tenant, question), type });
    const isSame = ({ kind, payload }: StoredRequest): boolean =>
      kind === 'decide' &&
      payload !== null &&
      (JSON.parse(payload) as DecisionOrder).fingerprint === fingerprint;
    const found = (await reads.requestsOfLane(lane, MOST_LOOKED_AT)).find(isSame);
    if (found?.state === 'cancelled' || found?.state === 'ended') return undefined;
    const isOld = (found?.endedAt ?? Infinity) < clock.now() - ANSWER_LASTS_MS;
    return found?.state === 'done' && isOld ? undefined : found;
  }

  private async ask(wanted: MergeQuestion, fingerprint: string): Promise<number | null> {
    const { directory, clock, enqueueAlso } = this.options;
    const { tenant, mode, type, question } = wanted;
    const handlers = directory.current().deciding.of(tenant, mode, type, question.step);
    const handler = await firstThatFits(handlers, question);
    if (!handler) return null;
    const { position, onFailure } = handler.definition;
    const policy = onFailure[question.step];
    const order: DecisionOrder = { handler: handler.id, position, onFailure: policy, fingerprint, question };
    const draft = { ...placeOf(tenant, question), mode, queue: handler.queue, order, dueAt: clock.now() };
    let seq: number | null = null;
    await enqueueAlso({
      requests: [gateDecision(draft, null)],
      verdicts: [],
      also: async (_, enqueued) => {
        seq = enqueued[0]?.seq ?? null;
      },
    });
    return seq;
  }

  private async answerOf(seq: number): Promise<MergeDecision> {
    const { reads, clock, decide } = this.options;
    const until = clock.monotonic() + LONGEST_WAIT_MS;
    const subject = decide.idOf({ seq });
    for (;;) {
      const request = await reads.request(seq);
      if (request?.state === 'done') return JSON.parse(request.result ?? '{}') as MergeDecision;
      if (request?.state === 'parked')
        throw new HostError('MERGE_UNDECIDED', {
          subject,
          detail: 'its handler failed, and a person has to decide',
        });
      if (clock.monotonic() > until)
        throw new HostError('MERGE_UNDECIDED', { subject, detail: 'its handler has not answered yet' });
      await waitFor(LOOK_EVERY_MS);
    }
  }
}

function placeOf(tenant: number, { stored }: Question) {
  const recordId = String(stored?.record ?? 0);
  return { tenant, connection: NO_CONNECTION, direction: 'FROM', recordId } as const;
}
