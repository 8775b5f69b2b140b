import type { Statement, Tx } from '../store/index.js';
import { auditRow, type Actor, type AuditEntry } from './configuration-writer.js';

const INSERT: Statement = {
  name: 'audit_insert',
  params: {
    tenant: 'int8',
    at: 'int8',
    actor: 'text',
    action: 'text',
    subject: 'text',
    before: 'text',
    after: 'text',
  },
  sqlite: `INSERT INTO audit (tenant, at, actor, action, subject, before_value, after_value)
    VALUES (@tenant, @at, @actor, @action, @subject, @before, @after)`,
  postgres: `INSERT INTO audit (tenant, at, actor, action, subject, before_value, after_value)
    SELECT * FROM unnest($1::int8[], $2::int8[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])`,
};

export const AUDIT_STATEMENTS = [INSERT];

/** Who changed what of the data by hand, in the commit of the change; the configuration's writer keeps its own. */
export async function writeAudit(tx: Tx, actor: Actor, at: number, entry: AuditEntry): Promise<void> {
  const { beforeValue, afterValue } = auditRow(actor, at, entry);
  const { action, subject } = entry;
  const { tenant, id } = actor;
  await tx.many(INSERT, [
    { tenant, at, actor: id, action, subject, before: beforeValue ?? null, after: afterValue ?? null },
  ]);
}
