import type { Mode, RecordType } from '@hookyard/sdk';

import type { Actor, AuditEntry } from '../registry/index.js';

import type { HubEffects } from './hub-effects.js';

/** What a person changes in the hub. */
export interface HandChange {
  readonly actor: Actor;
  /** At the moment of the change. */
  readonly effects: (at: number) => HubEffects;
  readonly audit: AuditEntry;
  /** Told to every connection that listens; absent where nobody else has to know. */
  readonly event?: {
    readonly mode: Mode;
    readonly type: RecordType;
    readonly action: 'UPDATED' | 'DELETED';
    readonly record: number;
  };
}
