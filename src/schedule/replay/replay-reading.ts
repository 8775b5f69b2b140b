import type { Clock } from '../../clock/index.js';
import { laneKeyOf, rootOfReplay, TIERS, type Draft, type Hook, type VerdictRow } from '../../flow/index.js';
import { judge, type Judged, type LinkFacts } from '../../gate/index.js';
import type { LedgerReads, StoredHook } from '../../ledger/index.js';
import type { Directory, DirectorySource } from '../../registry/index.js';

import { ElementsPast } from './elements-past.js';
import type { ReplayAsk, ReplayRow } from './replay.store.js';

/** A draft of a hook's element, with its event's key. */
export type HookDraft = Draft & { readonly eventKey?: string };

/** Some elements of a hook, read with today's configuration. */
export interface HookSlice {
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
  readonly plan: string | null;
  readonly drafts: readonly HookDraft[];
  readonly verdicts: readonly VerdictRow[];
}

export interface ReplayReadingOptions {
  readonly reads: Pick<LedgerReads, 'hookBody' | 'pastOfHook' | 'requestsOfLane'>;
  readonly directory: DirectorySource;
  readonly clock: Clock;
  /** Decides what a hook means: the resolver, which writes nothing. */
  readonly resolve: (hook: Hook) => AsyncIterable<HookSlice>;
  readonly links: LinkFacts;
}

/** What of a slice is meant, judged. */
export interface ReadSlice extends Pick<HookSlice, 'from' | 'to' | 'isLast' | 'plan'> {
  readonly drafts: readonly HookDraft[];
  readonly judged: Judged;
  /** Of the gate and of what could not be read. */
  readonly verdicts: readonly VerdictRow[];
  /** Event keys that were never kept, by the draft they belong to. */
  readonly events: readonly { readonly draft: number; readonly connection: number; readonly key: string }[];
}

type Asked = Pick<ReplayRow, 'tenant' | 'connection'> & {
  readonly ask: ReplayAsk;
  readonly root: number | undefined;
};

/** Requests of a lane looked at for a payload without a version. */
const MOST_LATER = 20;
/** What an earlier hook must not take back. */
const APPLIED: ReadonlySet<string> = new Set(['done', 'queued', 'waiting-retry', 'waiting-children']);

/** Reads stored hooks with today's configuration and judges what is meant of them. Nothing is written. */
export class ReplayReading {
  constructor(private readonly options: ReplayReadingOptions) {}

  /** From an element on. A hook whose body was erased has no slices. */
  async *slicesOf(
    { seq, owner, receivedAt, head }: StoredHook,
    asked: Asked,
    from: { readonly cursor: number; readonly order: string | null },
  ): AsyncGenerator<ReadSlice> {
    const { reads, resolve } = this.options;
    const body = await reads.hookBody(seq);
    if (!body) return;
    const past = new ElementsPast(await reads.pastOfHook(seq));
    // It was verified when it came; what was refused then stays refused (S2.5).
    const { verifiesElements: _, ...verified } = head;
    const hook: Hook = {
      seq,
      owner,
      receivedAt,
      head: verified,
      body,
      cursor: from.cursor,
      plan: from.order,
    };
    for await (const slice of resolve(hook)) yield await this.judged(slice, hook, { ...asked, past });
  }

  /** The same drafts judged anew, those at these places as duplicates. */
  async again(slice: ReadSlice, owner: number, duplicates: ReadonlySet<number>): Promise<ReadSlice> {
    const drafts = slice.drafts.map((draft, at) =>
      duplicates.has(at) && draft.replay
        ? { ...draft, replay: { ...draft.replay, isDuplicate: true } }
        : draft,
    );
    const unread = slice.verdicts.slice(slice.judged.verdicts.length);
    const judged = await this.gate(drafts, owner);
    return { ...slice, drafts, judged, verdicts: [...judged.verdicts, ...unread], events: [] };
  }

  private async judged(
    slice: HookSlice,
    hook: Hook,
    asked: Asked & { readonly past: ElementsPast },
  ): Promise<ReadSlice> {
    const { past, ask } = asked;
    const isMeant = isMeantOf(asked, this.options.directory.current());
    const meant = slice.drafts.filter((draft) => isMeant(draft) && !past.isForged(draft.element ?? 0));
    const drafts = await Promise.all(meant.map((draft) => this.asReplay(draft, asked)));
    const unread = slice.verdicts.filter(isMeant);
    const judged = await this.gate(drafts, hook.owner);
    const events = drafts.flatMap(({ eventKey, connection, element = 0 }, draft) =>
      eventKey === undefined || ask.takesDuplicates || !past.hadNoRequest(element)
        ? []
        : [{ draft, connection, key: eventKey }],
    );
    const { from, to, isLast, plan } = slice;
    return { from, to, isLast, plan, drafts, judged, verdicts: [...judged.verdicts, ...unread], events };
  }

  private gate(drafts: readonly HookDraft[], owner: number): Promise<Judged> {
    const { directory, clock, links } = this.options;
    return judge(drafts, { directory: directory.current(), now: clock.now(), links, owner });
  }

  private async asReplay(
    draft: HookDraft,
    { ask, root, past }: Asked & { readonly past: ElementsPast },
  ): Promise<HookDraft> {
    return {
      ...draft,
      origin: 'replay',
      ...(root === undefined ? {} : { root }),
      tier: ask.hook === null ? TIERS.bulk : TIERS.manual,
      replay: {
        isForced: ask.isForced,
        laterHook: ask.isForced ? null : await this.laterHook(draft),
        isDuplicate: !ask.takesDuplicates && past.isDuplicate(draft.element ?? 0),
      },
    };
  }

  /** Without a version the order of receipt is what tells which payload of a record is the newer one. */
  private async laterHook({
    connection,
    scope,
    recordId,
    payload,
    version,
    hook = 0,
  }: HookDraft): Promise<number | null> {
    const view = this.options.directory.current().connection(connection);
    const found = view?.scopes.TO.get(scope);
    if (!view || !found || payload === undefined || version !== undefined || found.action === 'DELETED')
      return null;
    const { tenant } = view;
    const { type } = found;
    const lane = laneKeyOf({ tenant, connection, direction: 'TO', kind: 'transfer', type, recordId });
    const rows = await this.options.reads.requestsOfLane(lane, MOST_LATER);
    const later = rows.find(
      (row) =>
        row.type === type &&
        row.recordId === recordId &&
        (row.hook ?? 0) > hook &&
        (APPLIED.has(row.state) || row.heldCode === 'no-change'),
    );
    return later?.hook ?? null;
  }
}

export function rootOf({ id }: Pick<ReplayRow, 'id'>): number {
  return rootOfReplay(id);
}

/** The tenant's own slices, and of those what the filter says. */
function isMeantOf(
  { tenant, connection, ask, past }: Asked & { readonly past: ElementsPast },
  directory: Directory,
) {
  return (
    one: Pick<VerdictRow, 'connection' | 'scope'> & {
      readonly element?: number;
      readonly ruling?: VerdictRow['ruling'];
    },
  ): boolean => {
    const isOurs =
      one.connection === null
        ? connection === null
        : (connection === null || one.connection === connection) &&
          directory.connection(one.connection)?.tenant === tenant;
    if (!isOurs || (ask.scope !== null && one.scope !== ask.scope)) return false;
    const isWhole = one.ruling?.rule.startsWith('hook.') === true;
    return past.isMeant(isWhole ? null : (one.element ?? 0), ask);
  };
}
