import type { Mode, RecordType, ResolvedElement } from '@hookyard/sdk';

import {
  type CanonicalId,
  type Draft,
  type Hook,
  type SequenceRange,
  type VerdictRow,
  canonicalId,
  kindOf,
} from '../flow/index.js';
import {
  canonicalIn,
  resolvedIn,
  type ConnectionView,
  type Directory,
  type ReceivingPoint,
  type ScopeView,
} from '../registry/index.js';

import { ElementFields, asJson, textOf } from './element-fields.js';
import type { ElementSource } from './element-source.js';
import type { ExpressionBatches } from './expression-batches.js';
import { eventKeyOf } from './event-key.js';
import type { HookView } from './hook-view.js';
import { type Reading, isPromise } from './reading.js';
import { Refusal, failedAs, isRefusal, short, undecodableAs } from './refusal.js';
import type { ResolveRule } from './rules.js';
import { NO_TRACE, type ResolveTrace } from './trace.js';
import { isUndecodable } from './undecodable.js';
import { verifierOf } from './verifier-of.js';

/** A draft of a hook's element, with the key that tells whether its event was seen before. */
export type ResolvedDraft = Draft & { readonly eventKey?: string };

/** What one element became: drafts, or the verdict why not, or some of each where the connector makes several. */
export interface ElementResult {
  readonly drafts: readonly ResolvedDraft[];
  readonly verdicts: readonly VerdictRow[];
}

/** What all elements of a hook share. */
export interface HookReading {
  readonly hook: Hook;
  readonly view: HookView;
  readonly point: ReceivingPoint;
  readonly directory: Directory;
  readonly source: ElementSource;
  readonly batches: ExpressionBatches;
  readonly now: number;
  /** One element under a delivery id needs no event key of its own (S2.4). */
  readonly wantsEventKeys: boolean;
  /** The numbers of the delivery; null where its receiver has none, or it has been noted. */
  readonly sequence: SequenceRange | null;
  /** Told of everything that is read. */
  readonly trace: ResolveTrace;
}

/** Ids of what is not one record: a poll or an initialisation speaks of all of a type. */
const WHOLE_TYPE = '*';

/** Reads one element. Whatever is wrong with it becomes its verdict and harms no other. */
export function* readElement(reading: HookReading, index: number): Reading<ElementResult> {
  const element = new ElementReader(reading, index);
  const problem = yield* element.open();
  if (problem) return { drafts: [], verdicts: [element.verdict(problem)] };
  return yield* element.results();
}

/** The row of a hook or element that became no draft. */
export function verdictOf(
  { hook, point, directory, now }: Pick<HookReading, 'hook' | 'point' | 'directory' | 'now'>,
  refusal: Refusal,
  known: Partial<VerdictRow> = {},
): VerdictRow {
  const { verdict, rule, facts } = refusal;
  return {
    tenant: point.tenant,
    connection: hook.head.connection,
    owner: hook.owner,
    hook: hook.seq,
    element: 0,
    parent: null,
    scope: null,
    type: null,
    recordId: null,
    ...known,
    ruling: { verdict, rule, facts, configVersion: directory.version, at: now },
  };
}

class ElementReader {
  private fields!: ElementFields;
  private connection: ConnectionView | undefined;
  private mode: Mode = 'live';

  constructor(
    private readonly reading: HookReading,
    private readonly index: number,
  ) {}

  /** Everything before scope and id: the element itself, its proof, its connection and mode. */
  *open(): Reading<Refusal | null> {
    const { source, view, point } = this.reading;
    const found = source.element(this.index);
    const element = isPromise(found) ? yield found : found;
    if (isUndecodable(element)) return undecodableAs('element.decode', element);
    this.reading.trace.element(this.index, element);
    this.fields = new ElementFields(view, element, {
      source,
      index: this.index,
      batches: this.reading.batches,
    });
    const connection = yield* this.connectionOf();
    if (isRefusal(connection)) return connection;
    this.connection = connection;
    this.fields.settings = connection.settings;
    const { receiver } = point;
    if (receiver.mode === undefined) this.mode = connection.mode;
    else if (typeof receiver.mode === 'string') this.mode = receiver.mode;
    else {
      const mode = yield* this.tried('element.mode', this.fields.over(receiver.mode));
      if (isRefusal(mode)) return mode;
      if (mode !== undefined && mode !== 'live' && mode !== 'sandbox')
        return new Refusal('unresolved', 'element.mode', { found: kindOf(mode) });
      this.mode = mode ?? connection.mode;
    }
    return null;
  }

