import type { JsonObject } from './vocabulary.js';

/** What a create answers. */
export interface CreateAnswer<R> {
  /** The external id it was given. */
  readonly id: string;
  /** Its version now: a hook that carries the same one is our own echo. */
  readonly version?: string | number;
  /** The record as the system now holds it; absent: it is read back once. */
  readonly record?: R;
  /** Ids of child records that were made with it, by type, in the order they were given in. */
  readonly children?: Readonly<Record<string, readonly string[]>>;
}

/** What an update answers. */
export interface UpdateAnswer<R> {
  /** Its version now: a hook that carries the same one is our own echo. */
  readonly version?: string | number;
  /** The record as the system now holds it; absent: it is read back once. */
  readonly record?: R;
  /** Ids of child records that were made with it, by type, in the order they were given in without one. */
  readonly children?: Readonly<Record<string, readonly string[]>>;
}

/** What an update is told beside the record. */
export interface ChangeFacts {
  /** The top-level fields that differ from what the system is known to hold. */
  readonly changed: readonly string[];
  /** What the system is known to have held; undefined where that is not known. */
  readonly before: JsonObject | undefined;
}

/** One item of a batch write. */
export type WriteItem = {
  /** The same for every repetition of this write: send it as the item's idempotency key where the system takes one. */
  readonly key: string;
} & (
  | {
      readonly op: 'create';
      /** As mapped. */
      readonly record: JsonObject;
    }
  | ({
      readonly op: 'update';
      /** Of the record in the external system. */
      readonly id: string;
      /** As mapped. */
      readonly record: JsonObject;
    } & ChangeFacts)
  | {
      readonly op: 'delete';
      /** Of the record in the external system. */
      readonly id: string;
    }
);

/** The outcome of one item; an item without an outcome is tried again. */
export interface WriteOutcome {
  /** The item's place in the batch, from 0. */
  readonly index: number;
  /** Of a create: the external id. Without it the record would be made again. */
  readonly id?: string;
  /** Its version now: a hook that carries the same one is our own echo. */
  readonly version?: string | number;
  /** The record as the system now holds it; absent: it is read back once. */
  readonly record?: JsonObject;
  /** Why this item, and no other, failed: as the error of the same name in a single write. */
  readonly failure?: {
    /** Which failure. */
    readonly kind: 'Invalid' | 'Conflict' | 'NotFound' | 'RetryLater';
    /** What went wrong, for an operator. Never a secret. */
    readonly message: string;
    /** Conflict of a create: the external id of the record that is there already. */
    readonly existingId?: string;
    /** Invalid: the fields the system refused. */
    readonly fields?: readonly string[];
  };
}
