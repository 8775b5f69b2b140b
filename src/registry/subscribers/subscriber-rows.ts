import type { JsonObject, Mode } from '@hookyard/sdk';

import { HostError } from '../../errors/index.js';
import { tellEvents } from '../../events/index.js';
import type { Tx } from '../../store/index.js';
import { changeReceiverSecrets } from '../connection-secret.store.js';
import { pageOf, type Page, type PageAsk } from '../page.js';
import { insertDeliveringQueue } from '../queues.store.js';
import { parseReceiverSecrets, writeReceiverSecrets } from '../receiver-secrets.js';
import type { RegistryParts } from '../registry-parts.js';
import type { SecretInfo, SecretInputs } from '../secrets.js';
import { refuseOverruling, refuseMore, type SubscriberActor } from './portal-terms.js';
import { SubscriberRow } from './subscriber.entity.js';
import {
  countSubscribers,
  readSubscribers,
  takeSubscriber,
  type SubscriberFilter,
} from './subscriber.store.js';
import {
  ownerOfSubscriber,
  SECRET_HEADER,
  type CalledBy,
  type SubscriberDefinition,
  type SubscriberKind,
  type SubscriberState,
} from './subscriber-view.js';

/** What every kind of subscriber is shown with. */
export interface SubscriberInfo {
  readonly id: string;
  readonly name: string;
  readonly mode: Mode;
  readonly state: SubscriberState;
  /** Why it is not active. */
  readonly reason: string | null;
  /** By name; never a value. */
  readonly secrets: Readonly<Record<string, readonly SecretInfo[]>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface NewSubscriber {
  readonly publicId: string;
  readonly name: string;
  readonly mode: Mode;
  readonly state: SubscriberState;
  readonly reason: string | null;
  readonly belongsTo?: string | null;
  readonly definition: CalledBy;
  readonly secrets: SecretInputs;
}

/** Of one tenant. */
const MOST_SUBSCRIBERS = 1_000;
const TURNS = { active: 'enable', disabled: 'disable', unverified: 'verify' } as const;

/** Those of one kind, as an operator keeps them and the host disables them: each change with its audit. */
export class SubscriberRows<Info extends SubscriberInfo> {
  constructor(
    private readonly parts: RegistryParts,
    private readonly kind: SubscriberKind,
    readonly show: (row: SubscriberRow) => Info,
  ) {}

  async list(tenant: number, page: PageAsk, filter: SubscriberFilter): Promise<Page<Info>> {
    const { parts, kind, show } = this;
    const rows = await readSubscribers(parts.readSource, { tenant, kind }, page, filter);
    return pageOf(rows, page.limit, show);
  }

  async get(of: Pick<SubscriberActor, 'tenant' | 'within'>, id: string): Promise<Info> {
    return this.show(await takeSubscriber(this.parts.readSource.manager, of, { kind: this.kind, id }));
  }

  async create(actor: SubscriberActor, { definition, secrets, ...made }: NewSubscriber): Promise<Info> {
    const { tenant } = actor;
    const row = await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      if ((await countSubscribers(manager, { tenant })) >= MOST_SUBSCRIBERS)
        throw new HostError('CONFLICT', { detail: `a tenant has at most ${MOST_SUBSCRIBERS} subscribers` });
      const { belongsTo = null, mode } = made;
      if (actor.within) refuseMore(await countSubscribers(manager, { tenant, belongsTo, mode }));
      const saved = await manager.save(SubscriberRow, {
        ...made,
        tenant,
        kind: this.kind,
        definition: JSON.stringify(definition),
        secrets: this.sealed(made.publicId, '[]', secrets, now),
        createdAt: now,
        updatedAt: now,
        removedAt: null,
      });
      await insertDeliveringQueue(tx, { tenant, owner: ownerOfSubscriber(saved.id), mode });
      const after = auditable(this.show(saved));
      audit({ action: `${this.kind}.create`, subject: made.publicId, after });
      return saved;
    });
    return this.show(row);
  }

  async change(
    actor: SubscriberActor,
    { id, action }: { readonly id: string; readonly action: string },
    change: (row: SubscriberRow, now: number) => Partial<SubscriberRow>,
    also: (tx: Tx, row: SubscriberRow) => Promise<void> = () => Promise.resolve(),
  ): Promise<Info> {
    const row = await this.parts.writer.commit(actor, async ({ manager, tx, now, audit }) => {
      const found = await takeSubscriber(manager, actor, { kind: this.kind, id });
      const before = auditable(this.show(found));
      const changed = { ...change(found, now), updatedAt: Math.max(now, found.updatedAt + 1) };
      await manager.update(SubscriberRow, { id: found.id }, changed);
      const after = Object.assign(found, changed);
      audit({ action: `${this.kind}.${action}`, subject: id, before, after: auditable(this.show(after)) });
      await also(tx, after);
      return after;
    });
    return this.show(row);
  }

  /** Where one that is told is disabled, the others hear of it. */
  turn(
    actor: SubscriberActor,
    id: string,
    { state, reason }: { readonly state: SubscriberState; readonly reason: string | null },
  ): Promise<Info> {
    return this.change(
      actor,
      { id, action: TURNS[state] },
      (row) => {
        if (actor.within && state !== 'disabled') refuseOverruling(row);
        return { state, reason };
      },
      async (tx, row) => {
        const { kind } = this;
        if (state === 'disabled' && (kind === 'endpoint' || kind === 'trigger'))
          await this.tell(tx, row, kind);
      },
    );
  }

  async remove(actor: SubscriberActor, id: string): Promise<void> {
    await this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await takeSubscriber(manager, actor, { kind: this.kind, id });
      await manager.update(SubscriberRow, { id: row.id }, { removedAt: now, updatedAt: now, secrets: '[]' });
      audit({ action: `${this.kind}.remove`, subject: id, before: auditable(this.show(row)) });
    });
  }

  /** The present ones with those that are given; JSON text. */
  sealed(id: string, present: string, given: SecretInputs, now: number): string {
    const { vault } = this.parts;
    const sealed = parseReceiverSecrets(present);
    const names = [...new Set([...sealed.map(({ name }) => name), ...Object.keys(given)])];
    return writeReceiverSecrets(changeReceiverSecrets(id, sealed, given, { names, now, vault }));
  }

  private async tell(
    tx: Tx,
    { tenant, mode, publicId, definition, reason, updatedAt }: SubscriberRow,
    kind: 'endpoint' | 'trigger',
  ): Promise<void> {
    const directory = this.parts.directory.current();
    const { url } = JSON.parse(definition) as SubscriberDefinition;
    const type = `${kind}.disabled` as const;
    const data: JsonObject = { [kind]: publicId, url, reason: reason ?? '' };
    await tellEvents(tx, (...heard) => directory.hears(...heard), [
      { tenant, mode, type, at: updatedAt, data },
    ]);
  }
}

/** A header has one value: the one before is not sent beside it. */
export function headerInputs(headers: Readonly<Record<string, string | null>>): SecretInputs {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      SECRET_HEADER + name.toLowerCase(),
      value === null ? null : [{ value }],
    ]),
  );
}

/** What the audit keeps of it. */
function auditable({ secrets, ...info }: SubscriberInfo): object {
  return { ...info, secrets: Object.keys(secrets) };
}