  *results(): Reading<ElementResult> {
    const { definition } = (this.connection as ConnectionView).connector;
    if (definition.webhook.resolve) return yield* this.byFunction();
    const draft = yield* this.byFields();
    return isRefusal(draft)
      ? { drafts: [], verdicts: [this.verdict(draft)] }
      : { drafts: [draft], verdicts: [] };
  }

  verdict(refusal: Refusal, known: Partial<VerdictRow> = {}): VerdictRow {
    const { connection } = this;
    const scope = this.fields?.scope ?? null;
    const view = scope === null ? undefined : connection?.scopes.TO.get(scope);
    return verdictOf(this.reading, refusal, {
      element: this.index,
      ...(connection ? { connection: connection.number, tenant: connection.tenant } : {}),
      scope,
      type: view?.type ?? null,
      recordId: this.fields?.externalId ?? null,
      ...known,
    });
  }

  private *connectionOf(): Reading<ConnectionView | Refusal> {
    const { hook, point, directory } = this.reading;
    const proof = this.proof();
    if (proof) return proof;
    const number = hook.head.connection ?? point.connection?.number;
    if (number !== undefined) {
      yield* this.accountForTrace();
      const connection = directory.connection(number);
      return connection ?? new Refusal('unresolved', 'hook.point', { connection: number });
    }
    const { account } = point.receiver;
    if (!account) return new Refusal('unknown-account', 'element.account', { account: null });
    const value = yield* this.tried('element.account', this.fields.over(account));
    if (isRefusal(value)) return value;
    const name = textOf(value);
    const connection = name ? directory.account(hook.owner, name) : undefined;
    return (
      connection ?? new Refusal('unknown-account', 'element.account', { account: name ? short(name) : null })
    );
  }

  /** Read where somebody looks: at a connection's own address it says nothing. */
  private *accountForTrace(): Reading<unknown> {
    const { point, trace } = this.reading;
    const { account } = point.receiver;
    return account && trace !== NO_TRACE
      ? yield* this.tried('element.account', this.fields.over(account))
      : undefined;
  }

  private proof(): Refusal | null {
    const { hook, point } = this.reading;
    if (!hook.head.verifiesElements) return null;
    const result = verifierOf(point.receiver).verifyElement(
      this.fields.element,
      point.secrets,
      hook.receivedAt,
    );
    return result.ok ? null : new Refusal('undecodable', 'element.proof', { reason: result.reason });
  }

  private *byFields(): Reading<ResolvedDraft | Refusal> {
    const { receiver } = this.reading.point;
    const { fields } = this;
    if (receiver.authToken) {
      const token = yield* this.tried('element.scope', fields.field(receiver.authToken), 'AuthToken');
      if (isRefusal(token)) return token;
      fields.authToken = textOf(token);
    }
    const scope = receiver.scope
      ? yield* this.tried('element.scope', fields.field(receiver.scope))
      : undefined;
    if (isRefusal(scope)) return scope;
    fields.scope = textOf(scope);
    if (!fields.scope) return new Refusal('unresolved', 'element.scope', { found: foundOf(scope) });
    const id = receiver.externalId
      ? yield* this.tried('element.external-id', fields.field(receiver.externalId))
      : undefined;
    if (isRefusal(id)) return id;
    const eventId = yield* this.eventId();
    if (isRefusal(eventId)) return eventId;
    return yield* this.draft(fields.scope, id, eventId, undefined);
  }

  /** Read wherever somebody looks; it says nothing where it is not wanted. */
  private *eventId(): Reading<unknown> {
    const { point, wantsEventKeys, trace } = this.reading;
    const { eventId } = point.receiver;
    if (!eventId || (!wantsEventKeys && trace === NO_TRACE)) return undefined;
    const read = yield* this.tried('element.event-id', this.fields.over(eventId));
    return wantsEventKeys ? read : undefined;
  }

  private *byFunction(): Reading<ElementResult> {
    const { connector } = this.connection as ConnectionView;
    const envelope = yield* this.fields.envelope();
    const { view } = this.reading;
    let answers: readonly ResolvedElement[];
    try {
      const step = resolvedIn(connector, {
        element: asJson(this.fields.element),
        envelope: asJson(isUndecodable(envelope) ? null : envelope),
        headers: view.headers,
        url: view.url,
        urlSegments: view.urlSegments,
        query: view.query as Readonly<Record<string, string>>,
        settings: this.fields.settings,
      });
      const made = isPromise(step) ? yield step : step;
      if (!Array.isArray(made)) throw new TypeError(`resolve answered ${kindOf(made)}, not a list`);
      answers = made as readonly ResolvedElement[];
    } catch (error) {
      return { drafts: [], verdicts: [this.verdict(failedAs('unresolved', 'element.resolve', error))] };
    }
    const drafts: ResolvedDraft[] = [];
    const verdicts: VerdictRow[] = [];
    for (const answer of answers) {
      this.fields.scope = textOf(answer?.scope);
      this.fields.externalId = undefined;
      const { element, eventId } = { element: this.index, eventId: answer?.eventId };
      if (eventId !== undefined)
        this.reading.trace.field({ element, field: 'element.event-id', value: eventId });
      const draft = this.fields.scope
        ? yield* this.draft(this.fields.scope, answer.externalId, answer.eventId, answer.payload)
        : new Refusal('unresolved', 'element.resolve', { found: 'a request without a scope' });
      if (isRefusal(draft)) verdicts.push(this.verdict(draft));
      else drafts.push(draft);
    }
    return { drafts, verdicts };
  }

