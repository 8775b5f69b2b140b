import type { EntityManager } from 'typeorm';

import type { Clock } from '../clock/index.js';
import { HostError } from '../errors/index.js';
import type { OpenStore, Tx } from '../store/index.js';
import { AuditRow } from './audit.entity.js';
import { raiseConfigVersion } from './config-version.js';
import type { LiveDirectory } from './live-directory.js';

/** Who changes the configuration, and for which tenant. */
export interface Actor {
  readonly tenant: number;
  /** The API key's public id, or `host`. */
  readonly id: string;
  /** The version of the configuration that the change was decided on; another one refuses it. Absent: any. */
  readonly expects?: number;
}

/** What the audit keeps. Values hold no secret: they are what the API shows. */
export interface AuditEntry {
  /** `connection.create`, `scope.change` … */
  readonly action: string;
  /** The public id of what was changed. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One change of the configuration, while its transaction is open. */
export interface Change {
  readonly manager: EntityManager;
  readonly tx: Tx;
  readonly now: number;
  readonly audit: (entry: AuditEntry) => void;
}

const MAX_VALUE_CHARS = 20_000;

/**
 * The one way to change the configuration: a transaction under the write lock, its audit rows and the raised version
 * in the same commit. It answers when this process's directory shows the change; other processes are told.
 */
export class ConfigurationWriter {
  constructor(
    private readonly store: OpenStore,
    private readonly clock: Clock,
    private readonly directory: LiveDirectory,
  ) {}

  async commit<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T> {
    const result = await this.tryCommit(actor, work);
    await this.directory.refresh();
    this.store.notify('config');
    return result;
  }

  private async tryCommit<T>(actor: Actor, work: (change: Change) => Promise<T>): Promise<T> {
    try {
      return await this.store.transaction(async (manager, tx) => {
        const entries: AuditEntry[] = [];
        const now = this.clock.now();
        const result = await work({ manager, tx, now, audit: (entry) => void entries.push(entry) });
        await manager.insert(
          AuditRow,
          entries.map((entry) => auditRow(actor, now, entry)),
        );
        await raiseConfigVersion(tx, actor);
        return result;
      });
    } catch (error) {
      if (isUniqueViolation(error))
        throw new HostError('CONFLICT', { detail: 'something of this name exists' }, { cause: error });
      throw error;
    }
  }
}

export function auditRow(actor: Actor, at: number, entry: AuditEntry): Partial<AuditRow> {
  return {
    tenant: actor.tenant,
    at,
    actor: actor.id,
    action: entry.action,
    subject: entry.subject,
    beforeValue: auditValue(entry.before),
    afterValue: auditValue(entry.after),
  };
}

function auditValue(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value).slice(0, MAX_VALUE_CHARS);
}

function isUniqueViolation(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE';
}
