import type { Statement, Tx } from '../store/index.js';
import type { Actor, AuditEntry } from './configuration-writer.js';

const MAX_VALUE_CHARS = 20_000;

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
  const { action, subject, before, after } = entry;
  await tx.many(INSERT, [
    { tenant: actor.tenant, at, actor: actor.id, action, subject, before: text(before), after: text(after) },
  ]);
}

function text(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value).slice(0, MAX_VALUE_CHARS);
}
