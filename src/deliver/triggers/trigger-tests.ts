import { isTrue } from '../../expressions/index.js';
import type { Clock } from '../../clock/index.js';
import { HostError } from '../../errors/index.js';
import { EVENT_TYPES, isHeard, type EventType } from '../../events/index.js';
import type { HubRecord } from '../../hub/index.js';
import type { TriggerView } from '../../registry/index.js';
import type { PublicIds } from '../../store/index.js';

import type { Calls, MadeCall } from '../calls.js';
import { exampleOf, type Envelope } from '../envelope.js';
import { MASK, secretMask } from '../masked.js';
import { secretHeaders } from '../signing.js';
import type { OutgoingCall } from '../prepared.js';
import { NOT_KNOWN, withRecord, type TriggerTurns } from './trigger-turns.js';

export interface TriggerTestsOptions {
  readonly clock: Clock;
  readonly calls: Calls;
  readonly turns: TriggerTurns;
  readonly publicIds: Pick<PublicIds, 'publicId'>;
}

/** A call as it is shown: without a secret, and no longer than people read. */
export interface ShownCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** The body is longer than what is shown. */
  readonly isCut: boolean;
}

/** What a test came to. */
export interface TriedTrigger {
  readonly request: ShownCall;
  /** Whether its condition holds; a text: why it cannot be asked. */
  readonly holds: boolean | string;
  /** Whether the record is known where it has to be; null: none was given, or nothing is asked of it. */
  readonly isKnown: boolean | null;
  /** Null: it was not sent. */
  readonly made: MadeCall | null;
}

const MOST_SHOWN_CHARS = 16_384;

/** Calls of people who want to see what a trigger sends: neither conditions nor windows hold them. */
export class TriggerTests {
  constructor(private readonly options: TriggerTestsOptions) {}

  async run(
    trigger: TriggerView,
    {
      record,
      type,
      isSent,
    }: { readonly record: HubRecord | null; readonly type?: EventType; readonly isSent: boolean },
  ): Promise<TriedTrigger> {
    const { calls, turns } = this.options;
    const envelope = this.envelopeOf(trigger, record, type ?? firstOf(trigger));
    const known = record === null ? null : await turns.knownAs(trigger, record.id);
    const prepared = turns.called(trigger, envelope, known === NOT_KNOWN ? null : known);
    if (prepared.kind !== 'call') {
      const message = prepared.kind === 'skip' ? prepared.reason : prepared.message;
      throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'fields', message }] });
    }
    return {
      request: this.shown(trigger, prepared.call),
      holds: await holds(trigger, envelope),
      isKnown: record === null || trigger.definition.knownIn === null ? null : known !== NOT_KNOWN,
      made: isSent ? await calls.send(trigger, prepared.call) : null,
    };
  }

  private envelopeOf(trigger: TriggerView, record: HubRecord | null, type: EventType): Envelope {
    const { clock, publicIds } = this.options;
    const example = exampleOf(type, trigger, clock.now());
    if (record === null || !('record' in example.data)) return example;
    const own = { id: publicIds.publicId('rec', record.id), type: record.type };
    return withRecord(
      { ...example, data: { ...example.data, record: own, changed: [], previous: {} } },
      record,
    );
  }

  private shown(trigger: TriggerView, call: OutgoingCall): ShownCall {
    const { calls, clock } = this.options;
    const now = clock.now();
    const secret = new Set(Object.keys(secretHeaders(trigger, now)));
    const headers = Object.entries(calls.headersOf(trigger, call)).map(
      ([name, value]) => [name, secret.has(name.toLowerCase()) ? MASK : value] as const,
    );
    const mask = secretMask(trigger, now);
    const { method, url, body } = call;
    return {
      method,
      url: mask(url),
      headers: Object.fromEntries(headers),
      body: body === null ? null : mask(body).slice(0, MOST_SHOWN_CHARS),
      isCut: body !== null && body.length > MOST_SHOWN_CHARS,
    };
  }
}

async function holds({ filter }: TriggerView, envelope: Envelope): Promise<boolean | string> {
  if (!filter) return true;
  const [answer] = await filter.evaluateMany([envelope]);
  return answer?.error ? answer.error.message : isTrue(answer?.value);
}

/** Of those it hears of. */
function firstOf({ definition }: TriggerView): EventType {
  const heard = EVENT_TYPES.find((type) => isHeard(type, definition.events));
  return heard ?? 'record.updated';
}
