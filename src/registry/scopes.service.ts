import type { Direction, RecordSource, RecordType, ScopeAction } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { ChildPolicy } from '../flow/index.js';
import { childPolicyProblems, childSettingOf, type ChildSetting } from './child-policies.js';
import type { Actor, Change } from './configuration-writer.js';
import { connectionNumber, takeConnection } from './connection.store.js';
import type { ConnectionRow } from './connection.entity.js';
import { expressionProblems } from './connector-problems.js';
import { can, defaultSource, hubScopeName } from './declared-scopes.js';
import { DELETE_DEFAULTS } from './delete-defaults.js';
import { guardWarnings, refuseUnserved } from './delete-guards.js';
import type { DeleteGuard, LoadedConnector } from './directory.js';
import { pageOf, type Page, type PageAsk } from './page.js';
import type { RegistryParts } from './registry-parts.js';
import { ScopeRow } from './scope.entity.js';
import { newScopeRow, readScope, readScopes, type ScopeFilter } from './scope.store.js';

/** A scope as the API shows it. */
export interface ScopeInfo {
  readonly id: string;
  readonly direction: Direction;
  readonly name: string;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly description: string;
  readonly isEnabled: boolean;
  readonly source: RecordSource;
  readonly record: string | null;
  readonly version: string | null;
  readonly guard: DeleteGuard;
  /** How long a delete waits before it is believed; 0: it runs at once. */
  readonly settleSeconds: number;
  /** More waiting deletes of the type than this are held for a person; null: any number may pass. */
  readonly brakeMost: number | null;
  /** The same as a share of the type's live links. */
  readonly brakePercent: number | null;
  /** What becomes of children that cannot travel alone. */
  readonly childPolicy: ChildPolicy;
  /** How long a parent's request waits for more of its children; null unless the policy is `coalesce`. */
  readonly childWindowSeconds: number | null;
  /** What whoever lets deletes through should know. */
  readonly warnings: readonly string[];
  /** Who made it. */
  readonly origin: 'connector' | 'host' | 'operator';
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ScopeInput extends ChildSetting {
  readonly direction?: Direction;
  readonly name?: string;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly description?: string;
  readonly isEnabled?: boolean;
  readonly source?: RecordSource;
  readonly record?: string | null;
  readonly version?: string | null;
  readonly guard?: DeleteGuard;
  readonly settleSeconds?: number;
  readonly brakeMost?: number | null;
  readonly brakePercent?: number | null;
}

export type ScopePatch = Partial<Omit<ScopeInput, 'direction' | 'name'>>;

const HUB_ACTIONS: readonly ScopeAction[] = ['CREATED', 'UPDATED', 'DELETED'];

/** The switches of a connection, both directions. A delete guard is off until somebody sets it. */
export class Scopes {
  constructor(private readonly parts: RegistryParts) {}

  async list(
    tenant: number,
    connection: string,
    page: PageAsk,
    filter: ScopeFilter = {},
  ): Promise<Page<ScopeInfo>> {
    const rows = await readScopes(this.parts.readSource, await this.number(tenant, connection), page, filter);
    return pageOf(rows, page.limit, show);
  }

  async get(tenant: number, connection: string, id: string): Promise<ScopeInfo> {
    return show(await readScope(this.parts.readSource, await this.number(tenant, connection), id));
  }

  async create(actor: Actor, connection: string, input: ScopeInput): Promise<ScopeInfo> {
    const { direction = 'TO' } = input;
    const row = await this.commit(actor, connection, async (change, owner) => {
      const connector = this.connectorOf(owner);
      const scope = {
        name: nameOf(input, direction),
        type: input.type,
        action: input.action,
        description: input.description ?? '',
        isEnabled: input.isEnabled ?? true,
        source:
          input.source ?? (direction === 'FROM' ? 'read' : defaultSource(connector.definition, input.type)),
        record: input.record ?? null,
        version: input.version ?? null,
      };
      const made = {
        ...newScopeRow(owner.id, scope, { direction, origin: 'operator', now: change.now }),
        guard: input.guard ?? 'off',
        ...brakeOf(input),
        ...definedOnly(childSettingOf(input)),
      };
      refuseInvalid(made, connector);
      await refuseUnserved(change.manager, made);
      await change.manager.insert(ScopeRow, made);
      change.audit({ action: 'scope.create', subject: made.publicId, after: show(made) });
      return made;
    });
    return show(row);
  }

  /** A guard other than `off` switches the scope on, unless the same change says otherwise. */
  async change(actor: Actor, connection: string, id: string, patch: ScopePatch): Promise<ScopeInfo> {
    const row = await this.commit(actor, connection, async (change, owner) => {
      const present = await readScope(change.manager, owner.id, id);
      const before = show(present);
      refuseRebinding(present, patch);
      const isGuardSet = patch.guard !== undefined && patch.guard !== 'off';
      Object.assign(present, {
        ...definedOnly({
          type: patch.type,
          action: patch.action,
          description: patch.description,
          isEnabled: patch.isEnabled ?? (isGuardSet ? true : undefined),
          source: patch.source,
          recordExpression: patch.record,
          versionExpression: patch.version,
          guard: patch.guard,
          settleSeconds: patch.settleSeconds,
          brakeMost: patch.brakeMost,
          brakePercent: patch.brakePercent,
          ...childSettingOf(patch),
        }),
        origin: present.origin === 'host' ? 'host-set' : present.origin,
        updatedAt: change.now,
      });
      refuseInvalid(present, this.connectorOf(owner));
      if (patch.guard !== undefined || patch.type !== undefined)
        await refuseUnserved(change.manager, present);
      await change.manager.save(ScopeRow, present);
      change.audit({ action: 'scope.change', subject: id, before, after: show(present) });
      return present;
    });
    return show(row);
  }

