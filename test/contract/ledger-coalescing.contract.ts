import type { ScopeAction } from '@hookyard/sdk';

import type { ClaimedRequest } from '../../src/flow/index.js';
import type { OpenLedger } from '../../src/ledger/index.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  aReadDraft,
  claimFrom,
  drain,
  enqueueOne,
  settlementOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';

/** S3.7: pending × new → the survivor's action, or null: queued behind. */
const TABLE: readonly (readonly [ScopeAction, ScopeAction, ScopeAction | null])[] = [
  ['CREATED', 'CREATED', 'CREATED'],
  ['CREATED', 'UPDATED', 'CREATED'],
  ['UPDATED', 'CREATED', 'CREATED'],
  ['UPDATED', 'UPDATED', 'UPDATED'],
  ['CREATED', 'DELETED', 'DELETED'],
  ['UPDATED', 'DELETED', 'DELETED'],
  ['DELETED', 'DELETED', 'DELETED'],
  ['DELETED', 'CREATED', 'UPDATED'],
  ['DELETED', 'UPDATED', null],
];

/** Requests that mean "bring this record up to date" fold; those that carry something never do. */
export function ledgerCoalescingContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
    ledger = bench.ledger;
  });
  afterAll(() => bench[Symbol.asyncDispose]());
  beforeEach(async () => {
    queue = await aQueue(bench.database.store);
  });

  it.each(TABLE)('%s × %s, stored before, becomes %s', async (pending, next, action) => {
    const first = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'r', action: pending }));

    const [answer] = await ledger.enqueue([aReadDraft({ queue, recordId: 'r', action: next, element: 3 })]);
    const ran = await drain(ledger, queue);

    if (action === null) {
      expect(answer?.kind).toBe('queued');
      expect(ran.map((one) => one.action)).toEqual([pending, next]);
    } else {
      expect(answer).toEqual({ kind: 'folded', into: first });
      expect(ran.map((one) => [one.seq, one.action])).toEqual([[first, action]]);
      expect(JSON.parse(ran[0]?.trail ?? '')).toMatchObject([
        { verdict: 'folded', facts: { element: 3, action: next } },
      ]);
    }
  });

  it.each(TABLE)('%s × %s, in one group, becomes %s', async (pending, next, action) => {
    const answers = await ledger.enqueue(
      [pending, next].map((one) => aReadDraft({ queue, recordId: 'r', action: one })),
    );
    const ran = await drain(ledger, queue);

    expect(answers.map(({ kind }) => kind)).toEqual(['queued', action === null ? 'queued' : 'folded']);
    expect(ran.map((one) => one.action)).toEqual(action === null ? [pending, next] : [action]);
  });

  it.each(TABLE)('%s × %s, against a claimed head, is queued behind', async (pending, next) => {
    await enqueueOne(ledger, aReadDraft({ queue, recordId: 'r', action: pending }));
    const [head] = await claimFrom(ledger, queue);

    const [behind] = await ledger.enqueue([aReadDraft({ queue, recordId: 'r', action: next })]);
    const third = await ledger.enqueue([aReadDraft({ queue, recordId: 'r', action: next })]);
    const settled = await ledger.settle(settlementOf(head as ClaimedRequest));

    expect(behind?.kind).toBe('queued');
    // behind the running head the next two fold as anywhere
    expect(third[0]?.kind).toBe('folded');
    expect([head?.action, settled.next?.action]).toEqual([pending, next]);
    await ledger.settle(settlementOf(settled.next as ClaimedRequest));
  });

  it('folds polls and initialisations per type, and other actions never', async () => {
    const draft = (action: ScopeAction) => aDraft({ queue, recordId: '', action, coalesce: 'type' });

    const answers = [];
    for (const action of ['POLL', 'POLL', 'INITIALIZE', 'INITIALIZE', 'POLL', 'OTHER', 'OTHER'] as const) {
      answers.push(...(await ledger.enqueue([draft(action)])));
    }

    expect(answers.map(({ kind }) => kind)).toEqual([
      'queued',
      'folded',
      'queued',
      'folded',
      'queued',
      'queued',
      'queued',
    ]);
    await drain(ledger, queue);
  });

  it('never folds payloads, other modes, other types, or past a payload', async () => {
    const answers = [];
    for (const draft of [
      aDraft({ queue, recordId: 'p' }),
      aDraft({ queue, recordId: 'p' }),
      aReadDraft({ queue, recordId: 'm' }),
      aReadDraft({ queue, recordId: 'm', mode: 'sandbox' }),
      aReadDraft({ queue, recordId: 'q' }),
      aDraft({ queue, recordId: 'q' }),
      aReadDraft({ queue, recordId: 'q' }),
    ]) {
      answers.push(...(await ledger.enqueue([draft])));
    }

    expect(answers.map(({ kind }) => kind)).toEqual(Array.from({ length: 7 }, () => 'queued'));
    await drain(ledger, queue);
  });

  it('starts a waiting retry anew, unless it waits for a quota, an authorisation or a breaker', async () => {
    const at = bench.clock.now() + 60_000;
    const fold = async (recordId: string, usesAttempt: boolean) => {
      const seq = await enqueueOne(ledger, aReadDraft({ queue, recordId }));
      const [request] = await claimFrom(ledger, queue);
      await ledger.settle(
        settlementOf(request as ClaimedRequest, { kind: 'retry', at, usesAttempt, reason: 'quota' }),
      );
      await ledger.enqueue([aReadDraft({ queue, recordId })]);
      return ledger.reads.request(seq);
    };

    const waiting = await fold('waiting', false);
    const counted = await fold('counted', true);

    expect(counted).toMatchObject({ state: 'queued', attempts: 0, dueAt: bench.clock.now() });
    expect(waiting).toMatchObject({ state: 'waiting-retry', dueAt: at, heldCode: 'quota' });
    expect((await drain(ledger, queue)).map(({ recordId }) => recordId)).toEqual(['counted']);
    bench.clock.advance(60_000);
    await drain(ledger, queue);
  });

  it('says at the hook where a folded element went', async () => {
    const accepted = await ledger.accept(aHook({ owner: 1_000 }));
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const claim = (await ledger.holdInbox(1_000)) ?? 0;
    const survivor = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'seen' }));

    await ledger.resolve({
      hook,
      owner: 1_000,
      claim,
      from: 0,
      to: 1,
      plan: null,
      isLast: true,
      requests: [aReadDraft({ queue, recordId: 'seen', hook, trail: '[{"verdict":"queued","config":9}]' })],
      verdicts: [],
      events: [],
    });

    expect(await ledger.reads.verdictsOfHook(hook, 10)).toMatchObject([
      {
        verdict: 'folded',
        rule: 'coalesce',
        owner: 1_000,
        facts: { into: survivor },
        configVersion: 9,
        tenant: 1,
      },
    ]);
    await drain(ledger, queue);
  });

  it('keeps the trail of a record that repeats for ever from growing for ever', async () => {
    const seq = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'busy' }));

    for (let round = 0; round < 40; round += 1) {
      await ledger.enqueue(Array.from({ length: 30 }, () => aReadDraft({ queue, recordId: 'busy' })));
    }

    const { trail } = (await ledger.reads.request(seq)) as { trail: string };
    expect(trail.length).toBeLessThan(16_384);
    expect(Array.isArray(JSON.parse(trail))).toBe(true);
    await drain(ledger, queue);
  });

  it('does not take a request released out of its turn for the running head', async () => {
    const parked = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'r' }));
    const [first] = await claimFrom(ledger, queue);
    await ledger.settle(
      settlementOf(first as ClaimedRequest, { kind: 'parked', reason: 'policy', lane: 'skip' }),
    );
    await enqueueOne(ledger, aReadDraft({ queue, recordId: 'r', action: 'CREATED' }));
    const [running] = await claimFrom(ledger, queue);
    await ledger.releaseRequests({ seq: parked });

    const [answer] = await ledger.enqueue([aReadDraft({ queue, recordId: 'r', action: 'DELETED' })]);

    expect(answer?.kind).toBe('queued');
    expect(running?.action).toBe('CREATED');
    const { next } = await ledger.settle(
      settlementOf(running as ClaimedRequest, { kind: 'ended', verdict: 'echo' }),
    );
    expect(next?.seq).toBe(parked);
    const last = await ledger.settle(settlementOf(next as ClaimedRequest));
    expect(last.next?.action).toBe('DELETED');
    await ledger.settle(settlementOf(last.next as ClaimedRequest));
  });
}
