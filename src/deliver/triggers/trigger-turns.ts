import { isHeard, type StoredEvent } from '../../events/index.js';
import type { Hub, HubRecord } from '../../hub/index.js';
import type { DirectorySource, TriggerView } from '../../registry/index.js';
import type { Store } from '../../store/index.js';

import type { Envelope } from '../envelope.js';
import type { Prepared } from '../prepared.js';
import { formedCall } from './call-form.js';
import { lastCallOf, type DeliveryEffects } from './called.js';
import { sentValues, type KnownAs } from './sent-values.js';
import { hasWindow, whyNoCall } from './windows.js';

export interface TriggerTurnsOptions {
  readonly store: Store;
  readonly hub: Pick<Hub, 'read'>;
  readonly directory: DirectorySource;
}

/** One event that may become a call. */
export interface TriggerTurn {
  readonly trigger: TriggerView;
  readonly event: StoredEvent;
  readonly envelope: Envelope;
  readonly now: number;
  /** A person wants the call: windows do not hold it. */
  readonly isByHand: boolean;
}

/** Decides what a delivery of a trigger calls, if anything, and says why where it does not. */
export class TriggerTurns {
  constructor(private readonly options: TriggerTurnsOptions) {}

  async prepare(turn: TriggerTurn): Promise<Prepared> {
    const { trigger, event, envelope, now } = turn;
    if (event.record === null) return this.called(trigger, envelope, null);
    const held = await this.heldBy(turn);
    if (held !== null) return skipped(held);
    const newest = hasWindow(trigger.definition) ? await this.options.hub.read.record(event.record) : null;
    const gone = hasWindow(trigger.definition) ? whyGone(newest, trigger) : null;
    if (gone !== null) return skipped(gone);
    const known = await this.knownAs(trigger, event.record);
    if (known === NOT_KNOWN) return skipped('its record is not known there');
    if (!newest) return this.called(trigger, envelope, known);
    const prepared = this.called(trigger, withRecord(envelope, newest), known);
    const until = now + trigger.definition.restartSeconds * 1_000;
    const { id: record, tenant, version } = newest;
    const effects: DeliveryEffects = {
      called: { subscriber: trigger.number, record, tenant, version, at: now, until },
    };
    return prepared.kind === 'call' ? { ...prepared, effects } : prepared;
  }

  /** The call for an envelope, whatever windows say. */
  called({ definition }: TriggerView, envelope: Envelope, known: KnownAs | null): Prepared {
    const formed = formedCall(definition, sentValues(definition, envelope, known));
    if (formed) return { kind: 'call', call: { ...formed, id: envelope.id } };
    return { kind: 'unsendable', reason: 'address-too-long', message: 'its fields do not fit in an address' };
  }

  /** As the connection knows it that is asked for; null: no one connection is asked for. */
  async knownAs({ definition }: TriggerView, record: number): Promise<KnownAs | typeof NOT_KNOWN | null> {
    const { knownIn } = definition;
    if (knownIn === null) return null;
    const directory = this.options.directory.current();
    const known = (await this.options.hub.read.links(record)).flatMap(({ state, connection, externalId }) => {
      const view = state === 'live' ? directory.connection(connection) : undefined;
      return view ? [{ connection: view.id, externalId }] : [];
    });
    if (knownIn === '*') return known.length > 0 ? null : NOT_KNOWN;
    return known.find(({ connection }) => connection === knownIn) ?? NOT_KNOWN;
  }

  private async heldBy({ trigger, event, now, isByHand }: TriggerTurn): Promise<string | null> {
    const { definition, number: subscriber } = trigger;
    const { record, version } = event;
    if (isByHand || record === null || !hasWindow(definition)) return null;
    const last = await lastCallOf(this.options.store, { subscriber, record });
    return whyNoCall(last, { version: version ?? 0, now }, definition);
  }
}

/** It has no link where it should have one. */
export const NOT_KNOWN = 'not-known';

function skipped(reason: string): Prepared {
  return { kind: 'skip', reason };
}

/** A trigger that does not hear of deletes is not to call for what was deleted while it waited. */
function whyGone(record: HubRecord | null, { definition }: TriggerView): string | null {
  if (!record || record.erasedAt !== null) return 'its record is gone';
  if (record.mergedInto !== null) return 'its record is part of another';
  if (record.deletedAt === null || isHeard('record.deleted', definition.events)) return null;
  return 'its record was deleted meanwhile';
}

/** As it is now. */
export function withRecord(envelope: Envelope, { data, version, deletedAt }: HubRecord): Envelope {
  const record = {
    ...(envelope.data['record'] as object),
    version,
    deletedAt: deletedAt === null ? null : new Date(deletedAt).toISOString(),
    data,
  };
  return { ...envelope, data: { ...envelope.data, record } };
}
