import type { Mode, RecordType } from '@hookyard/sdk';

import type { EventType } from './catalogue.js';

/** Something that happened, as it is kept for those who listen. */
export interface NewEvent {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: EventType;
  readonly at: number;
  /** The first request of the tree it belongs to; 0: none. */
  readonly root: number;
  readonly record: number | null;
  /** Of the record, behind the change. */
  readonly version: number | null;
  readonly recordType: RecordType | null;
  /** Whose doing it was; null: no connection's. */
  readonly connection: number | null;
  /** The key of the person, where one did it; of a transfer the handler whose decision it was. */
  readonly actor: string | null;
  /** JSON text. Of a record: its fields. Otherwise: the `data` of the envelope. */
  readonly data: string;
  /** JSON text, of a record: `{field: [old, new]}`. */
  readonly changed: string | null;
  /** JSON text: what else is to be said of it, of a merge. */
  readonly detail: string | null;
}

export interface StoredEvent extends NewEvent {
  readonly seq: number;
}

/** Whether anybody would hear of it. What nobody listens for is not kept. */
export type Hears = (tenant: number, mode: Mode, type: EventType) => boolean;
