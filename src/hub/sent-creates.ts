import type { RecordType } from '@hookyard/sdk';

import type { Store, WriteKind } from '../store/index.js';

import { Batch } from './batch.js';
import {
  dropSentCreates,
  openSentCreates,
  putSentCreates,
  readSentCreates,
} from './sent-create-statements.js';

/** A create of a record at a system, by what stays the same for all its repetitions. */
export interface CreateName {
  readonly connection: number;
  readonly type: RecordType;
  readonly record: number;
  /** Of the link it is to get: what was sent before an earlier link ended says nothing. */
  readonly generation: number;
}

/** Creates of a type, behind `since` and no later than `until`. */
export interface OpenCreates {
  readonly connection: number;
  readonly type: RecordType;
  readonly since: number;
  readonly until: number;
}

/** What is known of creates between their sending and their link, over restarts and in every process. */
export interface SentCreates {
  /** When it was last sent, should nobody know what became of it; 0: it was answered, yet not by a yes or a no. */
  sentAt(name: CreateName): Promise<number | null>;
  /** Whether one was sent in a time, by whatever process, and nobody knows yet what became of it. */
  isOpen(of: OpenCreates): Promise<boolean>;
  /** To be awaited before it is sent. */
  sending(name: CreateName, at: number): Promise<void>;
  /** It was refused: nothing was made. */
  refused(name: CreateName): Promise<void>;
}

interface SentWrite extends CreateName {
  /** null: it is over. */
  readonly sentAt: number | null;
}

/** No two of one commit are about one record: its lane runs one request at a time. */
const SENT_WRITE: WriteKind<SentWrite, void> = {
  name: 'sent-creates',
  stream: 'sent-creates',
  isPatient: true,
  weigh: () => 1,
  async write(tx, items) {
    const sent = items.flatMap(({ sentAt, ...name }) => (sentAt === null ? [] : [{ ...name, sentAt }]));
    const over = items.flatMap(({ sentAt, connection, type, record }) =>
      sentAt === null ? [{ connection, type, record }] : [],
    );
    if (sent.length > 0) await tx.many(putSentCreates, sent);
    if (over.length > 0) await tx.many(dropSentCreates, over);
    return items.map(() => undefined);
  },
};

export function createSentCreates(store: Store): SentCreates {
  const known = new Batch<CreateName, number | null>(async (names) => {
    const rows = await store.read(
      readSentCreates,
      names.map(({ connection, type, record, generation }, n) => ({
        n,
        connection,
        type,
        record,
        generation,
      })),
    );
    const answers = names.map((): number | null => null);
    for (const { n, sentAt } of rows) answers[n] = sentAt;
    return answers;
  });
  const open = new Batch<OpenCreates, boolean>(async (asked) => {
    const rows = await store.read(
      openSentCreates,
      asked.map((one, n) => ({
        n,
        connection: one.connection,
        type: one.type,
        since: Math.round(one.since),
        until: Math.round(one.until),
      })),
    );
    const found = new Set(rows.map(({ n }) => n));
    return asked.map((_, n) => found.has(n));
  });
  return {
    sentAt: (name) => known.of(name),
    isOpen: (of) => open.of(of),
    sending: (name, at) => store.submit(SENT_WRITE, { ...name, sentAt: Math.round(at) }),
    refused: (name) => store.submit(SENT_WRITE, { ...name, sentAt: null }),
  };
}