  /** A hub scope cannot be removed: it is switched off instead. */
  async remove(actor: Actor, connection: string, id: string): Promise<void> {
    await this.commit(actor, connection, async (change, owner) => {
      const row = await readScope(change.manager, owner.id, id);
      if (row.origin.startsWith('host')) {
        throw new HostError('CONFLICT', {
          subject: row.name,
          detail: 'a hub scope cannot be removed; switch it off',
        });
      }
      await change.manager.delete(ScopeRow, { id: row.id });
      change.audit({ action: 'scope.remove', subject: id, before: show(row) });
    });
  }

  private commit<T>(
    actor: Actor,
    connection: string,
    work: (change: Change, owner: ConnectionRow) => Promise<T>,
  ): Promise<T> {
    return this.parts.writer.commit(actor, async (change) => {
      const owner = await takeConnection(
        change.manager,
        { tenant: actor.tenant, id: connection },
        change.now,
      );
      return work(change, owner);
    });
  }

  private number(tenant: number, connection: string): Promise<number> {
    return connectionNumber(this.parts.readSource, tenant, connection);
  }

  private connectorOf(owner: ConnectionRow): LoadedConnector {
    const connector = this.parts.shelf.pinned(owner.tenant, owner.connector, owner.connectorVersion);
    if (!connector)
      throw new HostError('CONNECTOR_UNAVAILABLE', {
        subject: `${owner.connector}@${owner.connectorVersion}`,
      });
    return connector;
  }
}

/** A hub scope is named after its event; an external one after the system's. */
function nameOf(input: Pick<ScopeInput, 'name' | 'type' | 'action'>, direction: Direction): string {
  if (direction === 'FROM') return hubScopeName(input.type, input.action);
  const name = input.name?.trim();
  if (name) return name;
  throw new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'name', message: 'is the event name of the system' }],
  });
}

/** What a name means is the operator's to change only where an operator said it. */
function refuseRebinding(row: ScopeRow, { type, action }: ScopePatch): void {
  const isOther = (type ?? row.type) !== row.type || (action ?? row.action) !== row.action;
  if (!isOther || (row.origin === 'operator' && row.direction === 'TO')) return;
  const message = 'is fixed: add a scope of another name, or change one an operator added';
  throw new HostError('VALIDATION_FAILED', {
    errors: [{ field: type === undefined ? 'action' : 'type', message }],
  });
}

function refuseInvalid(row: Omit<ScopeRow, 'id'>, { definition }: LoadedConnector): void {
  const { direction, type, action, guard } = row;
  const isHub = direction === 'FROM';
  const rules: readonly (readonly [isWrong: boolean, field: string, message: string])[] = [
    [guard !== 'off' && action !== 'DELETED', 'guard', 'belongs to scopes whose action is DELETED'],
    [isHub && !HUB_ACTIONS.includes(action), 'action', `of a hub scope is one of ${HUB_ACTIONS.join(', ')}`],
    [
      !isHub && isRead(row) && !can(definition, type, 'get'),
      'source',
      `must be payload: the connector cannot get a ${type}`,
    ],
  ];
  const errors = [
    ...expressionProblems('record', row.recordExpression),
    ...expressionProblems('version', row.versionExpression),
    ...childPolicyProblems(row, definition),
    ...rules.flatMap(([isWrong, field, message]) => (isWrong ? [{ field, message }] : [])),
  ];
  if (errors.length > 0) throw new HostError('VALIDATION_FAILED', { errors });
}

/** Control scopes are resolved by the prerequisite and deleted records cannot be read: neither needs `get`. */
function isRead({ type, action, source }: Omit<ScopeRow, 'id'>): boolean {
  return source !== 'payload' && action !== 'DELETED' && type !== 'MESSAGE' && type !== 'NONE';
}

function show(row: Omit<ScopeRow, 'id'>): ScopeInfo {
  return {
    id: row.publicId,
    direction: row.direction,
    name: row.name,
    type: row.type,
    action: row.action,
    description: row.description,
    isEnabled: row.isEnabled,
    source: row.source,
    record: row.recordExpression,
    version: row.versionExpression,
    guard: row.guard,
    settleSeconds: row.settleSeconds,
    brakeMost: row.brakeMost,
    brakePercent: row.brakePercent,
    childPolicy: row.childPolicy,
    childWindowSeconds: row.childWindowSeconds,
    warnings: guardWarnings(row),
    origin: row.origin === 'host-set' ? 'host' : row.origin,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

function brakeOf(input: ScopeInput): Pick<ScopeRow, 'brakeMost' | 'brakePercent' | 'settleSeconds'> {
  const { settleSeconds, brakeMost, brakePercent } = input;
  return { ...DELETE_DEFAULTS, ...definedOnly({ settleSeconds, brakeMost, brakePercent }) };
}

function definedOnly<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<T>;
}
