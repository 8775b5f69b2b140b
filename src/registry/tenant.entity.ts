import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { milliseconds } from './milliseconds.js';

/** A company whose connections, records and keys nobody else sees. */
@Entity({ name: 'tenant' })
@Index('tenant_public_id', ['publicId'], { unique: true })
export class TenantRow {
  @PrimaryGeneratedColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'text', name: 'public_id' })
  publicId!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  state!: 'active' | 'deleting' | 'suspended';

  /** Null: none. */
  @Column({ type: 'text', nullable: true })
  quotas!: string | null;

  /** Null: as the host keeps things. */
  @Column({ type: 'text', nullable: true })
  retention!: string | null;

  @Column({ type: 'bigint', name: 'created_at', transformer: milliseconds })
  createdAt!: number;
}
