import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

import { ignoredCount } from '../errors/index.js';
import {
  DECISIONS,
  CHECK_ENDS,
  FAILURE_POLICIES,
  RETAINED,
  SUBSCRIPTION_ENDS,
  VERDICTS,
  type CheckEnd,
  type Decision,
  type FailurePolicy,
  type Removed,
  type SubscriptionEnd,
  type Verdict,
} from '../flow/index.js';
import {
  REJECTIONS,
  type Rejection,
  TURNS,
  type Turn,
  WAITED_DELETES,
  ROW_ENDS,
  type RowEnd,
  IMPORT_ENDS,
  type ImportEnd,
  DELIVERY_ENDS,
  type DeliveryEnd,
  CALL_ENDS,
  type CallEnd,
} from './counted.js';
import { SPAN_ENDS, type SpanEnd } from './traces/spans.js';

/** Seconds. An accept is one commit (0.3 ms alone); a transfer is a call to an outside system (up to 30 s). */
const ACCEPT_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1];
const THROUGH_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30, 300];

/** An answer from the same region, up to the longest time a subscriber may take (30 s). */
const TELLING_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Where the values of a gauge come from, by the values of its label. */
export interface LabelledRead {
  readonly label: string;
  readonly read: () => Promise<Readonly<Record<string, number>>>;
}

/**
 * What the host counts. The hot path adds to plain numbers; they become Prometheus counters only when somebody
 * reads them. Every label has a closed list of values.
 */
export class Metrics {
  private readonly registry = new Registry();
  private readonly accepted = new Tally(['new', 'duplicate', 'suspect']);
  private readonly rejected = new Tally(REJECTIONS);
  private readonly judged = new Tally(VERDICTS);
  private readonly turned = new Tally(TURNS);
  private readonly called = new Tally(CALL_ENDS);
  private readonly told = new Tally(DELIVERY_ENDS);
  private readonly checked = new Tally(CHECK_ENDS);
  private readonly subscribed = new Tally(SUBSCRIPTION_ENDS);
  private readonly waited = new Tally(WAITED_DELETES);
  private readonly toldSpans = new Tally(SPAN_ENDS);
  private readonly answered = new Tally(DECISIONS);
  private readonly unanswered = new Tally(FAILURE_POLICIES);
  private readonly rows = new Tally(ROW_ENDS);
  private readonly imports = new Tally(IMPORT_ENDS);
  /** Deletes that wait now, as last looked at. */
  private waiting = { settling: 0, held: 0 };
  private readonly retired = new Tally(RETAINED);
  private isRetentionRefused = false;
  /** When a round of retention was last whole, and what it left though it was old. */
  private retention: { readonly at: number; readonly spared: number } | undefined;
  private readonly acceptTook: Histogram;
  private readonly throughTook: Histogram;
  private readonly tellingTook: Histogram;
  private readonly decisionTook: Histogram;

  constructor() {
    const { registry } = this;
    collectDefaultMetrics({ register: registry });
    this.expose(
      'hookyard_hooks_total',
      'Hooks accepted, by whether they were seen before',
      'kind',
      this.accepted,
    );
    this.expose(
      'hookyard_rejections_total',
      'Requests at a hook address that were not kept',
      'reason',
      this.rejected,
    );
    this.expose(
      'hookyard_verdicts_total',
      'What became of the elements of hooks and of requests',
      'verdict',
      this.judged,
    );
    this.expose(
      'hookyard_turns_total',
      'Turns of transfer requests, by how they ended',
      'outcome',
      this.turned,
    );
    this.expose(
      'hookyard_calls_total',
      'Outbound calls, by the class of their status',
      'status',
      this.called,
    );
    this.exposeSubscriptions();
    this.expose('hookyard_connection_checks_total', 'Checks of connections', 'end', this.checked);
    this.expose(
      'hookyard_waited_deletes_total',
      'Deletes whose settle time was over, or that the brake held for a person',
      'end',
      this.waited,
    );
    this.exposeSpans();
    this.exposeWaitingDeletes();
    this.exposeRetention();
    this.acceptTook = this.histogram(
      'hookyard_accept_seconds',
      'From the request line of a hook to its answer',
      ACCEPT_BUCKETS,
    );
    this.throughTook = this.histogram(
      'hookyard_through_seconds',
      'From the receipt of a hook to the end of a transfer it caused',
      THROUGH_BUCKETS,
    );
    this.tellingTook = this.exposeDeliveries();
    this.decisionTook = this.exposeDecisions();
    this.exposeImports();
    this.gauge('hookyard_ignored_errors', 'Errors swallowed on purpose since the start', ignoredCount);
  }

  hookAccepted(kind: 'new' | 'duplicate' | 'suspect', tookMs: number): void {
    this.accepted.add(kind, 1);
    this.acceptTook.observe(tookMs / 1_000);
  }

  hookRejected(reason: Rejection): void {
    this.rejected.add(reason, 1);
  }

  verdict(verdict: Verdict, count = 1): void {
    this.judged.add(verdict, count);
  }

  turn(turn: Turn): void {
    this.turned.add(turn, 1);
  }

  removed(rows: Removed['rows']): void {
    for (const kind of RETAINED) this.retired.add(kind, rows[kind] ?? 0);
  }

  retentionRefused(): void {
    this.isRetentionRefused = true;
  }

  retentionRound(spared: number): void {
    this.isRetentionRefused = false;
    this.retention = { at: performance.now(), spared };
  }

  connectionChecked(end: CheckEnd): void {
    this.checked.add(end, 1);
  }

