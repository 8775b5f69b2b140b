import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** Who changed what. Values are JSON, without secrets. */
@Entity({ name: 'audit' })
@Index('audit_tenant', ['tenant', 'id'])
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
