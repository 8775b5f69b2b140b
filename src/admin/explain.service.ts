import type { RecordType } from '@hookyard/sdk';
import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import { isWatchedRoot, laneKeyOf, type LaneName } from '../flow/index.js';
import type { RecordChange } from '../hub/index.js';
import type { ConnectionView } from '../registry/index.js';
import {
  HUB,
  IMPORTS,
  LEDGER_READS,
  TRANSFER_DETAILS,
  type AdminImports,
  type AdminParts,
  type AdminTransferDetails,
} from './admin-parts.js';
import type { ExplainQuery } from './explain.dto.js';
import { canonicalOf } from './external-name.js';
import { viewTimeline, type ExplainBody, type Findings, type WatchedTurn } from './explain.view.js';
import { EventReading, type HeardEvents } from './event-reading.service.js';
import { viewHearing } from './heard-events.view.js';
import { HookReading } from './hook-reading.service.js';
import type { LedgerReads, StoredRequest, StoredVerdict } from '../ledger/index.js';
import { timeText } from './times.js';
import { TransferReading } from './transfer-reading.service.js';
import { Visibility } from './visibility.service.js';

/** Rows of a kind in one time line. */
const MOST_ROWS = 200;
/** Trees, hooks and records looked into for one time line. */
const MOST_PARTS = 50;
/** Failed turns shown of one request. */
const MOST_ATTEMPTS = 20;

/** A record's requests in one direction of one connection. */
type Named = Omit<LaneName, 'kind'>;

/** What a question leads to, before what belongs to it is gathered. */
interface Start {
  readonly requests: readonly StoredRequest[];
  readonly verdicts: readonly StoredVerdict[];
  readonly hooks: readonly number[];
  /** Records whose whole history is wanted; of others only what the requests made. */
  readonly records: readonly number[];
  /** Where the question was about an event, or a delivery of it. */
  readonly heard?: HeardEvents;
  /** What the question led to when no row of the time line says it. */
  readonly note?: string;
  /** Where the question was about something a system sends: what to say when nothing came in. */
  readonly asked?: { readonly connection: ConnectionView; readonly subject: string };
}