  subscriptionEnded(end: SubscriptionEnd): void {
    this.subscribed.add(end, 1);
  }

  deletesWaited(end: (typeof WAITED_DELETES)[number], count: number): void {
    this.waited.add(end, count);
  }

  deletesWaiting(waiting: { readonly settling: number; readonly held: number }): void {
    this.waiting = waiting;
  }

  /** A transfer ended; `tookMs` since its hook was received. */
  through(tookMs: number): void {
    this.throughTook.observe(tookMs / 1_000);
  }

  /** `tookMs` null: no answer came. */
  delivered(end: DeliveryEnd, tookMs: number | null): void {
    this.told.add(end, 1);
    if (tookMs !== null) this.tellingTook.observe(tookMs / 1_000);
  }

  decided(answer: Decision, tookMs: number | null): void {
    this.answered.add(answer, 1);
    if (tookMs !== null) this.decisionTook.observe(tookMs / 1_000);
  }

  handlerFailed(policy: FailurePolicy): void {
    this.unanswered.add(policy, 1);
  }

  importedRows(counts: Readonly<Record<RowEnd, number>>): void {
    for (const end of ROW_ENDS) this.rows.add(end, counts[end]);
  }

  importEnded(end: ImportEnd): void {
    this.imports.add(end, 1);
  }

  spans(end: SpanEnd, count: number): void {
    this.toldSpans.add(end, count);
  }

  /** `status` null: no answer came. */
  call(status: number | null): void {
    this.called.add(status === null ? 'none' : (`${Math.min(5, Math.floor(status / 100))}xx` as CallEnd), 1);
  }

  /** A number read when somebody asks: queue lengths, pump depth. */
  gauge(name: string, help: string, read: () => number | Promise<number>): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      async collect() {
        this.set(await read());
      },
    });
  }

  /** The same for numbers that must be fetched, under a closed list of labels. */
  gaugeOf(name: string, help: string, { label, read }: LabelledRead): void {
    new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      async collect() {
        this.reset();
        for (const [value, count] of Object.entries(await read())) this.set({ [label]: value }, count);
      },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  /** The page Prometheus reads. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  private exposeDeliveries(): Histogram {
    this.expose(
      'hookyard_deliveries_total',
      'Calls of subscribers, by how they came out',
      'outcome',
      this.told,
    );
    return this.histogram(
      'hookyard_delivery_seconds',
      'Calls of subscribers that brought an answer',
      TELLING_BUCKETS,
    );
  }

  private histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({ name, help, buckets, registers: [this.registry] });
  }

  private exposeDecisions(): Histogram {
    this.expose(
      'hookyard_decisions_total',
      'Decisions of handlers, and of people in their place',
      'answer',
      this.answered,
    );
    this.expose(
      'hookyard_decisions_failed_total',
      'Questions whose handler failed, by what became of them',
      'policy',
      this.unanswered,
    );
    return this.histogram(
      'hookyard_decision_seconds',
      'The call that brought the answer of a handler',
      TELLING_BUCKETS,
    );
  }

  private exposeImports(): void {
    const rows = 'Rows of imports and undos, by what became of them';
    this.expose('hookyard_import_rows_total', rows, 'outcome', this.rows);
    const ends = 'Imports and undos that came to rest; needs_review: a person has to look at bad rows';
    this.expose('hookyard_imports_total', ends, 'state', this.imports);
  }

  private exposeSpans(): void {
    this.expose(
      'hookyard_spans_total',
      'Spans of traces, by whether they were told, dropped for want of room or refused',
      'end',
      this.toldSpans,
    );
  }

  private exposeWaitingDeletes(): void {
    this.gauge(
      'hookyard_deletes_settling',
      'Deletes that wait for their settle time',
      () => this.waiting.settling,
    );
    this.gauge('hookyard_deletes_held', 'Deletes that the brake holds for a person', () => this.waiting.held);
  }

  private exposeRetention(): void {
    this.expose(
      'hookyard_retention_rows_total',
      'Rows that were removed by their age; of `body` and `payload` what they held; of `packed` bodies compressed',
      'kind',
      this.retired,
    );
    this.gauge(
      'hookyard_retention_spared',
      'Hooks and requests that the last round left although they are old: something of them is not over',
      () => this.retention?.spared ?? 0,
    );
    this.gauge(
      'hookyard_retention_refused',
      'Whether this process removes nothing because the clock is far ahead of when it last did',
      () => Number(this.isRetentionRefused),
    );
    this.gauge(
      'hookyard_retention_round_age_seconds',
      'How long ago a round of retention was whole in this process; -1: never, as in all processes but one',
      () => (this.retention ? (performance.now() - this.retention.at) / 1_000 : -1),
    );
  }

  private exposeSubscriptions(): void {
    const help = 'Hooks registered, changed or removed at external systems, and tries that failed';
    this.expose('hookyard_subscription_changes_total', help, 'end', this.subscribed);
  }

  private expose(name: string, help: string, label: string, tally: Tally<string>): void {
    new Counter({
      name,
      help,
      labelNames: [label],
      registers: [this.registry],
      collect() {
        this.reset();
        for (const [value, count] of tally.counts) this.inc({ [label]: value }, count);
      },
    });
  }
}

/** Counts by a closed list of names; a name outside it is counted nowhere. */
class Tally<Name extends string> {
  readonly counts: Map<Name, number>;

  constructor(names: readonly Name[]) {
    this.counts = new Map(names.map((name) => [name, 0]));
  }

  add(name: Name, count: number): void {
    const before = this.counts.get(name);
    if (before !== undefined) this.counts.set(name, before + count);
  }
}