  private *draft(
    scope: string,
    rawId: unknown,
    eventId: unknown,
    payload: Draft['payload'] | undefined,
  ): Reading<ResolvedDraft | Refusal> {
    const connection = this.connection as ConnectionView;
    const view = connection.scopes.TO.get(scope);
    const recordId = yield* this.recordId(view, rawId);
    if (isRefusal(recordId)) return recordId;
    this.fields.externalId = recordId;
    const eventKey = this.reading.wantsEventKeys ? eventKeyOf(eventId) : null;
    if (eventKey === undefined)
      return new Refusal('unresolved', 'element.event-id', { found: kindOf(eventId) });
    const content = yield* this.contentOf(view, payload);
    if (isRefusal(content)) return content;
    return {
      origin: 'hook',
      connection: connection.number,
      direction: 'TO',
      mode: this.mode,
      scope,
      recordId,
      hook: this.reading.hook.seq,
      element: this.index,
      ...content,
      ...(eventKey === null ? {} : { eventKey }),
    };
  }

  /** The canonical id; of a scope nobody reads (unknown, disabled) only where there is one: the gate speaks first. */
  private *recordId(view: ScopeView | undefined, rawId: unknown): Reading<string | Refusal> {
    if (view?.action === 'POLL' || view?.action === 'INITIALIZE') {
      return canonicalId(rawId).id ?? WHOLE_TYPE;
    }
    const found = yield* normalized(this.connection as ConnectionView, view?.type, rawId);
    if (!isRefusal(found)) return found;
    return view?.isEnabled ? found : '';
  }

  /** The record inside the element and its version, where the scope takes them from the hook. */
  private *contentOf(
    view: ScopeView | undefined,
    given: Draft['payload'] | undefined,
  ): Reading<Pick<Draft, 'payload' | 'version'> | Refusal> {
    if (!view?.isEnabled) return {};
    const payload = given ?? (yield* this.recordOf(view));
    if (isRefusal(payload)) return payload;
    const version = view.version
      ? yield* this.tried('element.version', this.fields.over(view.version))
      : undefined;
    if (isRefusal(version)) return version;
    const isVersion = (typeof version === 'string' && version !== '') || typeof version === 'number';
    return {
      ...(payload === undefined ? {} : { payload }),
      ...(isVersion ? { version } : {}),
    };
  }

  private *recordOf(view: ScopeView): Reading<Draft['payload'] | Refusal> {
    if (view.source === 'read') return undefined;
    if (!view.record) return asJson(this.fields.element);
    const record = yield* this.tried('element.record', this.fields.over(view.record));
    // A delete needs no record: its id says it all.
    if (isRefusal(record) || record !== undefined || view.action === 'DELETED') {
      return record as Refusal | Draft['payload'];
    }
    return new Refusal('unresolved', 'element.record', { found: 'nothing' });
  }

  /** A reading whose failure is this element's, under a rule. */
  private *tried(rule: ResolveRule, inner: Reading<unknown>, field: string = rule): Reading<unknown> {
    const { index: element, reading, fields } = this;
    try {
      const value = yield* inner;
      reading.trace.field({ element, field, value, ...fields.takeRetrieved() });
      return value;
    } catch (error) {
      const refusal = failedAs('unresolved', rule, error);
      reading.trace.field({ element, field, problem: refusal.facts, ...fields.takeRetrieved() });
      return refusal;
    }
  }
}

function* normalized(
  { connector }: ConnectionView,
  type: RecordType | undefined,
  rawId: unknown,
): Reading<string | Refusal> {
  try {
    const step = canonicalIn(connector, type, rawId);
    const { id, problem } = isPromise(step) ? ((yield step) as CanonicalId) : step;
    return id ?? new Refusal('unresolved', 'element.external-id', { problem: problem ?? '' });
  } catch (error) {
    return failedAs('unresolved', 'element.external-id', error);
  }
}

function foundOf(value: unknown): string {
  return typeof value === 'string' ? 'empty or too long text' : kindOf(value);
}