/** Answers what happened to a hook, a transfer or a record, in one time line. */
@Injectable()
export class Explain {
  // oxlint-disable-next-line max-params -- injected
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    @Inject(TRANSFER_DETAILS) private readonly details: AdminTransferDetails,
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(IMPORTS) private readonly imports: AdminImports,
    private readonly hooks: HookReading,
    private readonly transfers: TransferReading,
    private readonly events: EventReading,
    private readonly see: Visibility,
  ) {}

  async explain(tenant: number, query: ExplainQuery): Promise<ExplainBody> {
    const start = await this.start(tenant, query);
    const found = await this.gather(tenant, start);
    const { heard, ...rows } = found;
    const lists: (readonly unknown[])[] = [...Object.values(rows), heard.events, heard.hearings];
    const isCut = lists.some(({ length }) => length >= MOST_ROWS);
    const isSilent = start.asked !== undefined && found.hooks.length === 0;
    return {
      items: viewTimeline(found, tenant, this.see),
      subscribers: start.heard?.hearings.flatMap(viewHearing) ?? [],
      ...(isSilent && start.asked
        ? await this.silence(start.asked)
        : { note: noteOf(start.note, isCut), lastHook: null }),
    };
  }

  private start(tenant: number, query: ExplainQuery): Promise<Start> {
    const ways = this.ways(tenant, query);
    const [way] = ways;
    if (way && ways.length === 1) return way();
    const message =
      'is one of hook, transfer, recordId, trackingId, event, import, subscriber with sequence, or connection with type and externalId, or with deliveryId';
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'query', message }] });
  }

  /** Everything that is asked for; a name that is not whole is nothing. */
  private ways(tenant: number, query: ExplainQuery): (() => Promise<Start>)[] {
    const { hook, transfer, recordId, trackingId, connection, type, externalId, deliveryId } = query;
    const ways: (() => Promise<Start>)[] = [];
    if (hook !== undefined) ways.push(() => this.ofHook(tenant, hook));
    if (transfer !== undefined) ways.push(() => this.ofTransfer(tenant, transfer));
    if (recordId !== undefined) ways.push(() => this.ofRecord(tenant, recordId));
    if (trackingId !== undefined) ways.push(() => this.ofTree(tenant, trackingId));
    ways.push(...this.waysToEvents(tenant, query), ...this.waysToImports(tenant, query));
    if (connection !== undefined && deliveryId !== undefined)
      ways.push(() => this.ofDelivery(tenant, connection, deliveryId));
    if (connection !== undefined && type !== undefined && externalId !== undefined) {
      ways.push(async () => this.ofName(this.see.connection(tenant, connection), type, externalId));
    }
    return ways;
  }

  private waysToEvents(
    tenant: number,
    { event, subscriber, sequence }: ExplainQuery,
  ): (() => Promise<Start>)[] {
    const ways: (() => Promise<Start>)[] = [];
    if (event !== undefined)
      ways.push(async () => this.ofEvents(tenant, await this.events.ofEvent(tenant, event)));
    if (subscriber !== undefined && sequence !== undefined)
      ways.push(async () =>
        this.ofEvents(tenant, await this.events.ofDelivery(tenant, subscriber, Number(sequence))),
      );
    return ways;
  }

  /** With the tree that brought it about; what a person did has none. */
  private async ofEvents(tenant: number, heard: HeardEvents): Promise<Start> {
    const [event] = heard.events;
    const rows = event && event.root !== 0 ? await this.ledger.tree(event.root, MOST_ROWS) : [];
    const requests = rows.filter(({ queue }) => this.see.queue(tenant, queue) !== undefined);
    return { requests, verdicts: [], hooks: [], records: [], heard };
  }

  private async ofHook(tenant: number, id: string): Promise<Start> {
    const seq = await this.hooks.seqOf(tenant, id);
    const [requests, verdicts] = await Promise.all([
      this.ledger.requestsOfHook(seq, MOST_ROWS),
      this.ledger.verdictsOfHook(seq, MOST_ROWS),
    ]);
    return { requests, verdicts, hooks: [seq], records: [] };
  }

  private async ofTransfer(tenant: number, id: string): Promise<Start> {
    const { row } = await this.transfers.find(tenant, id);
    return { requests: [row], verdicts: [], hooks: [], records: [] };
  }

  private waysToImports(tenant: number, { import: id, row }: ExplainQuery): (() => Promise<Start>)[] {
    if (id === undefined) return [];
    return [() => (row === undefined ? this.ofImport(tenant, id) : this.ofRow(tenant, id, Number(row)))];
  }

  private async ofImport(tenant: number, id: string): Promise<Start> {
    const { root, state, far } = await this.imports.get(tenant, id);
    const { total, open, counts, problem } = far;
    const came = Object.entries({ open, ...counts }).flatMap(([name, count]) =>
      count > 0 ? [`${count} ${name}`] : [],
    );
    const about = problem === null ? '' : ` (${problem})`;
    const note = [`the import is ${state}${about}: ${total} rows`, ...came].join(', ');
    const requests = await this.ledger.tree(root, MOST_ROWS);
    return { requests, verdicts: [], hooks: [], records: [], note };
  }

  private async ofRow(tenant: number, id: string, row: number): Promise<Start> {
    const { items } = await this.imports.rowsOf(tenant, id, { behind: row - 1, limit: 1 });
    const [found] = items;
    if (found?.row !== row) throw new HostError('NOT_FOUND', { subject: `row ${row} of ${id}` });
    const { outcome, note: why, request } = found;
    const note = `the row is ${outcome}${why === null ? '' : `: ${why}`}`;
    if (request === null) return { requests: [], verdicts: [], hooks: [], records: [], note };
    return { ...(await this.ofTransfer(tenant, this.see.id('req', request))), note };
  }

  private async ofTree(tenant: number, id: string): Promise<Start> {
    const rows = await this.ledger.tree(this.see.seq('trk', id), MOST_ROWS);
    const requests = rows.filter(({ queue }) => this.see.queue(tenant, queue) !== undefined);
    if (requests.length === 0) throw new HostError('NOT_FOUND', { subject: id });
    return { requests, verdicts: [], hooks: [], records: [] };
  }

  private async ofDelivery(tenant: number, connection: string, deliveryId: string): Promise<Start> {
    const of = this.see.connection(tenant, connection);
    const subject = `delivery ${deliveryId} of ${of.name}`;
    const hook = await this.hooks.ofDelivery(tenant, of, deliveryId);
    return hook
      ? this.ofHook(tenant, hook)
      : { requests: [], verdicts: [], hooks: [], records: [], asked: { connection: of, subject } };
  }

  private async ofRecord(tenant: number, id: string): Promise<Start> {
    const record = await this.hub.read.record(this.see.seq('rec', id));
    if (!record || record.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    const links = (await this.hub.read.links(record.id)).slice(0, MOST_PARTS);
    const names = links.flatMap(({ connection, type, externalId }): Named[] => [
      { tenant, connection, direction: 'TO', type, recordId: externalId },
      { tenant, connection, direction: 'FROM', type, recordId: String(record.id) },
    ]);
    const requests = await Promise.all(names.map((name) => this.requestsOf(name)));
    return { requests: requests.flat(), verdicts: [], hooks: [], records: [record.id] };
  }

  private async ofName(connection: ConnectionView, type: RecordType, given: string): Promise<Start> {
    const externalId = await canonicalOf(connection, type, given);
    const { tenant, number } = connection;
    const owners = await this.see.ownersOf(connection);
    const [requests, verdicts, linked] = await Promise.all([
      this.requestsOf({ tenant, connection: number, direction: 'TO', type, recordId: externalId }),
      Promise.all(
        owners.map((owner) =>
          this.ledger.verdictsOfRecord({ owner, type, recordId: externalId, limit: MOST_ROWS }),
        ),
      ),
      this.hub.linked({ connection: number, type, externalId }),
    ]);
    return {
      requests,
      verdicts: verdicts.flat().filter((one) => one.connection === number),
      hooks: [],
      records: linked ? [linked.record.id] : [],
      asked: { connection, subject: `${type} ${externalId} of ${connection.name}` },
    };
  }

  private async requestsOf(name: Named): Promise<StoredRequest[]> {
    const { type, recordId } = name;
    const rows = await this.ledger.requestsOfLane(laneKeyOf({ ...name, kind: 'transfer' }), MOST_ROWS);
    return rows.filter((row) => row.type === type && row.recordId === recordId);
  }

  /** With a request comes its whole tree, its failed turns and its hook; with a tree what it changed. */
  private async gather(tenant: number, start: Start): Promise<Findings> {
    const roots = [...new Set(start.requests.map(rootOf))].slice(-MOST_PARTS);
    const trees = await Promise.all(roots.map((root) => this.ledger.tree(root, MOST_ROWS)));
    const requests = unique([...start.requests, ...trees.flat()])
      .filter(({ queue }) => this.see.queue(tenant, queue) !== undefined)
      .slice(-MOST_ROWS);
    const verdicts = unique(start.verdicts)
      .filter((one) => one.tenant === tenant)
      .slice(-MOST_ROWS);
    const numbers = [...start.hooks, ...[...requests, ...verdicts].flatMap(({ hook }) => hook ?? [])];
    const hooks = await Promise.all(
      [...new Set(numbers)].slice(-MOST_PARTS).map((seq) => this.ledger.hook(seq)),
    );
    return {
      requests,
      verdicts,
      hooks: hooks.flatMap((hook) => hook ?? []),
      attempts: await this.ledger.attempts(
        requests.map(({ seq }) => seq),
        MOST_ATTEMPTS,
      ),
      turns: await this.turns(requests),
      changes: await this.changes(requests, start, new Set(roots)),
      heard: start.heard ?? (await this.events.ofRecords(start.records)),
    };
  }

  /** Kept only of requests that somebody watches. */
  private async turns(requests: readonly StoredRequest[]): Promise<WatchedTurn[]> {
    const watched = requests.filter(({ root }) => isWatchedRoot(root)).slice(-MOST_PARTS);
    const turns = await Promise.all(
      watched.map(async ({ seq }) =>
        (await this.details.of(seq)).map(({ at, data }) => ({ request: seq, at, data })),
      ),
    );
    return turns.flat().slice(-MOST_ROWS);
  }

  private async changes(
    requests: readonly StoredRequest[],
    { records: whole, heard }: Start,
    roots: ReadonlySet<number>,
  ): Promise<RecordChange[]> {
    const touched = await Promise.all(requests.slice(-MOST_PARTS).map((request) => this.recordOf(request)));
    const told = heard?.events ?? [];
    const ofTold = told.flatMap(({ record }) => record ?? []);
    const records = [...new Set([...whole, ...ofTold, ...touched.flatMap((record) => record ?? [])])];
    const isTold = (of: number, at: number): boolean =>
      told.some(({ record, version }) => record === of && version === at);
    const histories = await Promise.all(
      records.map(async (record) => {
        const history = await this.hub.read.history(record, { limit: MOST_ROWS });
        return whole.includes(record)
          ? history
          : history.filter(({ root, version }) => roots.has(root) || isTold(record, version));
      }),
    );
    return histories.flat();
  }

  private async recordOf({ queue, type, recordId }: StoredRequest): Promise<number | undefined> {
    const name = this.see.queueName(queue);
    if (!name) return undefined;
    if (name.direction === 'FROM') return Number(recordId);
    const linked = await this.hub.linked({
      connection: name.connection,
      type: type as RecordType,
      externalId: recordId,
    });
    return linked?.record.id;
  }

  private async silence({
    connection,
    subject,
  }: NonNullable<Start['asked']>): Promise<Pick<ExplainBody, 'lastHook' | 'note'>> {
    const last = await this.hooks.lastOf(connection);
    const { hook: removed } = await this.ledger.removed();
    const since = removed
      ? ` since ${timeText(removed.at)}, before which hooks were removed by their age`
      : '';
    const what = `no hook was received for ${subject}${since}`;
    if (!last && removed) return { note: what, lastHook: null };
    if (!last) return { note: `${what}; the connection never received one`, lastHook: null };
    const lastHook = { id: this.see.id('hok', last.seq), receivedAt: timeText(last.receivedAt) };
    return { note: `${what}; its last hook came at ${lastHook.receivedAt}`, lastHook };
  }
}

function noteOf(note: string | undefined, isCut: boolean): string | null {
  const cut = isCut ? [`only the latest ${MOST_ROWS} of a kind are shown`] : [];
  return [...(note === undefined ? [] : [note]), ...cut].join('; ') || null;
}

function rootOf({ seq, root }: StoredRequest): number {
  return root === 0 ? seq : root;
}

/** Each row once, oldest first. */
function unique<Row extends { readonly seq: number }>(rows: readonly Row[]): Row[] {
  return [...new Map(rows.map((row) => [row.seq, row])).values()].toSorted((a, b) => a.seq - b.seq);
}
