import type { Mode, RecordType } from '@hookyard/sdk';

import type { Actor, AuditEntry } from '../registry/index.js';

import type { HubEffects } from './hub-effects.js';

/** What a person changes in the hub. */
export interface HandChange {
  readonly actor: Actor;
  /** At the moment of the change. */
  readonly effects: (at: number) => HubEffects;
  readonly audit: AuditEntry;
  /** Told to the connections that listen; absent where nobody else has to know. */
  readonly events?: readonly HandEvent[];
}

export interface HandEvent {
  readonly mode: Mode;
  readonly type: RecordType;
  readonly action: 'UPDATED' | 'DELETED';
  readonly record: number;
  /** The connections that are told, of those that listen; absent: all. */
  readonly only?: readonly number[];
}
