import type { Direction, Mode, RecordType, ScopeAction } from '@hookyard/sdk';
import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import { replayOfRoot, type Draft, type GatedRequest } from '../flow/index.js';
import { judge } from '../gate/index.js';
import type { LedgerReads, StoredRequest, StoredVerdict } from '../ledger/index.js';
import { LEDGER_READS, REGISTRY, REPLAYS, type AdminRegistry, type AdminReplays } from './admin-parts.js';
import type { ExplainNowQuery } from './explain.dto.js';
import { differencesOf, type Came, type ExplainNowBody } from './explain-now.view.js';
import { HookReading } from './hook-reading.service.js';
import { TransferReading } from './transfer-reading.service.js';
import { parsed } from './transfer.view.js';
import { Visibility } from './visibility.service.js';

/** Requests and verdicts of one hook that are compared. */
const MOST_COMPARED = 500;

/** Says what today's configuration would make of a stored hook or request, beside what happened. It writes nothing. */
@Injectable()
export class ExplainNow {
  // oxlint-disable-next-line max-params -- injected
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(REPLAYS) private readonly replays: AdminReplays,
    private readonly hooks: HookReading,
    private readonly transfers: TransferReading,
    private readonly see: Visibility,
  ) {}

  async explain(tenant: number, { hook, transfer }: ExplainNowQuery): Promise<ExplainNowBody> {
    if ((hook === undefined) === (transfer === undefined)) {
      const message = 'is one of hook and transfer';
      throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'query', message }] });
    }
    if (hook !== undefined) return this.ofHook(tenant, await this.hooks.seqOf(tenant, hook));
    const { row } = await this.transfers.find(tenant, transfer as string);
    const origin = row.parent === null ? row.hook : null;
    return origin === null ? this.ofRequest(row) : this.ofHook(tenant, origin, row.element);
  }

  private async ofHook(tenant: number, seq: number, element?: number): Promise<ExplainNowBody> {
    const [requests, verdicts, again] = await Promise.all([
      this.ledger.requestsOfHook(seq, MOST_COMPARED),
      this.ledger.verdictsOfHook(seq, MOST_COMPARED),
      this.replays.readAgain(tenant, seq),
    ]);
    const isOurs = ({ queue, parent, root }: StoredRequest): boolean =>
      parent === null && replayOfRoot(root) === null && this.see.queue(tenant, queue) !== undefined;
    const before = [
      ...requests.filter(isOurs).map((row) => this.storedRequest(row)),
      ...verdicts
        .filter((row) => row.tenant === tenant && !isReplayed(row))
        .map((row) => this.cameVerdict(row, row)),
    ];
    const now = [
      ...(again?.requests ?? []).map((request) => this.judgedRequest(request)),
      ...(again?.verdicts ?? []).map((verdict) => this.cameVerdict(verdict, verdict.ruling)),
    ];
    const isAsked = (came: Came): boolean => element === undefined || came.element === element;
    return {
      configVersion: this.registry.directory.current().version,
      note: again ? null : 'its body is no longer kept: nobody can say',
      items: differencesOf(before.filter(isAsked), now.filter(isAsked)),
    };
  }

  /** One that no hook brought, or another request did: judged as it was drafted. */
  private async ofRequest(row: StoredRequest): Promise<ExplainNowBody> {
    const directory = this.registry.directory.current();
    const queue = directory.queue(row.queue);
    const judged = queue
      ? await judge([draftOf(row, queue)], { directory, now: row.createdAt })
      : { requests: [], verdicts: [] };
    const now = [
      ...judged.requests.map((request) => this.judgedRequest(request)),
      ...judged.verdicts.map((verdict) => this.cameVerdict(verdict, verdict.ruling)),
    ];
    const items = differencesOf([this.storedRequest(row)], now);
    return { configVersion: directory.version, note: null, items };
  }

  private storedRequest({ element, queue, scope, type, action, recordId, trail }: StoredRequest): Came {
    const [first] = parsed(trail) as readonly { readonly config?: number }[];
    const connection = this.connectionOf(queue);
    const configVersion = first?.config ?? null;
    const came = { element, connection, scope, type, action, recordId, configVersion };
    return { ...came, verdict: 'queued', rule: null, facts: {} };
  }

  private judgedRequest({ element, queue, scope, type, action, recordId }: GatedRequest): Came {
    const { version } = this.registry.directory.current();
    const came = { element, connection: this.connectionOf(queue), scope, type, action, recordId };
    return { ...came, configVersion: version, verdict: 'queued', rule: null, facts: {} };
  }

  private cameVerdict(
    { element, tenant, connection, scope, type, recordId }: Element,
    { verdict, rule, facts, configVersion }: Ruled,
  ): Came {
    const by = this.see.connectionId(tenant, connection);
    const came = { element, connection: by, scope, type, action: null, recordId };
    return { ...came, configVersion, verdict, rule, facts };
  }

  private connectionOf(queue: number): string | null {
    const directory = this.registry.directory.current();
    const view = directory.queue(queue);
    return view ? (directory.connection(view.connection)?.id ?? null) : null;
  }
}

type Element = Pick<StoredVerdict, 'element' | 'tenant' | 'connection' | 'scope' | 'type' | 'recordId'>;
type Ruled = Pick<StoredVerdict, 'verdict' | 'rule' | 'facts' | 'configVersion'>;

function isReplayed({ facts }: StoredVerdict): boolean {
  return 'replay' in facts;
}

function draftOf(
  row: StoredRequest,
  { connection, direction }: { readonly connection: number; readonly direction: Direction },
): Draft {
  const payload = parsed(row.payload) as Draft['payload'] | null;
  return {
    origin: 'manual',
    connection,
    direction,
    mode: row.mode as Mode,
    scope: row.scope,
    type: row.type as RecordType,
    action: row.action as ScopeAction,
    recordId: row.recordId,
    element: row.element,
    ...(payload === null ? {} : { payload }),
  };
}
