import type { RecordType } from '@hookyard/sdk';

import type { Outcome, Turned } from '../flow/index.js';

import { transferEvents, type TransferTelling } from './transfer-events.js';

const request = {
  seq: 7,
  queue: 11,
  root: 0,
  kind: 'transfer',
  type: 'CUSTOMER' as RecordType,
  action: 'UPDATED',
  recordId: '42',
  attempts: 2,
} as const;

const queue = { tenant: 1, mode: 'live', direction: 'FROM', connection: 3, connectionId: 'con_3' } as const;
const asked: number[] = [];
const telling: TransferTelling = {
  hears: () => true,
  queueOf: (id) => {
    asked.push(id);
    return id === 11 ? queue : undefined;
  },
  publicIds: { publicId: (prefix, seq) => `${prefix}_${seq}` },
  now: 1_000,
};

function told(outcome: Outcome, over: Partial<Turned['request']> = {}, more: Partial<TransferTelling> = {}) {
  return transferEvents([{ request: { ...request, ...over }, outcome }], { ...telling, ...more }).map(
    ({ type, data }) => ({ type, data: JSON.parse(data) as unknown }),
  );
}

describe('what is told of transfers', () => {
  const known = {
    transfer: 'req_7',
    connection: 'con_3',
    direction: 'FROM',
    recordType: 'CUSTOMER',
    action: 'UPDATED',
    recordId: 'rec_42',
  };

  it('names what became of it, an attempt by its number and when the next is due', () => {
    const failed = { kind: 'retry', at: 5_000, usesAttempt: true, reason: 'TimedOut' } as const;

    expect(told({ kind: 'done', facts: { change: 'updated' } })).toEqual([
      { type: 'transfer.succeeded', data: { ...known, change: 'updated' } },
    ]);
    expect(told(failed)).toEqual([
      {
        type: 'transfer.failed',
        data: { ...known, reason: 'TimedOut', attempt: 3, nextAt: '1970-01-01T00:00:05.000Z' },
      },
    ]);
    expect(told({ kind: 'parked', reason: 'x'.repeat(900), lane: 'skip' })).toEqual([
      { type: 'transfer.parked', data: { ...known, reason: 'x'.repeat(500) } },
    ]);
  });

  it('is nothing where nothing was carried over, nothing was used up, or nothing is over', () => {
    const quiet: Outcome[] = [
      { kind: 'done', facts: { pages: 1, listed: 3, queued: 3 } },
      { kind: 'ended', verdict: 'no-change' },
      { kind: 'retry', at: 1, usesAttempt: false, reason: 'unavailable' },
      { kind: 'children', then: 'continue' },
      { kind: 'held', code: 'bad-config', reason: 'why' },
    ];

    expect(quiet.flatMap((outcome) => told(outcome))).toEqual([]);
  });

  it('is nothing of a delivery, of a connection that was removed, and where nobody listens', () => {
    const parked: Outcome = { kind: 'parked', reason: 'gone', lane: 'skip' };

    expect(told(parked, { kind: 'deliver' })).toEqual([]);
    expect(told(parked, { queue: 12 })).toEqual([]);
    expect(told(parked, {}, { hears: () => false })).toEqual([]);
  });
});
