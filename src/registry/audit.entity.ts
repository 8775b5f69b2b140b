import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** Who changed what. Values are JSON, without secrets. */
@Entity({ name: 'audit' })
@Index('audit_tenant', ['tenant', 'id'])
@Index('audit_actor', ['tenant', 'actor', 'id'])
@Index('audit_action', ['tenant', 'action', 'id'])
@Index('audit_subject', ['tenant', 'subject', 'id'])
@Index('audit_at', ['tenant', 'at', 'id'])
export class AuditRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  tenant!: number;

  @Column({ type: 'bigint', transformer: milliseconds })
  at!: number;

  @Column({ type: 'text' })
  actor!: string;

  @Column({ type: 'text' })
  action!: string;

  @Column({ type: 'text' })
  subject!: string;

  @Column({ type: 'text', name: 'before_value', nullable: true })
  beforeValue!: string | null;

  @Column({ type: 'text', name: 'after_value', nullable: true })
  afterValue!: string | null;
}
